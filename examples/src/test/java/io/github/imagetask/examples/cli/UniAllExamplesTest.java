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
final class UniAllExamplesTest {
  // Sections 4.1, 4.2, 5.1 and 5.2 of the page of 2026-04-29.
  private static final List<String> DOCUMENTED =
      List.of(
          """
          { "model": "NanoBanana2-0.5K", "task_type": "text2image", "prompt": "A small red cube on\
           a clean white desk, minimal product photo, soft daylight", "aspect_ratio": "1:1",\
           "output_format": "png", "n": 1, "response_format": "url" }""",
          """
          { "model": "NanoBanana2-0.5K", "task_type": "image2image", "prompt": "Turn the reference\
           image into a clean product render", "image": "https://example.com/input.png",\
           "aspect_ratio": "16:9", "output_format": "jpeg", "n": 1, "response_format": "url" }""",
          """
          { "model": "gpt-image-2", "task_type": "text2image", "prompt": "A small blue glass sphere\
           on a clean white desk, minimal product photo, soft daylight", "size": "1024x768",\
           "quality": "low", "output_format": "webp", "n": 1, "response_format": "url" }""",
          """
          { "model": "gpt-image-2", "task_type": "image2image", "prompt": "Keep the product shape,\
           change the background to a bright studio scene", "image":\
           "https://example.com/input.png", "size": "1024x1024", "quality": "medium",\
           "output_format": "png", "n": 1, "response_format": "url" }""");

  // Section 5.3.
  private static final List<String> DOCUMENTED_FORM =
      List.of(
          "model=gpt-image-2",
          "task_type=image2image",
          "prompt=Keep the subject, make it a clean studio product photo",
          "size=1024x1024",
          "quality=medium",
          "output_format=png",
          "n=1",
          "response_format=url",
          "image=@image.png");

  @TempDir Path directory;

  @Test
  void theRequestsAreTheDocuments() throws IOException {
    List<FakeRequest> sent = Sent.examples(new UniAllCli(), FakeGateways::uniall, directory);

    assertThat(sent).hasSize(5);
    for (int i = 0; i < 4; i++) {
      assertThat(Cli.json(sent.get(i).bodyText())).isEqualTo(Cli.json(DOCUMENTED.get(i)));
    }
    assertThat(Sent.fields(sent.get(4))).containsExactlyInAnyOrderElementsOf(DOCUMENTED_FORM);
  }
}
