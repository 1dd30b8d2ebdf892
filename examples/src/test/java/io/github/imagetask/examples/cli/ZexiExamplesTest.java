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
final class ZexiExamplesTest {
  // Section 请求示例, in its order.
  private static final List<String> DOCUMENTED =
      List.of(
          """
          {
            "model": "gpt-image-2",
            "prompt": "A clean modern product poster for a single banana, premium studio lighting,\
           white background.",
            "size": "1024x1024",
            "quality": "auto",
            "n": 1
          }""",
          """
          {
            "model": "gemini-3-pro-image-preview",
            "prompt": "A cinematic banana product poster, dramatic lighting, sharp details.",
            "size": "16:9",
            "quality": "2K",
            "n": 1,
            "extra_body": {
              "google": { "image_config": { "aspect_ratio": "16:9", "image_size": "4K" } }
            }
          }""",
          """
          {
            "model": "grok-imagine-image-pro",
            "prompt": "A cinematic banana product poster, dramatic lighting, sharp details.",
            "size": "16:9",
            "n": 1
          }""",
          """
          {
            "model": "gemini-3.1-flash-image-preview",
            "prompt": "Keep the composition, make it watercolor style.",
            "size": "16:9",
            "quality": "2K",
            "n": 1,
            "image_url": "https://example.com/input.jpg"
          }""");

  @TempDir Path directory;

  @Test
  void theRequestsAreTheDocuments() throws IOException {
    List<FakeRequest> sent = Sent.examples(new ZexiCli(), FakeGateways::zexi, directory);

    assertThat(sent).hasSize(4);
    for (int i = 0; i < 4; i++) {
      assertThat(Cli.json(sent.get(i).bodyText())).isEqualTo(Cli.json(DOCUMENTED.get(i)));
    }
  }
}
