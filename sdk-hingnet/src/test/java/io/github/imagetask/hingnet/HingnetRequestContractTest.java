package io.github.imagetask.hingnet;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Settings;
import io.github.imagetask.testing.contract.RequestContract;
import java.util.Map;
import java.util.function.UnaryOperator;

final class HingnetRequestContractTest
    extends RequestContract<HingnetModel, HingnetImageRequest, HingnetImageRequest.Builder> {
  @Override
  protected Gateway<HingnetImageRequest> wire() {
    return new HingnetWire(Settings.baseUrl("https://gateway.example/"), "test-key-contract");
  }

  @Override
  protected HingnetImageRequest.Builder minimal() {
    return HingnetImageRequest.builder()
        .model(HingnetModel.GEMINI_2_5_FLASH_IMAGE)
        .prompt("a cube");
  }

  @Override
  protected Map<String, UnaryOperator<HingnetImageRequest.Builder>> fields() {
    return Map.ofEntries(
        Map.entry("model", builder -> builder.model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)),
        Map.entry("taskType", builder -> builder.taskType(HingnetTaskType.GENERATION)),
        Map.entry("n", builder -> builder.n(1)),
        Map.entry("size", builder -> builder.size(ImageSize.of(1024, 1024))),
        Map.entry("aspectRatio", builder -> builder.aspectRatio(AspectRatio.of(16, 9))));
  }

  @Override
  protected HingnetImageRequest.Builder newBuilder(HingnetImageRequest request) {
    return request.newBuilder();
  }

  @Override
  protected HingnetImageRequest build(HingnetImageRequest.Builder builder) {
    return builder.build();
  }
}
