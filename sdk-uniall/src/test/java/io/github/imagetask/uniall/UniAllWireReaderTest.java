package io.github.imagetask.uniall;

import static io.github.imagetask.uniall.Fixtures.answer;
import static io.github.imagetask.uniall.Fixtures.assumed;
import static io.github.imagetask.uniall.Fixtures.cells;
import static io.github.imagetask.uniall.Fixtures.documented;
import static io.github.imagetask.uniall.Fixtures.words;
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
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link UniAllWire} reads. */
final class UniAllWireReaderTest {
  private static final TaskKey KEY = TaskKey.of("uniall", "task_xxx");

  private final UniAllWire wire =
      new UniAllWire(HttpUrl.get("https://gateway.example/relay"), "sk-marked");

  @ParameterizedTest
  @ValueSource(ints = {200, 201, 202})
  void everySuccessOfHttpIsOne(int status) throws IOException {
    Reading submit = submitted(status, documented("submit-succeeded.json"));
    Reading query = queried(status, documented("query-succeeded.json"));

    assertThat(submit.id()).isEqualTo("task_xxx");
    assertThat(query.status()).isEqualTo(TaskStatus.SUCCEEDED);
  }

  @Test
  void submitMayBeFinishedAlready() throws IOException {
    Reading reading = submitted(200, documented("submit-succeeded.json"));

    assertTask(reading, "task_xxx", TaskStatus.SUCCEEDED, "succeeded", 100);
    assertThat(urls(reading)).containsExactly("https://example.com/result.png");
  }

  @Test
  void submitIsUsuallyQueued() throws IOException {
    Reading reading = submitted(202, assumed("submit-queued.json"));

    assertTask(reading, "task_xxx", TaskStatus.QUEUED, "queued", 0);
    assertThat(urls(reading)).isEmpty();
  }

  @Test
  void queryUnwrapsTheEnvelope() throws IOException {
    Reading reading = queried(200, documented("query-succeeded.json"));

    assertTask(reading, "task_xxx", TaskStatus.SUCCEEDED, "succeeded", 100);
    assertThat(urls(reading)).containsExactly("https://example.com/result.png");
  }

  @Test
  void queryIsReadWithoutAnEnvelopeAndSubmitWithOne() throws IOException {
    Reading query = queried(200, documented("submit-succeeded.json"));
    Reading submit = submitted(200, documented("query-succeeded.json"));

    assertTask(query, "task_xxx", TaskStatus.SUCCEEDED, "succeeded", 100);
    assertTask(submit, "task_xxx", TaskStatus.SUCCEEDED, "succeeded", 100);
  }

  @Test
  void queryIsPending() throws IOException {
    Reading reading = queried(200, assumed("query-processing.json"));

    assertTask(reading, "task_xxx", TaskStatus.RUNNING, "processing", 50);
  }

  @Test
  void severalImagesStandInTheMetadata() throws IOException {
    Reading reading = queried(200, assumed("query-several.json"));

    assertThat(urls(reading))
        .containsExactly("https://example.com/0.png", "https://example.com/1.png");
  }

  @Test
  void failureUnderTheCodeSuccessIsTheTasks() throws IOException {
    Reading reading = queried(200, assumed("query-failed.json"));

    assertTask(reading, "task_xxx", TaskStatus.FAILED, "failed", 100);
    assertThat(reading.error())
        .isEqualTo(
            error(
                ErrorKind.CONTENT_REJECTED, "sensitive_words_detected", "the prompt was refused"));
  }

  @Test
  void failureMayBeAText() throws IOException {
    Reading reading = queried(200, assumed("query-failed-text.json"));

    assertTask(reading, "task_xxx", TaskStatus.FAILED, "failed", 100);
    assertThat(reading.error()).isEqualTo(error(ErrorKind.UNKNOWN, null, "the upstream gave up"));
  }

  @Test
  void failureMayBeInNewApisWords() throws IOException {
    Reading reading = queried(200, assumed("query-failed-new-api.json"));

    assertTask(reading, "task_xxx", TaskStatus.FAILED, "FAILURE", 100);
    assertThat(reading.error()).isEqualTo(error(ErrorKind.UNKNOWN, null, "the upstream gave up"));
    assertThat(urls(reading)).isEmpty();
  }

  @Test
  void failureWithoutAnyReasonHasAnErrorAllTheSame() throws IOException {
    Reading reading = queried(200, "{\"status\":\"failed\",\"error\":null}");

    assertThat(reading.error()).isEqualTo(error(ErrorKind.UNKNOWN, null, null));
  }

  @Test
  void wordsAreThoseOfTheDocument() throws IOException {
    List<String> words = words(cells("response-fields.md").get(1).get(1));

    List<TaskStatus> read = new ArrayList<>();
    for (String word : words) read.add(queried(200, "{\"status\":\"" + word + "\"}").status());

    assertThat(words).containsExactly("queued", "processing", "succeeded", "failed");
    assertThat(read)
        .containsExactly(
            TaskStatus.QUEUED, TaskStatus.RUNNING, TaskStatus.SUCCEEDED, TaskStatus.FAILED);
  }

