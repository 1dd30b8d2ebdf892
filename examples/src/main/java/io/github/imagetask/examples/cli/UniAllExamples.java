package io.github.imagetask.examples.cli;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.uniall.UniAllGeminiModel;
import io.github.imagetask.uniall.UniAllGeminiRequest;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.github.imagetask.uniall.UniAllOutputFormat;
import io.github.imagetask.uniall.UniAllQuality;
import io.github.imagetask.uniall.UniAllResponseFormat;
import io.github.imagetask.uniall.UniAllTaskType;
import java.nio.file.Path;
import java.util.List;

/** The example requests of UniAll's document, field by field. */
final class UniAllExamples {
  static final GatewayCli.Document DOCUMENT =
      new GatewayCli.Document("UniAll", "通用异步图像生成, updated 2026-04-29");

  private static final ReferenceImage INPUT = ReferenceImage.url("https://example.com/input.png");

  private UniAllExamples() {}

  static List<Example<UniAllImageRequest>> all(Path input) {
    return List.of(
        example(
            "4.1",
            "Text to image",
            UniAllImageRequest.builder()
                .model(UniAllModel.NANO_BANANA_2_0_5K)
                .taskType(UniAllTaskType.TEXT_TO_IMAGE)
                .prompt(
                    "A small red cube on a clean white desk, minimal product photo, soft daylight")
                .aspectRatio(AspectRatio.of(1, 1))
                .outputFormat(UniAllOutputFormat.PNG)
                .n(1)),
        example(
            "4.2",
            "Image to image",
            UniAllImageRequest.builder()
                .model(UniAllModel.NANO_BANANA_2_0_5K)
                .taskType(UniAllTaskType.IMAGE_TO_IMAGE)
                .prompt("Turn the reference image into a clean product render")
                .addImage(INPUT)
                .aspectRatio(AspectRatio.of(16, 9))
                .outputFormat(UniAllOutputFormat.JPEG)
                .n(1)),
        example(
            "5.1",
            "Text to image",
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
            "5.2",
            "Image to image",
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
            "5.3",
            "Image to image, uploaded",
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

  /** Images in the answer; the documents name the entries and have no example of them. */
  static List<Example<UniAllImageRequest>> direct() {
    return List.of(
        example(
            "direct",
            "Text to image, in the answer",
            UniAllImageRequest.builder()
                .model(UniAllModel.GPT_IMAGE_2_AUTO)
                .prompt("A small blue glass sphere on a clean white desk")
                .autoSize()
                .responseFormat(UniAllResponseFormat.B64_JSON)));
  }

  /** As {@link #direct()}, in Google's style. */
  static List<Example<UniAllGeminiRequest>> gemini() {
    return List.of(
        Example.of(
            "gemini",
            "Text to image, in the answer",
            UniAllGeminiRequest.builder()
                .model(UniAllGeminiModel.GEMINI_2_5_FLASH_IMAGE)
                .prompt("A small red cube on a clean white desk")
                .aspectRatio(AspectRatio.of(16, 9))
                .build()));
  }

  private static Example<UniAllImageRequest> example(
      String section, String name, UniAllImageRequest.Builder request) {
    return Example.of(section, name, request.build());
  }
}
