package io.github.imagetask.uniall;

import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.testing.contract.GatewayContract;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

final class UniAllContractTest extends GatewayContract<UniAllImageRequest> {
  @Override
  protected FakeGateway gateway(FakeGateways gateways) {
    return gateways.uniall();
  }

  @Override
  protected ImageClient<UniAllImageRequest> client(
      FakeGateway gateway, String baseUrl, String key, Consumer<ImageClient.Builder<?>> options) {
    UniAllClient.Builder builder = UniAllClient.builder();
    if (baseUrl != null) builder.baseUrl(baseUrl);
    if (key != null) builder.apiKey(key);
    options.accept(builder);
    return builder.build();
  }

  @Override
  protected ImageClient<UniAllImageRequest> fromEnvironment(Map<String, String> environment) {
    return UniAllClient.fromEnv(environment);
  }

  @Override
  protected UniAllImageRequest textToImage(String prompt) {
    return UniAllImageRequest.builder()
        .model(UniAllModel.NANO_BANANA_2_0_5K)
        .prompt(prompt)
        .build();
  }

  @Override
  protected UniAllImageRequest imageToImage(String prompt, String imageUrl) {
    return UniAllImageRequest.builder()
        .model(UniAllModel.NANO_BANANA_2_0_5K)
        .prompt(prompt)
        .addImage(ReferenceImage.url(imageUrl))
        .build();
  }

  @Override
  protected UniAllImageRequest several(String prompt, int n) {
    return UniAllImageRequest.builder()
        .model(UniAllModel.GPT_IMAGE_2)
        .prompt(prompt)
        .size(ImageSize.of(1024, 768))
        .n(n)
        .build();
  }

  @Override
  protected UniAllImageRequest ruleBreaking(boolean lenient) {
    UniAllImageRequest.Builder request =
        UniAllImageRequest.builder().model(UniAllModel.NANO_BANANA).n(2).prompt("a rule is broken");
    return (lenient ? request.lenient() : request).build();
  }

  @Override
  protected Direct direct(ImageClient<UniAllImageRequest> client) {
    return Direct.of(((UniAllClient) client).direct(), prompt -> several(prompt, 1));
  }

  @Override
  protected List<String> answersThatNameATask() {
    return List.of(
        "{\"code\":\"0\",\"message\":\"ok\",\"data\":{\"task_id\":\"task_1\",\"status\":\"queued\"}}",
        "{\"code\":\"200\",\"message\":\"ok\",\"data\":{\"task_id\":\"task_1\",\"status\":\"queued\"}}",
        "{\"code\":\"ok\",\"message\":\"ok\",\"data\":{\"task_id\":\"task_1\",\"status\":\"queued\"}}",
        "{\"code\":\"accepted\",\"message\":\"ok\",\"data\":{\"task_id\":\"task_1\",\"status\":\"queued\"}}",
        "{\"task_id\":\"task_1\",\"status\":\"queued\",\"error\":{\"code\":\"low_balance_warning\",\"message\":\"top up\"}}",
        "{\"task_id\":\"task_1\",\"error\":{\"code\":\"low_balance_warning\"}}");
  }

  @Override
  protected List<String> errorsThatNameATask() {
    return List.of(
        "{\"code\":\"insufficient_user_quota\",\"message\":\"m\",\"data\":{\"task_id\":\"task_1\"}}",
        "{\"code\":\"fail_to_fetch_task\",\"message\":\"m\",\"data\":{\"task_id\":\"task_1\",\"status\":\"queued\"}}");
  }
}