  // ---- errors

  @Test
  void errorObjectOfNewApiIsAFault() throws IOException {
    Reading reading = queried(401, assumed("error-object.json"));

    assertFault(reading, false, Fault.Processed.UNSAID);
    assertThat(reading.error())
        .isEqualTo(error(ErrorKind.AUTHENTICATION, null, "invalid token (request id: 20260429)"));
  }

  @ParameterizedTest
  @ValueSource(ints = {200, 400, 500})
  void codeOtherThanSuccessIsAFaultWhateverTheStatus(int status) throws IOException {
    Reading reading = queried(status, assumed("error-envelope.json"));

    assertFault(reading, false, Fault.Processed.NO);
    assertThat(reading.error())
        .isEqualTo(error(ErrorKind.NOT_FOUND, "task_not_exist", "task not exist"));
  }

  @Test
  void upstreamsErrorMayHaveBeenProcessed() throws IOException {
    Reading reading = submitted(502, assumed("error-upstream.json"));

    assertFault(reading, true, Fault.Processed.MAYBE);
    assertThat(reading.error())
        .isEqualTo(error(ErrorKind.UNAVAILABLE, "502", "bad gateway (request id: 20260429)"));
  }

  // ---- hostile answers

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{}                                             | nothing at path $.task_id",
        "{\"task_id\":null,\"status\":\"queued\"}       | nothing at path $.task_id",
        "{\"task_id\":\" \",\"status\":\"queued\"}      | nothing at path $.task_id",
        "{\"task_id\":{},\"status\":\"queued\"}         | nothing at path $.task_id",
        "{\"data\":{\"status\":\"queued\"}}             | nothing at path $.data.task_id",
        "{\"code\":\"success\",\"data\":null}           | nothing at path $.data.task_id",
        "{\"code\":\"success\",\"data\":[]}             | nothing at path $.data.task_id",
        "[]                                             | it is no object, but a list at path $",
        "\"task_xxx\"                                   | it is no object, but a text at path $",
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
        "{\"task_id\":\"task_xxx\"}                     | nothing at path $.status",
        "{\"task_id\":\"task_xxx\",\"status\":[]}       | nothing at path $.status",
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
            "{\"task_id\":17,\"status\":{},\"progress\":[],\"result_url\":{},\"metadata\":[1],"
                + "\"error\":\"?\",\"code\":0,\"message\":[],\"data\":[{}],\"fail_reason\":{}}");

    assertTask(reading, "17", TaskStatus.UNKNOWN, null, null);
    assertThat(urls(reading)).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"queued", "processing", "failed", "UNKNOWN"})
  void urlBeforeSuccessIsNoImage(String word) throws IOException {
    Reading reading =
        queried(
            200,
            "{\"status\":\""
                + word
                + "\",\"result_url\":\"https://example.com/early.png\",\"progress\":\"100%\"}");

    assertThat(urls(reading)).isEmpty();
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
  void successWithoutAUsableUrlHasNoImages(String url) throws IOException {
    Reading reading = queried(200, "{\"status\":\"succeeded\",\"result_url\":" + url + "}");

    assertThat(reading.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(urls(reading)).isEmpty();
  }

  @Test
  void allImagesCountAndTheFirstResultComesFirst() throws IOException {
    Reading missing =
        queried(
            200,
            "{\"status\":\"succeeded\",\"result_url\":\"https://example.com/0.png\",\"metadata\":"
                + "{\"result_urls\":[null,\"\",1,{},\"oops\",\"https://example.com/1.png\"]}}");
    Reading there =
        queried(
            200,
            "{\"status\":\"succeeded\",\"result_url\":\"https://example.com/1.png\",\"metadata\":"
                + "{\"result_urls\":[\"https://example.com/0.png\",\"https://example.com/1.png\"]}}");

    assertThat(urls(missing))
        .containsExactly("https://example.com/0.png", "https://example.com/1.png");
    assertThat(urls(there))
        .containsExactly("https://example.com/0.png", "https://example.com/1.png");
  }

  @Test
  void countedImagesAreToldEvenIfTheyAreNotNamed() throws IOException {
    Reading counted =
        queried(
            200,
            "{\"status\":\"succeeded\",\"result_url\":\"https://example.com/0.png\","
                + "\"metadata\":{\"result_count\":\"4\"}}");
    Reading uncounted =
        queried(200, "{\"status\":\"succeeded\",\"metadata\":{\"result_count\":{}}}");

    assertThat(counted.announced()).isEqualTo(4);
    assertThat(urls(counted)).hasSize(1);
    assertThat(uncounted.announced()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"null", "[]", "\"oops\"", "{}", "[null,\"oops\"]"})
  void listWithoutAUsableUrlLeavesTheFirstResult(String list) throws IOException {
    Reading reading =
        queried(
            200,
            "{\"status\":\"succeeded\",\"result_url\":\"https://example.com/0.png\","
                + "\"metadata\":{\"result_urls\":"
                + list
                + "}}");

    assertThat(urls(reading)).containsExactly("https://example.com/0.png");
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
