package io.github.imagetask.hingnet;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.spi.Settings;
import io.github.imagetask.spi.Submission;
import io.github.imagetask.testing.contract.RequestContract;
import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;

final class HingnetRequestContractTest
    extends RequestContract<HingnetModel, HingnetImageRequest, HingnetImageRequest.Builder> {
  @Override
  protected HingnetWire wire() {
    return new HingnetWire(Settings.baseUrl("https://gateway.example/"), "test-key-contract");
  }

  /** A direct call's, which takes all that a task does and more. */
  @Override
  protected Submission submission(HingnetImageRequest request) throws IOException {
    return new HingnetDirectEntry(wire()).submit(request);
  }

  @Override
  protected HingnetImageRequest.Builder minimal() {
    // A model that the tables don't have: no other takes all fields.
    return HingnetImageRequest.builder().model(HingnetModel.of("gemini-9-image")).prompt("a cube");
  }

  @Override
  protected Map<String, UnaryOperator<HingnetImageRequest.Builder>> fields() {
    return Map.ofEntries(
        Map.entry("model", builder -> builder.model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)),
        Map.entry("taskType", builder -> builder.taskType(HingnetTaskType.GENERATION)),
        Map.entry("n", builder -> builder.n(1)),
        Map.entry("size", builder -> builder.size(ImageSize.of(1024, 1024))),
        Map.entry("aspectRatio", builder -> builder.aspectRatio(AspectRatio.of(16, 9))),
        Map.entry("quality", builder -> builder.quality(HingnetQuality.HIGH)),
        Map.entry("background", builder -> builder.background(HingnetBackground.OPAQUE)),
        Map.entry("outputFormat", builder -> builder.outputFormat(HingnetOutputFormat.JPEG)),
        Map.entry("outputCompression", builder -> builder.outputCompression(80)),
        Map.entry("moderation", builder -> builder.moderation(HingnetModeration.LOW)),
        Map.entry("user", builder -> builder.user("somebody")),
        Map.entry("responseFormat", builder -> builder.responseFormat(HingnetResponseFormat.URL)));
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
