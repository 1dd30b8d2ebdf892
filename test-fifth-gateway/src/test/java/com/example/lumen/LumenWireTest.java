package com.example.lumen;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Settings;
import java.io.IOException;
import java.time.Instant;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/** The samples of the document, both ways. */
final class LumenWireTest {
  private static final TaskKey KEY = TaskKey.of("lumen", "lm-1");

  private final LumenWire wire =
      new LumenWire(Settings.baseUrl("https://lumen.example/x"), "test-key-lumen");

  @Test
  void submitIsTheDocuments() throws IOException {
    LumenImageRequest request =
        LumenImageRequest.builder()
            .model(LumenModel.FINE)
            .prompt("a cube")
            .aspectRatio(AspectRatio.of(16, 9))
            .n(1)
            .addImage(ReferenceImage.url("https://example.com/a.png"))
            .build();

    Request submit = wire.submit(request).request();

    Buffer body = new Buffer();
    Objects.requireNonNull(submit.body()).writeTo(body);
    assertThat(submit.url()).hasToString("https://lumen.example/x/api/jobs");
    assertThat(body.readUtf8())
        .isEqualTo(
            "{\"order\":{\"engine\":\"lumen-fine\",\"text\":\"a cube\",\"shape\":\"16:9\","
                + "\"pictures\":1,\"sources\":[\"https://example.com/a.png\"]}}");
  }

  @Test
  void keyGoesToTheApiAlone() {
    Request query = wire.credentials().authorize(wire.query(KEY));

    assertThat(query.url()).hasToString("https://lumen.example/x/api/jobs/lm-1");
    assertThat(query.headers("X-Lumen-Key")).containsExactly("test-key-lumen");
    assertThat(wire.credentials().owns(query.url())).isTrue();
    assertThat(wire.credentials().owns(HttpUrl.get("https://lumen.example/x/a.png"))).isFalse();
  }

  @Test
  void drawnJobHasItsPictures() throws IOException {
    Reading job =
        read(
            """
            {"job": {"ref": "lm-1", "phase": "drawn", "share": 1.0, "outcome": {"pictures": [
              {"href": "https://example.com/1.png", "until": 1700000000},
              {"href": "https://example.com/2.png"}]}}}
            """);

    assertThat(job.id()).isEqualTo("lm-1");
    assertThat(job.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(job.progress()).isEqualTo(100);
    assertThat(job.images())
        .extracting(Reading.Image::url)
        .containsExactly("https://example.com/1.png", "https://example.com/2.png");
    assertThat(job.images())
        .extracting(Reading.Image::expiresAt)
        .containsExactly(Instant.ofEpochSecond(1_700_000_000), null);
  }

  @Test
  void spoiledJobIsATaskAndAProblemIsNone() throws IOException {
    Reading job =
        read("{\"job\":{\"ref\":\"lm-1\",\"phase\":\"spoiled\",\"problem\":{\"id\":\"dark\"}}}");
    Reading fault = read("{\"problem\":{\"id\":\"empty_purse\",\"says\":\"pay\"}}");

    assertThat(job.fault()).isNull();
    assertThat(job.status()).isEqualTo(TaskStatus.FAILED);
    assertThat(Objects.requireNonNull(job.error()).kind()).isEqualTo(ErrorKind.UNAVAILABLE);
    assertThat(fault.fault()).isNotNull();
    assertThat(Objects.requireNonNull(fault.error()).kind()).isEqualTo(ErrorKind.QUOTA);
  }

  private Reading read(String json) throws IOException {
    return wire.readQuery(KEY, Answer.of(200, new Buffer().writeUtf8(json)));
  }
}
