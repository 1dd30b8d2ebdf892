package io.github.imagetask.meitu;

import io.github.imagetask.ImageClient;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.testing.contract.GatewayContract;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeMeitu;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

class MeituContractTest extends GatewayContract<MeituImageRequest> {
  @Override
  protected FakeGateway gateway(FakeGateways gateways) {
    return gateways.meitu();
  }

  @Override
  protected ImageClient<MeituImageRequest> client(
      FakeGateway gateway, String baseUrl, String key, Consumer<ImageClient.Builder<?>> options) {
    FakeMeitu meitu = (FakeMeitu) gateway;
    MeituClient.Builder builder =
        MeituClient.builder().apiSecret(meitu.apiSecret()).token(meitu.token());
    if (baseUrl != null) {
      builder.environment(
          MeituEnvironment.ofBaseUrl(baseUrl)
              .withDirectUrl(gateway.environment().get("MEITU_DIRECT_URL")));
    }
    if (key != null) builder.apiKey(key);
    options.accept(builder);
    return builder.build();
  }

  @Override
  protected ImageClient<MeituImageRequest> fromEnvironment(Map<String, String> environment) {
    return MeituClient.fromEnv(environment);
  }

  @Override
  protected String ownHost() {
    return "openapi.mtlab.meitu.com";
  }

  @Override
  protected MeituImageRequest textToImage(String prompt) {
    return MeituImageRequest.builder().model(MeituModel.NANO).prompt(prompt).build();
  }

  @Override
  protected MeituImageRequest imageToImage(String prompt, String imageUrl) {
    return MeituImageRequest.builder()
        .model(MeituModel.NANO)
        .prompt(prompt)
        .addImage(ReferenceImage.url(imageUrl))
        .build();
  }

  /** One image a task. */
  @Override
  protected MeituImageRequest several(String prompt, int n) {
    return null;
  }

  @Override
  protected Direct direct(ImageClient<MeituImageRequest> client) {
    return Direct.of(((MeituClient) client).direct(), this::textToImage);
  }

  @Override
  protected String failureCode() {
    return "20008";
  }

  /** Code 0 without images is "not yet" here; MeituClientTest says what it comes to. */
  @Override
  protected boolean successNeedsAnImage() {
    return false;
  }

  /** Meitu has numbers: one that nobody knows is an error. */
  @Override
  protected String unknownWord() {
    return null;
  }

  @Override
  protected MeituImageRequest ruleBreaking(boolean lenient) {
    MeituImageRequest.Builder request =
        MeituImageRequest.builder()
            .model(MeituModel.NANO)
            .temperature(2)
            .prompt("a rule is broken");
    return (lenient ? request.lenient() : request).build();
  }

  @Override
  protected List<String> answersThatNameATask() {
    return List.of(
        "{\"code\":200,\"message\":\"success\",\"data\":{\"msg_id\":\"task_1\"}}",
        "{\"error_code\":\"202\",\"msg_id\":\"task_1\"}",
        "{\"code\":\"ok\",\"msg_id\":\"task_1\"}",
        "{\"error_code\":29901,\"error_msg\":\"pending\",\"msg_id\":\"task_1\"}");
  }

  @Override
  protected List<String> errorsThatNameATask() {
    return List.of(
        "{\"error_code\":20008,\"error_msg\":\"UNSUITABLE_IMAGE\",\"msg_id\":\"task_1\"}",
        "{\"error_code\":504,\"error_msg\":\"m\",\"data\":{\"msg_id\":\"task_1\"}}");
  }
}
