package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskStatus;
import java.io.IOException;
import java.util.List;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The dialect that UniAll and Zexi share: envelope, errors, codes. */
final class NewApiTest {
  private final NewApi dialect = NewApi.create();

  // spotless:off
  @ParameterizedTest
  @CsvSource({
    "access_denied,                   403, PERMISSION,       false, NO",
    "insufficient_user_quota,         403, QUOTA,            false, NO",
    "pre_consume_token_quota_failed,  403, QUOTA,            false, NO",
    "quota_not_enough,                429, QUOTA,            false, NO",
    "token_concurrency_limit_reached, 400, RATE_LIMIT,       true,  NO",
    "invalid_request,                 500, INVALID_REQUEST,  false, NO",
    "invalid_parameter,               400, INVALID_REQUEST,  false, NO",
    "param_error,                     500, INVALID_REQUEST,  false, NO",
    "build_request_failed,            500, INVALID_REQUEST,  false, NO",
    "convert_request_failed,          500, INVALID_REQUEST,  false, NO",
    "bad_request_body,                503, INVALID_REQUEST,  false, NO",
    "read_request_body_failed,        413, INVALID_REQUEST,  false, NO",
    "invalid_api_type,                429, INVALID_REQUEST,  false, NO",
    "invalid_api_platform,            400, INVALID_REQUEST,  false, NO",
    "model_price_error,               400, INVALID_REQUEST,  false, NO",
    "task_not_exist,                  400, NOT_FOUND,        false, NO",
    "task_not_found,                  404, NOT_FOUND,        false, NO",
    "sensitive_words_detected,        400, CONTENT_REJECTED, false, NO",
    "prompt_blocked,                  400, CONTENT_REJECTED, false, NO",
    "violation_fee.grok.csam,         400, CONTENT_REJECTED, false, FEE",
    "model_not_found,                 503, UNAVAILABLE,      true,  NO",
    "model_not_found,                 404, NOT_FOUND,        true,  NO",
    "get_channel_failed,              500, UNAVAILABLE,      true,  NO",
    "do_request_failed,               500, UNAVAILABLE,      true,  MAYBE",
    "fail_to_fetch_task,              404, UNAVAILABLE,      true,  MAYBE",
    "bad_response_status_code,        400, UNAVAILABLE,      true,  MAYBE",
    "some_new_code,                   403, PERMISSION,       false, UNSAID",
    "some_new_code,                   429, RATE_LIMIT,       true,  UNSAID",
    "some_new_code,                   500, UNAVAILABLE,      true,  UNSAID",
    "some_new_code,                   200, UNKNOWN,          false, UNSAID",
  })
  // spotless:on
  void codesSayWhatTheyAreAndWhetherTheCallWasProcessed(
      String code, int status, ErrorKind kind, boolean isRetryable, Fault.Processed processed)
      throws IOException {
    String inError = "{\"error\":{\"code\":\"" + code + "\",\"message\":\"m\"}}";
    String inEnvelope = "{\"code\":\"" + code + "\",\"message\":\"m\",\"data\":null}";

    for (String json : List.of(inError, inEnvelope)) {
      Fault fault = fault(status, json);

      assertThat(fault.error()).isEqualTo(TaskError.of(kind, code, "m"));
      assertThat(fault.processed()).isEqualTo(processed);
      if (kind != ErrorKind.NOT_FOUND) assertThat(fault.isRetryable()).isEqualTo(isRetryable);
    }
  }

  @Test
  void modelThatIsNotThereDoesNotComeUnder404() throws IOException {
    String json = "{\"error\":{\"code\":\"model_not_found\",\"message\":\"m\"}}";

    assertThat(fault(404, json).isRetryable()).isFalse();
    assertThat(fault(503, json).isRetryable()).isTrue();
  }

  @Test
  void whatWasPassedThroughMayHaveBeenProcessedWhateverItsCode() throws IOException {
    String json = "{\"error\":{\"code\":\"%s\",\"message\":\"m\",\"type\":\"upstream_error\"}}";

    for (String code : List.of("502", "invalid_request", "")) {
      assertThat(fault(400, json.replace("%s", code)).processed()).isEqualTo(Fault.Processed.MAYBE);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"0", "200", "ok", "accepted", "some_new_code"})
  void codeThatIsNotNewApisIsNoErrorBesideATask(String code) throws IOException {
    Answer answer =
        answer(200, "{\"code\":\"" + code + "\",\"message\":\"ok\",\"data\":{\"task_id\":\"t\"}}");
    JsonNode body = answer.json();

    assertThat(dialect.fault(answer, body, true)).isNull();
    assertThat(dialect.fault(answer, body, false)).isNotNull();
    assertThat(NewApi.task(body).text("task_id")).isEqualTo("t");
  }

