package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Meitu's document has no examples: the demo sends what its table of fields describes. */
final class MeituExamplesTest {
  // Table Body: every field but trace_id, which each submit makes for itself.
  private static final List<String> EXPECTED =
      List.of(
          """
          {
            "parameter": {
              "token": "%s", "app_scene": "go", "path_scene": "imgEdit",
              "prompt": "A paper lantern above a quiet canal at night",
              "model": "gemini-2.5-flash-image-preview",
              "aspect_ratio": "4:3", "output_format": "png"
            },
            "media_info_list": []
          }""",
          """
          {
            "parameter": {
              "token": "%s", "app_scene": "go", "path_scene": "imgEdit",
              "prompt": "把这张照片变成水彩画", "model": "gemini-3-pro-image-preview",
              "aspect_ratio": "16:9", "resolution": "2K", "output_format": "jpeg"
            },
            "media_info_list": [ { "media_data": "https://example.com/input.jpg" } ]
          }""",
          """
          {
            "parameter": {
              "token": "%s", "app_scene": "go", "path_scene": "imgEdit",
              "prompt": "Put the subject of the first image into the room of the second",
              "model": "gemini-2.5-flash-image-preview", "temperature": 0.5,
              "is_translate": false, "platform": "ios", "gid": "123", "uid": "123",
              "area_code": "CN", "lang": "zh-Hans", "version": "10.0.0",
              "repost_url": "https://example.com/callback"
            },
            "media_info_list": [
              { "media_data": "https://example.com/subject.jpg" },
              { "media_data": "https://example.com/room.jpg" }
            ]
          }""");

  @TempDir Path directory;

  @Test
  void theRequestsAreMadeOfTheTablesFields() throws IOException {
    List<FakeRequest> sent = Sent.examples(new MeituCli(), FakeGateways::meitu, directory);

    assertThat(sent).hasSize(3);
    for (int i = 0; i < 3; i++) {
      Map<?, ?> body = (Map<?, ?>) Cli.json(sent.get(i).bodyText());
      Object traceId = ((Map<?, ?>) body.get("parameter")).remove("trace_id");
      assertThat(UUID.fromString(String.valueOf(traceId))).isNotNull();
      assertThat(body).isEqualTo(Cli.json(EXPECTED.get(i).formatted("test-token-meitu")));
    }
  }
}
