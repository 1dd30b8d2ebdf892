package io.github.imagetask.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.github.imagetask.ImageTask;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.Fault;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whose words may say that nothing is billed: the gateway's own, which its table knows. */
abstract class MoneyContract<R> extends CallerContract<R> {
  // What proxies, CDNs and service meshes write in front of a gateway, or a gateway passes on.
  // spotless:off
  private static final List<String> FOREIGN = Arrays.asList(
      "",
      "<html><body>503 Backend fetch failed. Varnish cache server</body></html>",
      "{}",
      "{\"error\":{\"code\":504,\"message\":\"Deadline expired before operation could complete.\",\"status\":\"DEADLINE_EXCEEDED\"}}",
      "{\"code\":4,\"message\":\"context deadline exceeded\"}",
      "{\"code\":\"GATEWAY_TIMEOUT\",\"message\":\"upstream request timeout\"}",
      "{\"code\":503,\"message\":\"upstream connect error or disconnect/reset before headers\"}",
      "{\"error_code\":503,\"error_msg\":\"no healthy upstream\"}",
      "{\"error\":\"upstream timed out\"}",
      "{\"message\":\"Service Unavailable\"}",
      "{\"error\":{\"code\":\"some_new_code\",\"message\":\"m\",\"type\":\"server_error\"}}");
  // spotless:on

  private static final int[] STATUSES = {500, 502, 503, 504, 520, 524, 527, 529, 598, 599, 408};

  /**
   * Answers to a submit, under HTTP 200, that name the task {@code task_1} and are no refusal: with
   * a code that no table of errors has, or a warning beside it. None unless overridden.
   */
  protected List<String> answersThatNameATask() {
    return Collections.emptyList();
  }

  /**
   * Answers to a submit, under HTTP 200, that name the task {@code task_1} beside an error that the
   * gateway's table knows. None unless overridden.
   */
  protected List<String> errorsThatNameATask() {
    return Collections.emptyList();
  }

  @Test
  final void noForeignWordUnder5xxSaysThatNothingIsBilled() {
    List<String> wrong = new ArrayList<>();
    int submits = 0;
    for (int status : STATUSES) {
      for (String body : FOREIGN) {
        String type = body.startsWith("<") ? "text/html" : "application/json";
        Fault fault = Fault.status(status, type, body).withRetryAfter("0").processed();
        gateway().next(FakeCall.SUBMIT, fault);
        try {
          wrong.add("HTTP " + status + " " + body + ": " + submit());
        } catch (SubmitOutcomeUnknownException unknown) {
          // As it must be.
        } catch (RuntimeException e) {
          wrong.add("HTTP " + status + " " + body + ": " + e);
        }
        submits++;
      }
    }

    assertThat(wrong).isEmpty();
    assertThat(gateway().submits()).isEqualTo(submits);
  }

  @Test
  final void anAnswerThatNamesATaskIsAccepted() {
    assumeFalse(answersThatNameATask().isEmpty(), "no such answers of this gateway are known");
    for (String body : answersThatNameATask()) {
      gateway().next(FakeCall.SUBMIT, Fault.body(body).processed());

      ImageTask task = submit();

      assertThat(task.key().id()).as(body).isEqualTo("task_1");
    }
    assertThat(gateway().submits()).isEqualTo(answersThatNameATask().size());
  }

  @Test
  final void anErrorBesideATaskIsUnknownAndNamesIt() {
    assumeFalse(errorsThatNameATask().isEmpty(), "no such answers of this gateway are known");
    for (String body : errorsThatNameATask()) {
      gateway().next(FakeCall.SUBMIT, Fault.body(body).processed());

      SubmitOutcomeUnknownException unknown =
          failure(SubmitOutcomeUnknownException.class, this::submit);

      assertThat(unknown).as(body).hasMessageContaining("task_1");
    }
    assertThat(gateway().submits()).isEqualTo(errorsThatNameATask().size());
  }
}
