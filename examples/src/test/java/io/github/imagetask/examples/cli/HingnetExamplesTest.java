package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The demo sends what the document shows, field by field. */
final class HingnetExamplesTest {
  // Section 文生图, "1) 创建任务".
  private static final String GENERATION =
      """
      {
        "model": "gemini-3-pro-image-preview",
        "prompt": "A futuristic cityscape at sunset with flying cars",
        "n": 1,
        "size": "1024x1024",
        "response_format": "url"
      }""";

  // Section 改图, by file and by URL.
  private static final List<String> EDIT =
      List.of(
          "model=gemini-3-pro-image-preview",
          "prompt=将这张图片转换为油画风格",
          "response_format=url",
          "image=@image.png");
  private static final List<String> EDIT_BY_URL =
      List.of(
          "model=gemini-3-pro-image-preview",
          "prompt=将这张图转换为油画风格（URL 参考图）",
          "response_format=url",
          "image_urls[]=https://example.com/base.png",
          "image_urls[]=https://example.com/style-ref.png");

  @TempDir Path directory;

  @Test
  void theRequestsAreTheDocuments() throws IOException {
    List<FakeRequest> sent = Sent.examples(new HingnetCli(), FakeGateways::hingnet, directory);

    assertThat(sent)
        .extracting(FakeRequest::path)
        .containsExactly(
            "/hingnet/v1/images/generations/async",
            "/hingnet/v1/images/edits/async",
            "/hingnet/v1/images/edits/async");
    assertThat(Cli.json(sent.get(0).bodyText())).isEqualTo(Cli.json(GENERATION));
    assertThat(Sent.fields(sent.get(1))).containsExactlyInAnyOrderElementsOf(EDIT);
    assertThat(Sent.fields(sent.get(2))).containsExactlyInAnyOrderElementsOf(EDIT_BY_URL);
  }
}
