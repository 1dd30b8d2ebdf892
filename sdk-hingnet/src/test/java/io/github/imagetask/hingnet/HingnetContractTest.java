package io.github.imagetask.hingnet;

import io.github.imagetask.ImageClient;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.testing.contract.GatewayContract;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

final class HingnetContractTest extends GatewayContract<HingnetImageRequest> {
  @Override
  protected FakeGateway gateway(FakeGateways gateways) {
    return gateways.hingnet();
  }

  @Override
  protected ImageClient<HingnetImageRequest> client(
      FakeGateway gateway, String baseUrl, String key, Consumer<ImageClient.Builder<?>> options) {
    HingnetClient.Builder builder = HingnetClient.builder();
    if (baseUrl != null) builder.baseUrl(baseUrl);
    if (key != null) builder.apiKey(key);
    options.accept(builder);
    return builder.build();
  }

  @Override
  protected ImageClient<HingnetImageRequest> fromEnvironment(Map<String, String> environment) {
    return HingnetClient.fromEnv(environment);
  }

  @Override
  protected HingnetImageRequest textToImage(String prompt) {
    return HingnetImageRequest.builder()
        .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
        .prompt(prompt)
        .build();
  }

  @Override
  protected HingnetImageRequest imageToImage(String prompt, String imageUrl) {
    return HingnetImageRequest.builder()
        .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
        .prompt(prompt)
        .addImage(ReferenceImage.url(imageUrl))
        .build();
  }

  @Override
  protected HingnetImageRequest several(String prompt, int n) {
    return HingnetImageRequest.builder()
        .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
        .prompt(prompt)
        .n(n)
        .build();
  }

  @Override
  protected HingnetImageRequest ruleBreaking(boolean lenient) {
    HingnetImageRequest.Builder request =
        HingnetImageRequest.builder()
            .model(HingnetModel.of("imagen-4.0"))
            .addImage(ReferenceImage.url("https://example.com/a.png"))
            .prompt("a rule is broken");
    return (lenient ? request.lenient() : request).build();
  }

  @Override
  protected Direct direct(ImageClient<HingnetImageRequest> client) {
    return Direct.of(((HingnetClient) client).direct(), this::textToImage);
  }

  @Override
  protected List<String> answersThatNameATask() {
    return List.of(
        "{\"id\":\"task_1\",\"status\":\"pending\",\"error\":{\"code\":\"low_balance_warning\"}}",
        "{\"task_id\":\"task_1\",\"error\":{\"code\":\"task_failed\"}}");
  }
}
