package io.github.imagetask.examples.cli;

import io.github.imagetask.ImageSize;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.hingnet.HingnetImageRequest;
import io.github.imagetask.hingnet.HingnetModel;
import io.github.imagetask.hingnet.HingnetQuality;
import java.nio.file.Path;
import java.util.List;

/** The example requests of Hingnet's document, field by field. */
final class HingnetExamples {
  static final GatewayCli.Document DOCUMENT =
      new GatewayCli.Document("Hingnet", "图像生成（异步接口）, undated");

  private HingnetExamples() {}

  static List<Example<HingnetImageRequest>> all(Path input) {
    return List.of(
        example(
            "generations",
            "Text to image",
            HingnetImageRequest.builder()
                .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
                .prompt("A futuristic cityscape at sunset with flying cars")
                .n(1)
                .size(ImageSize.of(1024, 1024))),
        example(
            "edits",
            "Image to image, uploaded",
            HingnetImageRequest.builder()
                .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
                .prompt("将这张图片转换为油画风格")
                .addImage(ReferenceImage.file(input))),
        example(
            "edits",
            "Image to image, two URLs",
            HingnetImageRequest.builder()
                .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
                .prompt("将这张图转换为油画风格（URL 参考图）")
                .addImage(ReferenceImage.url("https://example.com/base.png"))
                .addImage(ReferenceImage.url("https://example.com/style-ref.png"))));
  }

  /** The image in the answer; the document names the entry and has no example of it. */
  static List<Example<HingnetImageRequest>> direct() {
    return List.of(
        example(
            "direct",
            "Text to image, in the answer",
            HingnetImageRequest.builder()
                .model(HingnetModel.GPT_IMAGE_2)
                .prompt("A futuristic cityscape at sunset with flying cars")
                .quality(HingnetQuality.HIGH)));
  }

  private static Example<HingnetImageRequest> example(
      String section, String name, HingnetImageRequest.Builder request) {
    return Example.of(section, name, request.build());
  }
}
