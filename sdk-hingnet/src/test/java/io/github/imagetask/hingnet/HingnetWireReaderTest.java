package io.github.imagetask.hingnet;

import static io.github.imagetask.hingnet.Fixtures.answer;
import static io.github.imagetask.hingnet.Fixtures.assumed;
import static io.github.imagetask.hingnet.Fixtures.documented;
import static io.github.imagetask.hingnet.Fixtures.items;
import static io.github.imagetask.hingnet.Fixtures.words;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Fault;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link HingnetWire} reads. */
final class HingnetWireReaderTest {
  private static final String ID = "image_01KCRVET35FAVZME1CEEED9VBS";
  private static final TaskKey KEY = TaskKey.of("hingnet", "generations", ID);
  private static final String ADVICE =
      "; the gateway's operator must configure object storage (S3 or AliOSS);"
          + " no asynchronous image task runs without it";

  private final HingnetWire wire =
      new HingnetWire(HttpUrl.get("https://gateway.example/relay"), "sk-marked");

  @ParameterizedTest
  @ValueSource(ints = {200, 202})
  void submitIsPending(int status) throws IOException {
    Reading reading = submitted(status, documented("submit-pending.json"));

    assertTask(reading, ID, TaskStatus.QUEUED, "pending", 0);
    assertThat(urls(reading)).isEmpty();
  }

  @Test
  void submitOfAnEditIsReadAlike() throws IOException {
    Reading reading = submitted(200, assumed("edit-submit-pending.json"));

    assertTask(reading, ID, TaskStatus.QUEUED, "pending", 0);
  }

  @Test
  void submitMayBeFinishedAlready() throws IOException {
    Reading reading = submitted(200, documented("query-completed.json"));

    assertTask(reading, ID, TaskStatus.SUCCEEDED, "completed", 100);
    assertThat(urls(reading)).containsExactly("https://example.com/signed-url.png");
  }

  @Test
  void queryIsInProgress() throws IOException {
    Reading reading = queried(200, assumed("query-in-progress.json"));

    assertTask(reading, ID, TaskStatus.RUNNING, "in_progress", 40);
  }

  @Test
  void completedTaskHasAnImageThatExpires() throws IOException {
    Reading reading = queried(200, documented("query-completed.json"));

    assertTask(reading, ID, TaskStatus.SUCCEEDED, "completed", 100);
    assertThat(urls(reading)).containsExactly("https://example.com/signed-url.png");
    assertThat(reading.images().get(0).expiresAt()).isEqualTo(Instant.ofEpochSecond(1700086466));
  }

  @Test
  void timesOfATaskAreThoseOfTheAnswer() throws IOException {
    Reading pending = submitted(200, documented("submit-pending.json"));
    Reading failed = queried(200, documented("query-failed.json"));
    Reading completed = queried(200, documented("query-completed.json"));

    assertThat(pending.createdAt()).isEqualTo(Instant.ofEpochSecond(1700000000));
    assertThat(pending.completedAt()).isNull();
    assertThat(failed.createdAt()).isEqualTo(Instant.ofEpochSecond(1700000000));
    assertThat(failed.completedAt()).isNull();
    assertThat(completed.createdAt()).isEqualTo(Instant.ofEpochSecond(1700000000));
    assertThat(completed.completedAt()).isEqualTo(Instant.ofEpochSecond(1700000066));
  }

  @Test
  void severalImagesExpireTogether() throws IOException {
    Reading reading = queried(200, assumed("query-several.json"));

    assertThat(urls(reading))
        .containsExactly("https://example.com/0.png", "https://example.com/1.png");
    assertThat(reading.images())
        .extracting(Reading.Image::expiresAt)
        .containsOnly(Instant.ofEpochSecond(1700086466));
  }

  @Test
  void failureIsTheTasks() throws IOException {
    Reading reading = queried(200, documented("query-failed.json"));

    assertTask(reading, ID, TaskStatus.FAILED, "failed", 0);
    assertThat(reading.error()).isEqualTo(error(ErrorKind.UNKNOWN, "task_failed", "任务执行失败，请稍后重试"));
  }

  @Test
  void failureMayBeAText() throws IOException {
    Reading reading = queried(200, "{\"status\":\"failed\",\"error\":\"the upstream gave up\"}");

    assertTask(reading, null, TaskStatus.FAILED, "failed", null);
    assertThat(reading.error()).isEqualTo(error(ErrorKind.UNKNOWN, null, "the upstream gave up"));
  }

