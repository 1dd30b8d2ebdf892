package io.github.imagetask.zexi;

import static io.github.imagetask.zexi.Fixtures.answer;
import static io.github.imagetask.zexi.Fixtures.assumed;
import static io.github.imagetask.zexi.Fixtures.documented;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Fault;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Settings;
import java.io.IOException;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link ZexiWire} reads. */
final class ZexiWireReaderTest {
  private static final TaskKey KEY = TaskKey.of("zexi", "aiimg_xxx");
  private static final String CONTENT =
      "https://www.zexitongxue.com/v1/images/tasks/aiimg_xxx/content?index=";

  private final ZexiWire wire = new ZexiWire(HttpUrl.get(ZexiClient.BASE_URL), "sk-marked");

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202})
  void everySuccessOfHttpIsOne(int status) throws IOException {
    Reading submit = submitted(status, documented("submit-queued.json"));
    Reading query = queried(status, documented("query-succeeded.json"));

    assertThat(submit.id()).isEqualTo("aiimg_xxx");
    assertThat(query.status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void submitIsQueuedWithAnEmptyList() throws IOException {
    Reading reading = submitted(200, documented("submit-queued.json"));

    assertTask(reading, "aiimg_xxx", TaskStatus.QUEUED, "queued", 1);
    assertThat(urls(reading)).isEmpty();
  }

  @Test
  void submitThatIsKnownAlreadyIsTheSameTask() throws IOException {
    Reading reading = submitted(200, assumed("submit-deduplicated.json"));

    assertTask(reading, "aiimg_xxx", TaskStatus.QUEUED, "queued", 1);
  }

  @Test
  void queryUnwrapsTheEnvelope() throws IOException {
    Reading reading = queried(200, documented("query-succeeded.json"));

    assertTask(reading, "aiimg_xxx", TaskStatus.SUCCEEDED, "SUCCESS", 100);
    assertThat(urls(reading)).containsExactly(CONTENT + 0);
  }

  @Test
  void queryIsReadWithoutAnEnvelopeAndSubmitWithOne() throws IOException {
    Reading query = queried(200, documented("submit-queued.json"));
    Reading submit = submitted(200, documented("query-succeeded.json"));

    assertTask(query, "aiimg_xxx", TaskStatus.QUEUED, "queued", 1);
    assertTask(submit, "aiimg_xxx", TaskStatus.SUCCEEDED, "SUCCESS", 100);
    assertThat(urls(submit)).containsExactly(CONTENT + 0);
  }

  @Test
  void queryIsPendingInTheEnvelope() throws IOException {
    Reading reading = queried(200, assumed("query-in-progress.json"));

    assertTask(reading, "aiimg_xxx", TaskStatus.RUNNING, "IN_PROGRESS", 50);
  }

  @Test
  void queryIsPendingWithoutAnEnvelope() throws IOException {
    Reading reading = queried(200, assumed("query-running-flat.json"));

    assertTask(reading, "aiimg_xxx", TaskStatus.RUNNING, "running", 15);
  }

  @Test
  void querySucceedsWithoutAnEnvelope() throws IOException {
    Reading reading = queried(200, assumed("query-succeeded-flat.json"));

    assertTask(reading, "aiimg_xxx", TaskStatus.SUCCEEDED, "completed", 100);
    assertThat(urls(reading)).containsExactly(CONTENT + 0, CONTENT + 1);
  }

  @Test
  void failureWithoutAnEnvelopeIsTheTasks() throws IOException {
    Reading reading = queried(200, assumed("query-failed-flat.json"));

    assertTask(reading, "aiimg_xxx", TaskStatus.FAILED, "failed", null);
    assertThat(reading.error()).isEqualTo(error(ErrorKind.UNKNOWN, null, "boom"));
  }

  @Test
  void failureUnderTheCodeSuccessIsTheTasks() throws IOException {
    Reading reading = queried(200, assumed("query-failed.json"));

    assertTask(reading, "aiimg_xxx", TaskStatus.FAILED, "FAILURE", 100);
    assertThat(reading.error()).isEqualTo(error(ErrorKind.UNKNOWN, null, "the upstream gave up"));
    assertThat(urls(reading)).isEmpty();
  }

  @Test
  void failureMayBeAnObjectWithACode() throws IOException {
    Reading reading =
        queried(
            200,
            "{\"status\":\"failed\",\"error\":{\"code\":\"prompt_blocked\",\"message\":\"no\"}}");

    assertThat(reading.error())
        .isEqualTo(error(ErrorKind.CONTENT_REJECTED, "prompt_blocked", "no"));
  }

  @Test
  void fileOnTheBareHostIsAPublicUrlWithoutTheKey() throws IOException {
    String url = "https://zexitongxue.com/files/a.png?sig=1";
    ZexiWire wire = new ZexiWire(Settings.baseUrl(ZexiClient.BASE_URL), "sk-marked");

    Reading reading =
        wire.readQuery(
            KEY,
            answer(
                200,
                "{\"task_id\":\"aiimg_xxx\",\"status\":\"SUCCESS\",\"result_url\":\""
                    + url
                    + "\"}"));

    assertThat(urls(reading)).containsExactly(url);
    assertThat(wire.credentials().owns(HttpUrl.get(url))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "false,       false,       FAILED",
    "'\"false\"', '\"false\"', FAILED",
    "false,       true,        UNKNOWN",
    "true,        false,       UNKNOWN",
    "true,        true,        UNKNOWN",
    "false,       null,        UNKNOWN",
    "null,        false,       UNKNOWN",
    "0,           {},          UNKNOWN",
  })
  void flagsDecideWhereTheWordIsNotListed(String success, String pending, TaskStatus status)
      throws IOException {
    String flags = "\"success\":" + success + ",\"pending\":" + pending + ",\"error\":\"boom\"";

    Reading reading = queried(200, "{\"status\":\"odd\"," + flags + "}");
    Reading listed = queried(200, "{\"status\":\"running\"," + flags + "}");

    assertTask(reading, null, status, "odd", null);
    assertTask(listed, null, TaskStatus.RUNNING, "running", null);
  }

  @Test
  void flagsAreEnoughWithoutAWord() throws IOException {
    Reading over = queried(200, "{\"success\":false,\"pending\":false,\"error\":\"boom\"}");
    Reading open = queried(200, "{\"success\":true,\"pending\":true}");

    assertTask(over, null, TaskStatus.FAILED, null, null);
    assertThat(over.error()).isEqualTo(error(ErrorKind.UNKNOWN, null, "boom"));
    assertTask(open, null, TaskStatus.UNKNOWN, null, null);
  }

  @Test
  void idIsTheFirstThatIsNotBlank() throws IOException {
    Reading both = submitted(200, "{\"id\":17,\"task_id\":\"a\"}");
    Reading blank = submitted(200, "{\"task_id\":\" \",\"id\":\"b\"}");

    assertThat(both.id()).isEqualTo("a");
    assertThat(blank.id()).isEqualTo("b");
  }

  // ---- images

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{`code`:`success`,`data`:{`status`:`SUCCESS`,`result_url`:`https://a.example/r`}}",
        "{`code`:`success`,`data`:{`status`:`SUCCESS`,`data`:{`data`:[{`url`:`https://a.example/r`}]}}}",
        "{`code`:`success`,`data`:{`status`:`SUCCESS`,`data`:[{`url`:`https://a.example/r`}]}}",
        "{`status`:`SUCCESS`,`result_url`:`https://a.example/r`}",
        "{`status`:`SUCCESS`,`data`:[{`url`:`https://a.example/r`}]}",
        "{`status`:`SUCCESS`,`data`:{`data`:[{`url`:`https://a.example/r`}]}}",
        "{`code`:`success`,`status`:`SUCCESS`,`data`:{`data`:[{`url`:`https://a.example/r`}]}}",
        "{`success`:true,`data`:{`status`:`SUCCESS`,`result_url`:`https://a.example/r`}}",
      })
  void imageIsFoundInEveryPlace(String json) throws IOException {
    Reading reading = queried(200, json.replace('`', '"'));

    assertThat(reading.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(urls(reading)).containsExactly("https://a.example/r");
  }

  @Test
  void allImagesCountInOrderAndNoneTwice() throws IOException {
    Reading reading =
        queried(
            200,
            succeeded(
                "\"result_url\":\"https://a.example/0\",\"data\":[{\"url\":\"https://a.example/1\"},"
                    + "{\"size\":\"1x1\",\"url\":\"https://a.example/2\"},"
                    + "{\"url\":\"https://a.example/1\"}]"));

    assertThat(urls(reading))
        .containsExactly("https://a.example/0", "https://a.example/1", "https://a.example/2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://www.zexitongxue.com/v1/images/tasks/aiimg_xxx/content?index=1",
        "https://zexitongxue.com/v1/images/tasks/aiimg_xxx/content?index=1",
        "http://www.zexitongxue.com/v1/images/tasks/aiimg_xxx/content?index=1",
        "https://10.0.0.7:3000/relay/v1/images/tasks/aiimg_xxx/content?index=1",
        "/v1/images/tasks/aiimg_xxx/content?index=1",
        "//zexitongxue.com/v1/images/tasks/aiimg_xxx/content?index=1",
      })
  void contentOfTheApiIsFetchedAtTheBaseWhateverItsHost(String url) throws IOException {
    Reading reading = queried(200, succeeded("\"result_url\":\"" + url + "\""));

    assertThat(urls(reading)).containsExactly(CONTENT + 1);
  }

  @Test
  void contentOfTheApiIsFetchedBelowTheBasesOwnPath() throws IOException {
    ZexiWire relay = new ZexiWire(HttpUrl.get("https://gateway.example/relay"), "sk-marked");
    String documented = documented("query-succeeded.json");

    Reading absolute = relay.readQuery(KEY, answer(200, documented));
    Reading path =
        relay.readQuery(KEY, answer(200, documented.replace("https://www.zexitongxue.com", "")));
    Reading none = relay.readQuery(KEY, answer(200, succeeded("\"data\":[]")));

    String url = "https://gateway.example/relay/v1/images/tasks/aiimg_xxx/content?index=0";
    assertThat(urls(absolute)).containsExactly(url);
    assertThat(urls(path)).containsExactly(url);
    assertThat(urls(none)).containsExactly(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://zexitongxue.com/files/a.png",
        "https://cdn.example/v1/images/a.png?signature=%2B",
        "https://cdn.example/v1/images/tasks/another/content?index=0",
        "https://cdn.example/v1/images/tasks/aiimg_xxx/content/0",
        "https://cdn.example/content",
        "HTTPS://CDN.example/a b.png",
      })
  void fileElsewhereStaysWhereItIs(String url) throws IOException {
    Reading reading = queried(200, succeeded("\"result_url\":\"" + url + "\""));

    assertThat(urls(reading)).containsExactly(url);
  }

  @ParameterizedTest
  @CsvSource({
    "/files/a.png,              https://www.zexitongxue.com/files/a.png",
    "//cdn.example/a.png,       https://cdn.example/a.png",
    "/v1/images/../../../a.png, https://www.zexitongxue.com/a.png",
  })
  void pathAsResultIsMeantFromTheGatewaysRoot(String path, String url) throws IOException {
    Reading reading = queried(200, succeeded("\"result_url\":\"" + path + "\""));

    assertThat(urls(reading)).containsExactly(url);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "\"\"",
        "17",
        "{}",
        "\"no such channel\"",
        "\"ftp://example.com/a.png\"",
        "\"file:///etc/passwd\"",
        "\"data:image/png;base64,AAAA\"",
      })
  void successWithoutAUsableUrlIsTheContentOfTheTaskThatWasAskedFor(String url) throws IOException {
    Reading reading = queried(200, succeeded("\"result_url\":" + url));
    Reading other = queried(200, succeeded("\"task_id\":\"other\",\"result_url\":" + url));

    assertThat(reading.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(urls(reading)).containsExactly(CONTENT + 0);
    assertThat(urls(other)).containsExactly(CONTENT + 0);
  }

  @Test
  void submitThatSucceededWithoutAUrlIsTheContentOfItsTask() throws IOException {
    Reading reading = submitted(200, "{\"id\":\"a/b\",\"status\":\"done\",\"data\":[]}");

    assertThat(urls(reading))
        .containsExactly("https://www.zexitongxue.com/v1/images/tasks/a%2Fb/content?index=0");
  }

  @Test
  void uselessEntriesOfTheListAreLeftOut() throws IOException {
    Reading reading =
        queried(
            200,
            succeeded(
                "\"result_url\":\"https://a.example/0\",\"data\":[null,\"\",1,[],{},{\"url\":null},"
                    + "{\"url\":{}},{\"url\":\"oops\"},{\"b64_json\":\"AAAA\"},"
                    + "{\"url\":\"https://a.example/1\"}]"));

    assertThat(urls(reading)).containsExactly("https://a.example/0", "https://a.example/1");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "null",
        "[]",
        "{}",
        "\"oops\"",
        "[null,\"oops\"]",
        "{\"data\":null}",
        "{\"data\":{\"data\":1}}",
      })
  void listWithoutAUsableUrlLeavesTheSingleOne(String data) throws IOException {
    Reading reading =
        queried(200, succeeded("\"result_url\":\"https://a.example/0\",\"data\":" + data));

    assertThat(urls(reading)).containsExactly("https://a.example/0");
  }

  @ParameterizedTest
  @ValueSource(strings = {"queued", "running", "failed", "UNKNOWN"})
  void urlBeforeSuccessIsNoImage(String word) throws IOException {
    Reading reading =
        queried(
            200,
            "{\"status\":\""
                + word
                + "\",\"result_url\":\"https://example.com/early.png\",\"progress\":\"100%\"}");

    assertThat(urls(reading)).isEmpty();
  }

  // ---- errors

  @Test
  void errorObjectOfNewApiIsAFault() throws IOException {
    Reading reading = queried(401, assumed("error-object.json"));

    assertFault(reading, false, Fault.Processed.UNSAID);
    assertThat(reading.error()).isEqualTo(error(ErrorKind.AUTHENTICATION, null, "Invalid token"));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 500})
  void codeOtherThanSuccessIsAFaultWhateverTheStatus(int status) throws IOException {
    Reading reading = submitted(status, assumed("error-envelope.json"));

    assertFault(reading, false, Fault.Processed.NO);
    assertThat(reading.error())
        .isEqualTo(error(ErrorKind.INVALID_REQUEST, "invalid_request", "prompt is required"));
  }

  @Test
  void errorWithAMessageAloneHasTheKindOfItsStatus() throws IOException {
    Reading reading = submitted(400, assumed("error-message.json"));

    assertFault(reading, false, Fault.Processed.UNSAID);
    assertThat(reading.error()).isEqualTo(error(ErrorKind.INVALID_REQUEST, null, "missing prompt"));
  }

  @Test
  void taskThatIsNotThereIsNoFailedTask() throws IOException {
    Reading reading = queried(404, assumed("error-task-not-found.json"));

    assertFault(reading, false, Fault.Processed.NO);
    assertThat(reading.error())
        .isEqualTo(error(ErrorKind.NOT_FOUND, "task_not_found", "task not found"));
  }

  @Test
  void parameterErrorUnderHttp500DoesNotPass() throws IOException {
    Reading reading = submitted(500, assumed("error-build-request-failed.json"));

    assertFault(reading, false, Fault.Processed.NO);
    assertThat(reading.error())
        .isEqualTo(error(ErrorKind.INVALID_REQUEST, "build_request_failed", "size is invalid"));
  }

  @Test
  void upstreamsErrorMayHaveBeenProcessed() throws IOException {
    Reading reading = submitted(502, assumed("error-upstream.json"));

    assertFault(reading, true, Fault.Processed.MAYBE);
    assertThat(reading.error()).isEqualTo(error(ErrorKind.UNAVAILABLE, "502", "bad gateway"));
  }

  // ---- hostile answers

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                             | nothing at path $.task_id",
        "{\"task_id\":null,\"status\":\"queued\"}       | nothing at path $.task_id",
        "{\"task_id\":\" \",\"id\":\"\"}                | nothing at path $.task_id",
        "{\"task_id\":{},\"status\":\"queued\"}         | nothing at path $.task_id",
        "{\"data\":{\"status\":\"queued\"}}             | nothing at path $.data.task_id",
        "{\"code\":\"success\",\"data\":null}           | nothing at path $.data.task_id",
        "{\"code\":\"success\",\"data\":[]}             | nothing at path $.data.task_id",
        "[]                                             | it is no object, but a list at path $",
        "\"aiimg_xxx\"                                  | it is no object, but a text at path $",
        "null                                           | it is no object, but null at path $",
      })
  void submitWithoutATaskIsMalformed(String json, String message) {
    assertThatThrownBy(() -> submitted(200, json))
        .isInstanceOf(JsonDataException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"task_id\":\"aiimg_xxx\"}                    | nothing at path $.status",
        "{\"task_id\":\"aiimg_xxx\",\"status\":[]}      | nothing at path $.status",
        "{\"success\":false,\"task_id\":\"aiimg_xxx\"}  | nothing at path $.status",
        "{\"code\":\"success\",\"data\":{\"status\":null}} | nothing at path $.data.status",
      })
  void queryWithoutAStatusIsMalformed(String json, String message) {
    assertThatThrownBy(() -> queried(200, json))
        .isInstanceOf(JsonDataException.class)
        .hasMessage(message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "<html></html>", "{\"task_id\":\"x\",", "{\"task_id\":\"x\"} trailing"})
  void whatIsNoJsonIsAnIoException(String text) {
    assertThatThrownBy(() -> submitted(200, text)).isInstanceOf(IOException.class);
  }

  @Test
  void submitWithAnIdIsATaskWhateverTheRest() throws IOException {
    Reading reading =
        submitted(
            200,
            "{\"task_id\":17,\"id\":[],\"status\":{},\"progress\":[],\"result_url\":{},"
                + "\"error\":\"?\",\"code\":0,\"message\":[],\"data\":[{}],\"fail_reason\":{},"
                + "\"success\":[],\"pending\":{}}");

    assertTask(reading, "17", TaskStatus.UNKNOWN, null, null);
    assertThat(urls(reading)).isEmpty();
  }

  @Test
  void idThatIsAStepInAPathNamesNoFileElsewhere() throws IOException {
    Reading reading =
        submitted(200, "{\"id\":\"..\",\"status\":\"done\",\"result_url\":\"/v1/images/content\"}");

    assertThat(reading.id()).isEqualTo(".."); // no key is made of it
    assertThat(urls(reading)).containsExactly("https://www.zexitongxue.com/v1/images/content");
  }

  @Test
  void codeThatIsANumberSaysNothing() throws IOException {
    Reading reading =
        queried(200, "{\"code\":0,\"data\":{\"task_id\":\"a\",\"status\":\"processing\"}}");

    assertTask(reading, "a", TaskStatus.RUNNING, "processing", null);
  }

  @Test
  void taskOfTheUpstreamIsNotOurs() throws IOException {
    String upstream = "{\"task_id\":\"b\",\"status\":\"succeeded\"}";
    String task = "{\"task_id\":\"a\",\"status\":\"running\",\"data\":" + upstream + "}";

    Reading flat = queried(200, task);
    Reading enveloped = queried(200, "{\"code\":\"success\",\"data\":" + task + "}");

    assertTask(flat, "a", TaskStatus.RUNNING, "running", null);
    assertTask(enveloped, "a", TaskStatus.RUNNING, "running", null);
  }

  @Test
  void nestingWithoutEndIsNotFollowed() throws IOException {
    String deep = "{\"data\":".repeat(200) + "{\"status\":\"SUCCESS\"}" + "}".repeat(200);

    assertThatThrownBy(() -> queried(200, deep))
        .isInstanceOf(JsonDataException.class)
        .hasMessage("nothing at path $.data.status");
  }

  @ParameterizedTest
  @CsvSource(
      nullValues = "none",
      value = {
        "1, 1", "50, 50", "'\"50\"', 50", "'\"50%\"', 50", "99.9, 99", "'\"\"', none",
        "null, none", "'\"half\"', none", "-1, none", "101, none", "1e999, none", "[1], none",
        "true, none",
      })
  void progressIsLenientAndDecidesNothing(String json, Integer progress) throws IOException {
    Reading reading = queried(200, "{\"status\":\"processing\",\"progress\":" + json + "}");

    assertThat(reading.progress()).isEqualTo(progress);
    assertThat(reading.status()).isEqualTo(TaskStatus.RUNNING);
  }

  private Reading submitted(int status, String json) throws IOException {
    return wire.readSubmit(answer(status, json));
  }

  private Reading queried(int status, String json) throws IOException {
    return wire.readQuery(KEY, answer(status, json));
  }

  private static String succeeded(String fields) {
    return "{\"status\":\"SUCCESS\"," + fields + "}";
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
