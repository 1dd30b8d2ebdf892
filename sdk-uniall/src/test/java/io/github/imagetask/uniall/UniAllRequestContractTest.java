package io.github.imagetask.uniall;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Settings;
import io.github.imagetask.spi.Submission;
import io.github.imagetask.testing.contract.RequestContract;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

final class UniAllRequestContractTest
    extends RequestContract<UniAllModel, UniAllImageRequest, UniAllImageRequest.Builder> {
  private static final ReferenceImage FILE = ReferenceImage.bytes(new byte[] {1});

  @Override
  protected Gateway<UniAllImageRequest> wire() {
    return new UniAllWire(Settings.baseUrl("https://gateway.example/"), "test-key-contract");
  }

  @Override
  protected Submission submission(UniAllImageRequest request) throws IOException {
    try {
      return wire().submit(request);
    } catch (InvalidRequestException noTask) {
      return new UniAllDirectEntry(wire().address()).submit(request);
    }
  }

  @Override
  protected UniAllImageRequest.Builder minimal() {
    return UniAllImageRequest.builder().model(UniAllModel.of("gpt-image-3")).prompt("a cube");
  }

  @Override
  protected Map<String, UnaryOperator<UniAllImageRequest.Builder>> fields() {
    return Map.ofEntries(
        Map.entry("model", builder -> builder.model(UniAllModel.NANO_BANANA_2_2K)),
        Map.entry("taskType", builder -> builder.taskType(UniAllTaskType.TEXT_TO_IMAGE)),
        Map.entry("size", builder -> builder.size(ImageSize.of(1024, 768))),
        Map.entry("autoSize", builder -> builder.autoSize()),
        Map.entry("aspectRatio", builder -> builder.aspectRatio(AspectRatio.of(16, 9))),
        Map.entry("quality", builder -> builder.quality(UniAllQuality.LOW)),
        Map.entry("n", builder -> builder.n(1)),
        Map.entry("outputFormat", builder -> builder.outputFormat(UniAllOutputFormat.JPEG)),
        Map.entry("responseFormat", b -> b.responseFormat(UniAllResponseFormat.B64_JSON)),
        Map.entry("outputCompression", builder -> builder.outputCompression(80)),
        Map.entry("background", builder -> builder.background(UniAllBackground.OPAQUE)),
        Map.entry("moderation", builder -> builder.moderation(UniAllModeration.LOW)),
        Map.entry("user", builder -> builder.user("order-7")),
        Map.entry("mask", builder -> builder.images(List.of(FILE)).mask(FILE)));
  }

  @Override
  protected UniAllImageRequest.Builder newBuilder(UniAllImageRequest request) {
    return request.newBuilder();
  }

  @Override
  protected UniAllImageRequest build(UniAllImageRequest.Builder builder) {
    return builder.build();
  }
}
