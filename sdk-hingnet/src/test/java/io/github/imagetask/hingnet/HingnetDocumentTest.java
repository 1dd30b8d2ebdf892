package io.github.imagetask.hingnet;

import static io.github.imagetask.hingnet.Fixtures.answer;
import static io.github.imagetask.hingnet.Fixtures.documented;
import static io.github.imagetask.hingnet.Fixtures.words;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.TaskKey;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Settings;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/** What single lines of the document say. */
final class HingnetDocumentTest {
  private final HingnetWire wire =
      new HingnetWire(Settings.baseUrl("https://gateway.example"), "sk-marked");

  @Test
  void signedUrlsLastForTheDocumentsHours() throws Exception {
    Instant completed = Instant.ofEpochSecond(1_700_000_066);
    String sample = documented("query-completed.json");

    Reading reading =
        wire.readQuery(TaskKey.of("hingnet", "generations", "x"), answer(200, sample));

    assertThat(documented("retention.md")).isEqualTo("* 返回 **24 小时有效**的临时签名 URL\n");
    assertThat(sample).contains("\"completed_at\": " + completed.getEpochSecond());
    assertThat(reading.images().get(0).expiresAt()).isEqualTo(completed.plus(Duration.ofHours(24)));
  }

  @Test
  void taskIdOfTheDocumentIsTheSamplesAndAKey() throws Exception {
    String id = words(documented("task-id.md")).get(1);

    Reading reading = wire.readSubmit(answer(200, documented("submit-pending.json")));

    assertThat(words(documented("task-id.md")).get(0)).isEqualTo("image_<ULID>");
    assertThat(id).matches("image_[0-9A-HJKMNP-TV-Z]{26}").isEqualTo(reading.id());
    assertThat(TaskKey.of("hingnet", "edits", id)).hasToString("hingnet:edits/" + id);
  }

  @Test
  void codeOfTheStorageIsTheDocuments() throws Exception {
    String documented = words(documented("storage.md")).get(0);
    String code = documented.replaceFirst("^error\\.code=", "");

    Reading reading = wire.readSubmit(answer(503, "{\"error\":{\"code\":\"" + code + "\"}}"));

    assertThat(documented).isEqualTo("error.code=storage_not_configured");
    assertThat(reading.fault()).isNotNull();
    assertThat(reading.fault().isRetryable()).isFalse();
    assertThat(reading.error().message()).contains("must configure object storage");
  }
}
