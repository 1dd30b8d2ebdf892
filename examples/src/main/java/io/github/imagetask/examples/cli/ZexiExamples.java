package io.github.imagetask.examples.cli;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.zexi.ZexiImageRequest;
import io.github.imagetask.zexi.ZexiModel;
import io.github.imagetask.zexi.ZexiQuality;
import io.github.imagetask.zexi.ZexiResolution;
import java.util.List;

/** The four example requests of Zexi's document, section 请求示例, field by field. */
final class ZexiExamples {
  static final GatewayCli.Document DOCUMENT = new GatewayCli.Document("Zexi", "图片生成 API, undated");

  private ZexiExamples() {}

  static List<Example<ZexiImageRequest>> all() {
    return List.of(
        example(
            "1",
            "GPT Image 2, text to image",
            ZexiImageRequest.builder()
                .model(ZexiModel.GPT_IMAGE_2)
                .prompt(
                    "A clean modern product poster for a single banana, premium studio lighting,"
                        + " white background.")
                .size(ImageSize.of(1024, 1024))
                .quality(ZexiQuality.AUTO)
                .n(1)),
        example(
            "2",
            "Nano Banana Pro, 4K",
            ZexiImageRequest.builder()
                .model(ZexiModel.GEMINI_3_PRO_IMAGE_PREVIEW)
                .prompt("A cinematic banana product poster, dramatic lighting, sharp details.")
                .aspectRatio(AspectRatio.of(16, 9))
                .quality(ZexiQuality.QUALITY_2K) // as the sample, whose other field says 4K
                .resolution(ZexiResolution.RESOLUTION_4K)
                .n(1)),
        example(
            "3",
            "Grok Imagine Pro, text to image",
            ZexiImageRequest.builder()
                .model(ZexiModel.GROK_IMAGINE_IMAGE_PRO)
                .prompt("A cinematic banana product poster, dramatic lighting, sharp details.")
                .aspectRatio(AspectRatio.of(16, 9))
                .n(1)),
        example(
            "4",
            "Nano Banana 2, image to image",
            ZexiImageRequest.builder()
                .model(ZexiModel.GEMINI_3_1_FLASH_IMAGE_PREVIEW)
                .prompt("Keep the composition, make it watercolor style.")
                .addImage(ReferenceImage.url("https://example.com/input.jpg"))
                .aspectRatio(AspectRatio.of(16, 9))
                .quality(ZexiQuality.QUALITY_2K)
                .n(1)));
  }

  private static Example<ZexiImageRequest> example(
      String number, String name, ZexiImageRequest.Builder request) {
    return Example.of(number, name, request.build());
  }
}
