package io.github.imagetask.examples.cli;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.meitu.MeituImageRequest;
import io.github.imagetask.meitu.MeituModel;
import io.github.imagetask.meitu.MeituOutputFormat;
import io.github.imagetask.meitu.MeituResolution;
import java.util.List;

/**
 * Requests of our own: Meitu's document has no examples. They are made of the fields of its table
 * Body; the values are the table's where it has some.
 */
final class MeituExamples {
  static final GatewayCli.Document DOCUMENT =
      new GatewayCli.Document(
          "Meitu",
          "google nano 改图/文生图 异步任务提交, updated 2025-11-28; it has no examples, these use its fields");

  private MeituExamples() {}

  static List<Example<MeituImageRequest>> all() {
    return List.of(
        example(
            "nano",
            "Text to image",
            MeituImageRequest.builder()
                .model(MeituModel.NANO)
                .prompt("A paper lantern above a quiet canal at night")
                .aspectRatio(AspectRatio.of(4, 3))
                .outputFormat(MeituOutputFormat.PNG)),
        example(
            "nano2",
            "Image to image, 2K",
            MeituImageRequest.builder()
                .model(MeituModel.NANO2)
                .prompt("把这张照片变成水彩画")
                .addImage(ReferenceImage.url("https://example.com/input.jpg"))
                .aspectRatio(AspectRatio.of(16, 9))
                .resolution(MeituResolution.RESOLUTION_2K)
                .outputFormat(MeituOutputFormat.JPEG)),
        example(
            "nano",
            "Image to image, all other fields",
            MeituImageRequest.builder()
                .model(MeituModel.NANO)
                .prompt("Put the subject of the first image into the room of the second")
                .addImage(ReferenceImage.url("https://example.com/subject.jpg"))
                .addImage(ReferenceImage.url("https://example.com/room.jpg"))
                .temperature(0.5)
                .translate(false)
                .platform("ios")
                .gid("123")
                .uid("123")
                .areaCode("CN")
                .lang("zh-Hans")
                .version("10.0.0")
                .callbackUrl("https://example.com/callback")));
  }

  /** The image in the answer; the document has the entry's path and no example of it. */
  static List<Example<MeituImageRequest>> direct() {
    return List.of(
        example(
            "direct",
            "Text to image, in the answer",
            MeituImageRequest.builder()
                .model(MeituModel.NANO2)
                .prompt("A small blue glass sphere on a clean white desk")
                .aspectRatio(AspectRatio.of(16, 9))));
  }

  private static Example<MeituImageRequest> example(
      String model, String name, MeituImageRequest.Builder request) {
    return Example.of(model, name, request.build());
  }
}
