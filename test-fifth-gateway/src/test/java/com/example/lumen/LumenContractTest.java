package com.example.lumen;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.testing.contract.GatewayContract;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import java.util.Map;
import java.util.function.Consumer;

final class LumenContractTest extends GatewayContract<LumenImageRequest> {
  @Override
  protected FakeGateways fakes() {
    return FakeGateways.start(new LumenDialect());
  }

  @Override
  protected FakeGateway gateway(FakeGateways gateways) {
    return gateways.gateway("lumen");
  }

  @Override
  protected ImageClient<LumenImageRequest> client(
      FakeGateway gateway, String baseUrl, String key, Consumer<ImageClient.Builder<?>> options) {
    LumenClient.Builder builder = LumenClient.builder();
    if (baseUrl != null) builder.baseUrl(baseUrl);
    if (key != null) builder.apiKey(key);
    options.accept(builder);
    return builder.build();
  }

  @Override
  protected ImageClient<LumenImageRequest> fromEnvironment(Map<String, String> environment) {
    return LumenClient.fromEnv(environment);
  }

  @Override
  protected LumenImageRequest textToImage(String prompt) {
    return LumenImageRequest.builder().model(LumenModel.DRAFT).prompt(prompt).build();
  }

  @Override
  protected LumenImageRequest imageToImage(String prompt, String imageUrl) {
    return LumenImageRequest.builder()
        .model(LumenModel.FINE)
        .prompt(prompt)
        .addImage(ReferenceImage.url(imageUrl))
        .build();
  }

  @Override
  protected LumenImageRequest several(String prompt, int n) {
    return LumenImageRequest.builder().model(LumenModel.FINE).prompt(prompt).n(n).build();
  }

  @Override
  protected LumenImageRequest ruleBreaking(boolean lenient) {
    LumenImageRequest.Builder request =
        LumenImageRequest.builder()
            .model(LumenModel.DRAFT)
            .aspectRatio(AspectRatio.of(21, 9))
            .prompt("a rule is broken");
    return (lenient ? request.lenient() : request).build();
  }
}
