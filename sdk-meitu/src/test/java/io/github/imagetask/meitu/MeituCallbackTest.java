package io.github.imagetask.meitu;

import static io.github.imagetask.meitu.Fixtures.assumed;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Which task a callback is about, and nothing else. */
final class MeituCallbackTest {
  private static final String KEY = "meitu:11111111-2222-3333-4444-555555555555";

  @ParameterizedTest
  @ValueSource(strings = {"callback.json", "query-succeeded.json", "query-failed.json"})
  void keyIsFound(String file) {
    MeituCallback callback = MeituCallback.parse(assumed(file));

    assertThat(callback.key()).hasToString(KEY);
    assertThat(callback).hasToString("MeituCallback{" + KEY + "}");
  }

  @Test
  void outermostIdComesFirst() {
    MeituCallback callback =
        MeituCallback.parse("{\"data\":{\"msg_id\":\"inner\"},\"msg_id\":\"outer\"}");

    assertThat(callback.key()).hasToString("meitu:outer");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                              | the callback names no task: nothing at path $.msg_id",
        "{\"msg_id\":\"\"}               | the callback names no task: nothing at path $.msg_id",
        "{\"msg_id\":[\"a\"]}            | the callback names no task: nothing at path $.msg_id",
        "{\"data\":[{\"msg_id\":\"a\"}]} | the callback names no task: nothing at path $.msg_id",
        "[]                              | the callback names no task: it is no object, but a list at path $",
        "{\"msg_id\":\"..\"}             | \"..\" is no task's id but a step in a path",
        "msg_id=a                        | the callback's body is no JSON",
        "{\"msg_id\":\"a\"               | the callback's body is no JSON",
        "{\"msg_id\":\"a\"}{}            | the callback's body is no JSON",
        "''                              | the callback's body is no JSON",
      })
  void bodyWithoutATaskIsRefused(String body, String message) {
    assertThatThrownBy(() -> MeituCallback.parse(body))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void bodyThatIsNestedTooDeeplyIsRefused() {
    String body = "{\"data\":" + "[".repeat(1000) + "]".repeat(1000) + ",\"msg_id\":\"a\"}";

    assertThatThrownBy(() -> MeituCallback.parse(body))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the callback can't be read: the answer is nested deeper than 255 levels");
  }

  @Test
  void bodyThatIsTooLongIsRefusedUnread() {
    String body = " ".repeat(MeituCallback.MAX_LENGTH + 1);

    assertThatThrownBy(() -> MeituCallback.parse(body))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a callback's body has at most 33554432 characters, this one 33554433");
  }

  @Test
  void idThatIsTooLongIsRefused() {
    String body = "{\"msg_id\":\"" + "a".repeat(300) + "\"}";

    assertThatThrownBy(() -> MeituCallback.parse(body))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("a task key has at most 256 characters, this one 306");
  }

  @Test
  void imagesOfACallbackAreNotEvenRead() throws IOException {
    String body = assumed("query-succeeded.json").replace("https://", "oops:");

    MeituCallback callback = MeituCallback.parse(body);

    assertThat(callback.key()).hasToString(KEY);
  }
}
