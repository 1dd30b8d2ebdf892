package io.github.imagetask.zexi;

import io.github.imagetask.ImageClient;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.testing.contract.GatewayContract;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

class ZexiContractTest extends GatewayContract<ZexiImageRequest> {
  @Override
  protected FakeGateway gateway(FakeGateways gateways) {
    return gateways.zexi();
  }

  @Override
  protected ImageClient<ZexiImageRequest> client(
      FakeGateway gateway, String baseUrl, String key, Consumer<ImageClient.Builder<?>> options) {
    ZexiClient.Builder builder = ZexiClient.builder();
    if (baseUrl != null) builder.baseUrl(baseUrl);
    if (key != null) builder.apiKey(key);
    options.accept(builder);
    return builder.build();
  }

  @Override
  protected ImageClient<ZexiImageRequest> fromEnvironment(Map<String, String> environment) {
    return ZexiClient.fromEnv(environment);
  }

  @Override
  protected String ownHost() {
    return "www.zexitongxue.com";
  }

  @Override
  protected ZexiImageRequest textToImage(String prompt) {
    return ZexiImageRequest.builder().model(ZexiModel.GPT_IMAGE_2).prompt(prompt).build();
  }

  @Override
  protected ZexiImageRequest imageToImage(String prompt, String imageUrl) {
    return ZexiImageRequest.builder()
        .model(ZexiModel.GPT_IMAGE_2)
        .prompt(prompt)
        .addImage(ReferenceImage.url(imageUrl))
        .build();
  }

  @Override
  protected ZexiImageRequest several(String prompt, int n) {
    return ZexiImageRequest.builder().model(ZexiModel.GPT_IMAGE_2).prompt(prompt).n(n).build();
  }

  /** The document shows no failed task; new-api's has a reason and no code. */
  @Override
  protected String failureCode() {
    return null;
  }

  /** Without a URL, the content address is made of the task's id. */
  @Override
  protected boolean successNeedsAnImage() {
    return false;
  }

  @Override
  protected ZexiImageRequest ruleBreaking(boolean lenient) {
    ZexiImageRequest.Builder request =
        ZexiImageRequest.builder()
            .model(ZexiModel.GPT_IMAGE_2)
            .quality(ZexiQuality.QUALITY_4K)
            .prompt("a rule is broken");
    return (lenient ? request.lenient() : request).build();
  }

  @Override
  protected List<String> answersThatNameATask() {
    return List.of(
        "{\"code\":\"0\",\"message\":\"ok\",\"data\":{\"task_id\":\"task_1\",\"status\":\"queued\"}}",
        "{\"code\":\"200\",\"message\":\"ok\",\"data\":{\"task_id\":\"task_1\",\"status\":\"queued\"}}",
        "{\"code\":\"ok\",\"message\":\"ok\",\"data\":{\"task_id\":\"task_1\",\"status\":\"queued\"}}",
        "{\"code\":\"accepted\",\"message\":\"ok\",\"data\":{\"task_id\":\"task_1\",\"status\":\"queued\"}}",
        "{\"task_id\":\"task_1\",\"status\":\"queued\",\"error\":{\"code\":\"low_balance_warning\",\"message\":\"top up\"}}",
        "{\"id\":\"task_1\",\"error\":\"low balance\",\"status\":\"queued\"}");
  }

  @Override
  protected List<String> errorsThatNameATask() {
    return List.of(
        "{\"code\":\"insufficient_user_quota\",\"message\":\"m\",\"data\":{\"task_id\":\"task_1\"}}",
        "{\"code\":\"fail_to_fetch_task\",\"message\":\"m\",\"data\":{\"task_id\":\"task_1\",\"status\":\"queued\"}}");
  }
}
