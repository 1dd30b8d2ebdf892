package io.github.imagetask.examples.cli;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.examples.cli.GatewayCli.Example;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.github.imagetask.uniall.UniAllOutputFormat;
import io.github.imagetask.uniall.UniAllQuality;
import io.github.imagetask.uniall.UniAllTaskType;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The example requests of UniAll "通用异步图像生成", updated 2026-04-29, field by field. */
final class UniAllExamples {
  private static final ReferenceImage INPUT = ReferenceImage.url("https://example.com/input.png");

  private UniAllExamples() {}

  static List<Example<UniAllImageRequest>> all(Path input) {
    return List.of(
        example(
            "Text to image",
            "4.1",
            UniAllImageRequest.builder()
                .model(UniAllModel.NANO_BANANA_2_0_5K)
                .taskType(UniAllTaskType.TEXT_TO_IMAGE)
                .prompt(
                    "A small red cube on a clean white desk, minimal product photo, soft daylight")
                .aspectRatio(AspectRatio.of(1, 1))
                .outputFormat(UniAllOutputFormat.PNG)
                .n(1)),
        example(
            "Image to image",
            "4.2",
            UniAllImageRequest.builder()
                .model(UniAllModel.NANO_BANANA_2_0_5K)
                .taskType(UniAllTaskType.IMAGE_TO_IMAGE)
                .prompt("Turn the reference image into a clean product render")
                .addImage(INPUT)
                .aspectRatio(AspectRatio.of(16, 9))
                .outputFormat(UniAllOutputFormat.JPEG)
                .n(1)),
        example(
            "Text to image",
            "5.1",
            UniAllImageRequest.builder()
                .model(UniAllModel.GPT_IMAGE_2)
                .taskType(UniAllTaskType.TEXT_TO_IMAGE)
                .prompt(
                    "A small blue glass sphere on a clean white desk, minimal product photo,"
                        + " soft daylight")
                .size(ImageSize.of(1024, 768))
                .quality(UniAllQuality.LOW)
                .outputFormat(UniAllOutputFormat.WEBP)
                .n(1)),
        example(
            "Image to image",
            "5.2",
            UniAllImageRequest.builder()
                .model(UniAllModel.GPT_IMAGE_2)
                .taskType(UniAllTaskType.IMAGE_TO_IMAGE)
                .prompt("Keep the product shape, change the background to a bright studio scene")
                .addImage(INPUT)
                .size(ImageSize.of(1024, 1024))
                .quality(UniAllQuality.MEDIUM)
                .outputFormat(UniAllOutputFormat.PNG)
                .n(1)),
        example(
            "Image to image, uploaded",
            "5.3",
            UniAllImageRequest.builder()
                .model(UniAllModel.GPT_IMAGE_2)
                .taskType(UniAllTaskType.IMAGE_TO_IMAGE)
                .prompt("Keep the subject, make it a clean studio product photo")
                .addImage(ReferenceImage.file(input))
                .size(ImageSize.of(1024, 1024))
                .quality(UniAllQuality.MEDIUM)
                .outputFormat(UniAllOutputFormat.PNG)
                .n(1)));
  }

  private static Example<UniAllImageRequest> example(
      String name, String section, UniAllImageRequest.Builder builder) {
    UniAllImageRequest request = builder.build();
    List<String> references = new ArrayList<>();
    for (ReferenceImage image : request.images()) {
      references.add(image.url() == null ? "an uploaded file" : image.url());
    }
    return new Example<>(
        name, section, request.model().id(), request.prompt(), references, request);
  }
}
