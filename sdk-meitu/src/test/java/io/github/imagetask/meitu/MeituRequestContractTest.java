package io.github.imagetask.meitu;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.testing.contract.RequestContract;
import java.util.Map;
import java.util.function.UnaryOperator;

final class MeituRequestContractTest
    extends RequestContract<MeituModel, MeituImageRequest, MeituImageRequest.Builder> {
  @Override
  protected Gateway<MeituImageRequest> wire() {
    return new MeituWire(
        MeituEnvironment.PRODUCTION,
        MeituQuery.msgIdInQueryString(),
        "test-key-contract",
        "test-secret-contract",
        "test-token-contract",
        false);
  }

  @Override
  protected MeituImageRequest.Builder minimal() {
    return MeituImageRequest.builder().model(MeituModel.NANO2).prompt("a cube").traceId("1");
  }

  @Override
  protected Map<String, UnaryOperator<MeituImageRequest.Builder>> fields() {
    return Map.ofEntries(
        Map.entry("model", builder -> builder.model(MeituModel.of("a-new-model"))),
        Map.entry("aspectRatio", builder -> builder.aspectRatio(AspectRatio.of(16, 9))),
        Map.entry("temperature", builder -> builder.temperature(0.5)),
        Map.entry("resolution", builder -> builder.resolution(MeituResolution.RESOLUTION_2K)),
        Map.entry("translate", builder -> builder.translate(false)),
        Map.entry("outputFormat", builder -> builder.outputFormat(MeituOutputFormat.WEBP)),
        Map.entry("platform", builder -> builder.platform("some platform")),
        Map.entry("gid", builder -> builder.gid("some gid")),
        Map.entry("uid", builder -> builder.uid("some uid")),
        Map.entry("areaCode", builder -> builder.areaCode("some areaCode")),
        Map.entry("lang", builder -> builder.lang("some lang")),
        Map.entry("version", builder -> builder.version("some version")),
        Map.entry("callbackUrl", builder -> builder.callbackUrl("https://example.com/callback")),
        Map.entry("traceId", builder -> builder.traceId("2")));
  }

  @Override
  protected MeituImageRequest.Builder newBuilder(MeituImageRequest request) {
    return request.newBuilder();
  }

  @Override
  protected MeituImageRequest build(MeituImageRequest.Builder builder) {
    return builder.build();
  }
}