  @Test
  void codeOfNewApisIsAnErrorBesideATaskTooWhichItNames() throws IOException {
    Answer answer =
        answer(
            200,
            "{\"code\":\"insufficient_user_quota\",\"message\":\"m\",\"data\":{\"task_id\":\"t\"}}");

    Reading fault = dialect.fault(answer, answer.json(), true);

    assertThat(fault.id()).isEqualTo("t");
    assertThat(fault.error().kind()).isEqualTo(ErrorKind.QUOTA);
  }

  @Test
  void warningBesideATaskIsNoFault() throws IOException {
    Answer answer = answer(200, "{\"task_id\":\"t\",\"error\":{\"code\":\"low_balance_warning\"}}");

    assertThat(dialect.fault(answer, answer.json(), true)).isNull();
  }

  @Test
  void errorWithoutATaskIsAFaultUnderHttp200() throws IOException {
    Fault text = fault(200, "{\"error\":\"no channel\"}");
    Fault inTask = fault(200, "{\"code\":\"success\",\"data\":{\"error\":{\"code\":\"x\"}}}");

    assertThat(text.error()).isEqualTo(TaskError.of(ErrorKind.UNKNOWN, null, "no channel"));
    assertThat(inTask.error()).isEqualTo(TaskError.of(ErrorKind.UNKNOWN, "x", "{\"code\":\"x\"}"));
  }

  @Test
  void taskUnderAnHttpErrorIsNoTask() throws IOException {
    Answer answer =
        answer(500, "{\"code\":\"success\",\"data\":{\"task_id\":\"t\",\"status\":\"SUCCESS\"}}");
    JsonNode body = answer.json();

    assertThatThrownBy(() -> dialect.fault(answer, body, true))
        .isInstanceOf(JsonDataException.class)
        .hasMessage("no error of the gateway's own at path $.error");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"task_id\":\"a\",\"data\":{\"task_id\":\"b\"}}                         | a | $.x",
        "{\"task_id\":\"a\",\"code\":\"success\",\"data\":{\"task_id\":\"b\"}}    | b | $.data.x",
        "{\"status\":\"queued\",\"task_id\":\"a\",\"code\":\"success\",\"data\":{\"url\":1}} | a | $.data.x",
        "{\"code\":\"success\",\"data\":{\"task_id\":\"b\"}}                      | b | $.data.x",
        "{\"data\":{\"task_id\":\"b\"}}                                           | b | $.data.x",
        "{\"task_id\":\"a\",\"code\":0,\"data\":[]}                               | a | $.x",
      })
  void taskIsFlatOrInTheEnvelope(String json, String id, String path) throws IOException {
    JsonNode body = answer(200, json).json();

    assertThat(NewApi.task(body).text("task_id")).isEqualTo(id);
    assertThat(NewApi.path(body, "x")).isEqualTo(path);
  }

  @Test
  void failedTaskSaysWhyInOneOfItsWays() throws IOException {
    assertThat(failed("{\"status\":\"failed\",\"error\":{\"code\":\"prompt_blocked\"}}").kind())
        .isEqualTo(ErrorKind.CONTENT_REJECTED);
    assertThat(failed("{\"status\":\"failed\",\"fail_reason\":\"r\",\"message\":\"m\"}"))
        .isEqualTo(TaskError.of(ErrorKind.UNKNOWN, null, "r"));
    assertThat(failed("{\"status\":\"failed\",\"message\":\"m\"}"))
        .isEqualTo(TaskError.of(ErrorKind.UNKNOWN, null, "m"));
    assertThat(failed("{\"status\":\"cancelled\"}"))
        .isEqualTo(TaskError.of(ErrorKind.UNKNOWN, "cancelled", null));
    assertThat(NewApi.status(answer(200, "{\"status\":\"FAILURE\"}").json()))
        .isEqualTo(TaskStatus.FAILED);
  }

  private TaskError failed(String json) throws IOException {
    return dialect.error(200, answer(200, json).json());
  }

  private Fault fault(int status, String json) throws IOException {
    Answer answer = answer(status, json);
    return dialect.fault(answer, answer.json(), false).fault();
  }

  private static Answer answer(int status, String json) {
    return Answer.of(status, new Buffer().writeUtf8(json));
  }
}
