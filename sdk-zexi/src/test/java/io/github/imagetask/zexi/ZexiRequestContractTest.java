package io.github.imagetask.zexi;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Settings;
import io.github.imagetask.testing.contract.RequestContract;
import java.util.Map;
import java.util.function.UnaryOperator;

final class ZexiRequestContractTest
    extends RequestContract<ZexiModel, ZexiImageRequest, ZexiImageRequest.Builder> {
  @Override
  protected Gateway<ZexiImageRequest> wire() {
    return new ZexiWire(Settings.baseUrl("https://gateway.example/"), "test-key-contract");
  }

  @Override
  protected ZexiImageRequest.Builder minimal() {
    return ZexiImageRequest.builder().model(ZexiModel.of("a-new-model")).prompt("a cube");
  }

  @Override
  protected Map<String, UnaryOperator<ZexiImageRequest.Builder>> fields() {
    return Map.ofEntries(
        Map.entry("model", builder -> builder.model(ZexiModel.of("another-model"))),
        Map.entry("size", builder -> builder.size(ImageSize.of(1024, 1024))),
        Map.entry("autoSize", builder -> builder.autoSize()),
        Map.entry("aspectRatio", builder -> builder.aspectRatio(AspectRatio.of(16, 9))),
        Map.entry("resolution", builder -> builder.resolution(ZexiResolution.RESOLUTION_2K)),
        Map.entry("quality", builder -> builder.quality(ZexiQuality.LOW)),
        Map.entry("n", builder -> builder.n(2)));
  }

  @Override
  protected ZexiImageRequest.Builder newBuilder(ZexiImageRequest request) {
    return request.newBuilder();
  }

  @Override
  protected ZexiImageRequest build(ZexiImageRequest.Builder builder) {
    return builder.build();
  }
}
