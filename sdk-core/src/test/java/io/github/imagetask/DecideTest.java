package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.spi.Fault;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether money may have been spent, by all that an answer without a task says. */
final class DecideTest {
  // spotless:off
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // status | in the gateway's table | passes | Retry-After | so
        "  103    | NO                     | true   | PT1S        | UNKNOWN ",
        "  199    | NO                     | false  |             | UNKNOWN ",
        "  200    | NO                     | false  |             | REFUSED ",
        "  200    | UNSAID                 | true   | PT1S        | REFUSED ",
        "  200    | MAYBE                  | false  |             | UNKNOWN ",
        "  302    | UNSAID                 | false  |             | REFUSED ",
        "  303    | NO                     | false  |             | UNKNOWN ",
        "  304    | UNSAID                 | false  |             | REFUSED ",
        "  400    | UNSAID                 | false  |             | REFUSED ",
        "  400    | MAYBE                  | false  |             | UNKNOWN ",
        "  408    | NO                     | true   | PT1S        | UNKNOWN ",
        "  429    | UNSAID                 | true   |             | DEFERRED",
        "  429    | UNSAID                 | true   | PT1S        | DEFERRED",
        "  429    | UNSAID                 | false  | PT1S        | REFUSED ",
        "  429    | MAYBE                  | true   | PT1S        | UNKNOWN ",
        "  499    | UNSAID                 | true   | PT1S        | REFUSED ",
        "  500    | UNSAID                 | true   | PT1S        | UNKNOWN ",
        "  500    | NO                     | true   | PT1S        | REFUSED ",
        "  500    | FEE                    | false  |             | REFUSED ",
        "  502    | NO                     | false  |             | UNKNOWN ",
        "  503    | UNSAID                 | true   | PT1S        | UNKNOWN ",
        "  503    | MAYBE                  | true   | PT1S        | UNKNOWN ",
        "  503    | NO                     | true   | PT1S        | DEFERRED",
        "  503    | FEE                    | true   | PT1S        | DEFERRED",
        "  503    | NO                     | true   |             | REFUSED ",
        "  503    | NO                     | false  | PT1S        | REFUSED ",
        "  504    | NO                     | true   | PT1S        | UNKNOWN ",
      })
  // spotless:on
  void whatIsKnownOfTheMoney(
      int status,
      Fault.Processed processed,
      boolean passes,
      @Nullable Duration retryAfter,
      SubmitOutcome.Kind outcome) {
    Fault fault = Fault.of(TaskError.of(ErrorKind.UNKNOWN, null, null), passes, processed);

    assertThat(AnswerInterpreter.decide(status, fault, retryAfter)).isEqualTo(outcome);
  }
}