  @Test
  void failureWithoutAnyReasonHasAnErrorAllTheSame() throws IOException {
    Reading reading = queried(200, "{\"status\":\"failed\",\"error\":null}");

    assertThat(reading.error()).isEqualTo(error(ErrorKind.UNKNOWN, null, null));
  }

  @Test
  void failureForWantOfAStorageIsTheTasksToo() throws IOException {
    Reading reading =
        queried(200, "{\"status\":\"failed\",\"error\":{\"code\":\"storage_not_configured\"}}");

    assertTask(reading, null, TaskStatus.FAILED, "failed", null);
    assertThat(reading.error())
        .isEqualTo(
            error(
                ErrorKind.UNAVAILABLE,
                "storage_not_configured",
                "{\"code\":\"storage_not_configured\"}" + ADVICE));
  }

  @Test
  void wordsAreThoseOfTheDocument() throws IOException {
    List<String> words = items("statuses.md").stream().map(line -> words(line).get(0)).toList();

    List<TaskStatus> read = new ArrayList<>();
    for (String word : words) read.add(queried(200, "{\"status\":\"" + word + "\"}").status());

    assertThat(words).containsExactly("pending", "in_progress", "completed", "failed");
    assertThat(read)
        .containsExactly(
            TaskStatus.QUEUED, TaskStatus.RUNNING, TaskStatus.SUCCEEDED, TaskStatus.FAILED);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"task_id\":\"a\",\"id\":\"b\"}   | a",
        "{\"id\":\"b\",\"task_id\":\"a\"}   | a",
        "{\"task_id\":\" \",\"id\":\"b\"}   | b",
        "{\"task_id\":null,\"id\":\"b\"}    | b",
        "{\"task_id\":{},\"id\":\"b\"}      | b",
        "{\"id\":\"b\"}                     | b",
        "{\"task_id\":\"a\",\"id\":\"\"}    | a",
        "{\"id\":17}                        | 17",
      })
  void idIsTheFirstThatIsNotBlank(String json, String id) throws IOException {
    Reading reading = submitted(200, json);

    assertThat(reading.id()).isEqualTo(id);
  }

  // ---- errors

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 429, 500, 503})
  void missingStorageIsAFaultThatNeverPasses(int status) throws IOException {
    String json = assumed("error-storage.json");

    for (Reading reading : List.of(submitted(status, json), queried(status, json))) {
      assertFault(reading, false, Fault.Processed.NO);
      assertThat(reading.error())
          .isEqualTo(
              error(
                  ErrorKind.UNAVAILABLE,
                  "storage_not_configured",
                  "object storage is not configured" + ADVICE));
    }
  }

  // spotless:off
  @ParameterizedTest
  @CsvSource({
    "image_url_not_available, 400, UNAVAILABLE,     true,  MAYBE",
    "image_url_not_available, 500, UNAVAILABLE,     true,  MAYBE",
    "some_new_code,           400, INVALID_REQUEST, false, UNSAID",
    "some_new_code,           401, AUTHENTICATION,  false, UNSAID",
    "some_new_code,           402, QUOTA,           false, UNSAID",
    "some_new_code,           403, PERMISSION,      false, UNSAID",
    "some_new_code,           404, NOT_FOUND,       false, UNSAID",
    "some_new_code,           429, RATE_LIMIT,      true,  UNSAID",
    "some_new_code,           500, UNAVAILABLE,     true,  UNSAID",
    "some_new_code,           200, UNKNOWN,         false, UNSAID",
    "task_failed,             200, UNKNOWN,         false, UNSAID",
    "504,                     502, UNAVAILABLE,     true,  MAYBE",
  })
  // spotless:on
  void codesHaveTheirKinds(
      String code, int status, ErrorKind kind, boolean isRetryable, Fault.Processed processed)
      throws IOException {
    String json = "{\"error\":{\"code\":\"" + code + "\",\"message\":\"m\"}}";

    Reading reading = submitted(status, json);

    assertFault(reading, isRetryable, processed);
    assertThat(reading.error()).isEqualTo(error(kind, code, "m"));
  }

  @Test
  void errorUnderHttp200WithoutATaskIsAFault() throws IOException {
    Reading submit = submitted(200, "{\"error\":\"no channel\"}");
    Reading query = queried(200, "{\"error\":{\"code\":\"x\"}}");

    assertFault(submit, false, Fault.Processed.UNSAID);
    assertThat(submit.error()).isEqualTo(error(ErrorKind.UNKNOWN, null, "no channel"));
    assertFault(query, false, Fault.Processed.UNSAID);
    assertThat(query.error()).isEqualTo(error(ErrorKind.UNKNOWN, "x", "{\"code\":\"x\"}"));
  }

  @Test
  void errorBesideAnotherStatusDecidesNothing() throws IOException {
    Reading reading = queried(200, "{\"status\":\"in_progress\",\"error\":{\"code\":\"x\"}}");

    assertTask(reading, null, TaskStatus.RUNNING, "in_progress", null);
    assertThat(reading.error()).isNull();
  }

  @Test
  void taskUnderAnHttpErrorIsNoTask() {
    String json = documented("query-completed.json");

    assertThatThrownBy(() -> queried(500, json))
        .isInstanceOf(JsonDataException.class)
        .hasMessage("no error of the gateway's own at path $.error");
  }

  @Test
  void errorUnderAnHttpErrorIsTheCalls() throws IOException {
    Reading reading = queried(502, documented("query-failed.json"));

    assertFault(reading, true, Fault.Processed.UNSAID);
    assertThat(reading.error())
        .isEqualTo(error(ErrorKind.UNAVAILABLE, "task_failed", "任务执行失败，请稍后重试"));
  }

  // ---- hostile answers

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                             | nothing at path $.id",
        "{\"id\":null,\"status\":\"pending\"}           | nothing at path $.id",
        "{\"id\":\" \",\"status\":\"pending\"}          | nothing at path $.id",
        "{\"id\":{},\"status\":\"pending\"}             | nothing at path $.id",
        "{\"data\":{\"id\":\"x\"}}                      | nothing at path $.id",
        "{\"error\":null}                               | nothing at path $.id",
        "[]                                             | it is no object, but a list at path $",
        "\"image_x\"                                    | it is no object, but a text at path $",
        "null                                           | it is no object, but null at path $",
      })
  void submitWithoutATaskIsMalformed(String json, String message) {
    assertThatThrownBy(() -> submitted(200, json))
        .isInstanceOf(JsonDataException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{\"id\":\"image_x\"}",
        "{\"id\":\"image_x\",\"status\":null}",
        "{\"id\":\"image_x\",\"status\":\"\"}",
        "{\"id\":\"image_x\",\"status\":[]}",
      })
  void queryWithoutAStatusIsMalformed(String json) {
    assertThatThrownBy(() -> queried(200, json))
        .isInstanceOf(JsonDataException.class)
        .hasMessage("nothing at path $.status");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "<html></html>", "{\"id\":\"x\",", "{\"id\":\"x\"} trailing"})
  void whatIsNoJsonIsAnIoException(String text) {
    assertThatThrownBy(() -> submitted(200, text)).isInstanceOf(IOException.class);
  }

  @Test
  void submitWithAnIdIsATaskWhateverTheRest() throws IOException {
    Reading reading =
        submitted(
            200,
            "{\"id\":17,\"task_id\":[],\"status\":{},\"progress\":[],\"expires_at\":{},"
                + "\"data\":{\"url\":[]},\"error\":\"?\",\"object\":1,\"model\":null,"
                + "\"created_at\":\"yesterday\"}");

    assertTask(reading, "17", TaskStatus.UNKNOWN, null, null);
    assertThat(urls(reading)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "1700086466,        2023-11-15T22:14:26Z",
        "'\"1700086466\"',  2023-11-15T22:14:26Z",
        "1700086466.9,      2023-11-15T22:14:26Z",
        "1700086466123,     2023-11-15T22:14:26.123Z",
        "100000000000,      5138-11-16T09:46:40Z",
        "100000000001,      1973-03-03T09:46:40.001Z",
        "0,                 none",
        "-1,                none",
        "null,              none",
        "'\"\"',            none",
        "'\"tomorrow\"',    none",
        "'\"NaN\"',         none",
        "1e999,             none",
        "1e999999999,       none",
        "true,              none",
        "[1700086466],      none",
      })
  void expiryIsSecondsOrMillisecondsOrAbsent(String json, Instant expected) throws IOException {
    Reading reading =
        queried(
            200,
            "{\"status\":\"completed\",\"data\":[{\"url\":\"https://example.com/a.png\"}],"
                + "\"expires_at\":"
                + json
                + "}");

    assertThat(reading.images()).extracting(Reading.Image::expiresAt).containsExactly(expected);
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "1700000066,        2023-11-14T22:14:26Z",
        "'\"1700000066\"',  2023-11-14T22:14:26Z",
        "100000000000,      5138-11-16T09:46:40Z",
        "100000000001,      1973-03-03T09:46:40.001Z",
        "1700000066123,     2023-11-14T22:14:26.123Z",
        "0,                 none",
        "-1,                none",
        "1e15,              none",
        "null,              none",
        "yesterday,         none",
      })
  void timesAreSecondsOrMillisecondsOrAbsent(String json, Instant expected) throws IOException {
    String value = json.equals("yesterday") ? "\"yesterday\"" : json;

    Reading reading =
        queried(
            200,
            "{\"status\":\"in_progress\",\"created_at\":%s,\"completed_at\":%s}"
                .formatted(value, value));

    assertThat(reading.createdAt()).isEqualTo(expected);
    assertThat(reading.completedAt()).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(strings = {"pending", "in_progress", "failed", "brewing"})
  void imagesCountOnceTheTaskHasSucceeded(String word) throws IOException {
    Reading reading =
        queried(
            200,
            "{\"status\":\""
                + word
                + "\",\"data\":[{\"url\":\"https://example.com/early.png\"}],\"progress\":100}");

    assertThat(urls(reading)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "\"oops\"",
        "[{\"size\":{\"url\":\"https://example.com/a.png\"}}]",
        "[{\"url\":null}]",
        "[{\"url\":\"\"}]",
        "[{\"url\":17}]",
        "[{\"url\":\"ftp://example.com/a.png\"}]",
        "[{\"url\":\"file:///etc/passwd\"}]",
        "[{\"b64_json\":\"AAAA\"}]",
      })
  void successWithoutAUsableUrlHasNoImages(String data) throws IOException {
    Reading reading = queried(200, "{\"status\":\"completed\",\"data\":" + data + "}");

    assertThat(reading.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(urls(reading)).isEmpty();
  }

  @Test
  void urlElsewhereIsNoImage() throws IOException {
    Reading reading =
        queried(
            200,
            "{\"status\":\"completed\",\"url\":\"https://example.com/a.png\","
                + "\"result_url\":\"https://example.com/b.png\"}");

    assertThat(urls(reading)).isEmpty();
  }

  @Test
  void uselessEntriesOfTheListAreLeftOut() throws IOException {
    Reading reading =
        queried(
            200,
            "{\"status\":\"completed\",\"data\":[null,1,\"oops\",[],{},{\"url\":\"oops\"},"
                + "{\"revised_prompt\":\"x\",\"url\":\"https://example.com/1.png\"}]}");

    assertThat(urls(reading)).containsExactly("https://example.com/1.png");
  }

  @Test
  void signedUrlIsKeptToTheLetter() throws IOException {
    String url = "https://oss.example/b%2Fa.png?Expires=1&Signature=a%2Bb%3D&x=%E5%9B%BE#f";

    Reading reading =
        queried(200, "{\"status\":\"completed\",\"data\":[{\"url\":\"" + url + "\"}]}");

    assertThat(urls(reading)).containsExactly(url);
  }

  private Reading submitted(int status, String json) throws IOException {
    return wire.readSubmit(answer(status, json));
  }

  private Reading queried(int status, String json) throws IOException {
    return wire.readQuery(KEY, answer(status, json));
  }

  private static void assertTask(
      Reading reading, String id, TaskStatus status, String word, Integer progress) {
    assertThat(reading.fault()).isNull();
    assertThat(reading.id()).isEqualTo(id);
    assertThat(reading.status()).isEqualTo(status);
    assertThat(reading.rawStatus()).isEqualTo(word);
    assertThat(reading.progress()).isEqualTo(progress);
  }

  private static void assertFault(Reading reading, boolean isRetryable, Fault.Processed processed) {
    assertThat(reading.fault()).isNotNull();
    assertThat(reading.fault().isRetryable()).isEqualTo(isRetryable);
    assertThat(reading.fault().processed()).isEqualTo(processed);
  }

  private static TaskError error(ErrorKind kind, String code, String message) {
    return TaskError.of(kind, code, message);
  }

  private static List<String> urls(Reading reading) {
    return reading.images().stream().map(Reading.Image::url).toList();
  }
}
