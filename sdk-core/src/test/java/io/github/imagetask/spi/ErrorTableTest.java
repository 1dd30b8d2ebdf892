package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ErrorTableTest {
  private static final ErrorTable TABLE =
      ErrorTable.builder()
          .refused(ErrorKind.QUOTA, "no_money", "no_credit")
          .refusedForGood(ErrorKind.UNAVAILABLE, "no_storage")
          .refusedForAFee(ErrorKind.CONTENT_REJECTED, "fined")
          .failedBehind(ErrorKind.UNAVAILABLE, "upstream")
          .failed(ErrorKind.UNAVAILABLE, "busy")
          .statuses(ErrorKind.CONTENT_REJECTED, 451)
          .statuses(ErrorKind.QUOTA, 403)
          .build();

  // spotless:off
  @ParameterizedTest
  @CsvSource({
    "400, INVALID_REQUEST, false", "401, AUTHENTICATION, false", "402, QUOTA,        false",
    "403, PERMISSION,      false", "404, NOT_FOUND,      false", "405, INVALID_REQUEST, false",
    "408, UNAVAILABLE,     true",  "410, NOT_FOUND,      false", "413, INVALID_REQUEST, false",
    "415, INVALID_REQUEST, false", "418, UNKNOWN,        false", "422, INVALID_REQUEST, false",
    "425, UNKNOWN,         true",  "429, RATE_LIMIT,     true",  "451, UNKNOWN,         false",
    "500, UNAVAILABLE,     true",  "503, UNAVAILABLE,    true",  "599, UNAVAILABLE,     true",
    "200, UNKNOWN,         false", "302, UNKNOWN,        false", "600, UNKNOWN,         false",
  })
  // spotless:on
  void aStatusMeansWhatHttpSays(int status, ErrorKind kind, boolean retryable) {
    assertThat(ErrorTable.kindOfStatus(status)).isEqualTo(kind);
    assertThat(ErrorTable.isRetryableStatus(status)).isEqualTo(retryable);
    assertThat(ErrorTable.isRetryable(kind, status)).isEqualTo(retryable);
  }

  @Test
  void theCodeGoesBeforeTheStatus() {
    TaskError error = TABLE.error(500, "no_money", "top up");

    assertThat(error.kind()).isEqualTo(ErrorKind.QUOTA);
    assertThat(error.code()).isEqualTo("no_money");
    assertThat(error.message()).isEqualTo("top up");
    assertThat(ErrorTable.isRetryable(error.kind(), 500)).isFalse();
  }

  @Test
  void aGatewaysOwnStatusGoesBeforeHttps() {
    assertThat(TABLE.kindOf(403)).isEqualTo(ErrorKind.QUOTA);
    assertThat(TABLE.kindOf(451)).isEqualTo(ErrorKind.CONTENT_REJECTED);
    assertThat(TABLE.kindOf(401)).isEqualTo(ErrorKind.AUTHENTICATION);
    assertThat(TABLE.error(403, "other", null).kind()).isEqualTo(ErrorKind.QUOTA);
  }

  @Test
  void anUnknownCodeUnderSuccessIsUnknown() {
    assertThat(TABLE.error(200, "new_code", null).kind()).isEqualTo(ErrorKind.UNKNOWN);
    assertThat(TABLE.kindOfCode("new_code")).isNull();
    assertThat(TABLE.kindOfCode(null)).isNull();
  }

  @Test
  void whatPassesIsDecidedByKindThenByStatus() {
    assertThat(ErrorTable.isRetryable(ErrorKind.RATE_LIMIT, 200)).isTrue();
    assertThat(ErrorTable.isRetryable(ErrorKind.UNAVAILABLE, 400)).isTrue();
    assertThat(ErrorTable.isRetryable(ErrorKind.QUOTA, 429)).isFalse();
    assertThat(ErrorTable.isRetryable(ErrorKind.UNKNOWN, 502)).isTrue();
    assertThat(ErrorTable.isRetryable(ErrorKind.UNKNOWN, 200)).isFalse();
  }

  @Test
  void aCodeInTwoRowsIsAMistakeOfOurs() {
    assertThatThrownBy(
            () ->
                ErrorTable.builder()
                    .refused(ErrorKind.QUOTA, "x")
                    .failed(ErrorKind.UNAVAILABLE, "x"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("error code twice: x");
  }

  // spotless:off
  @ParameterizedTest
  @CsvSource(nullValues = "-", value = {
    "no_money,         500, false, NO",   "no_money,   429, false, NO",
    "no_storage,       503, false, NO",   "fined,      400, false, FEE",
    "upstream,         400, true,  MAYBE", "busy,      500, true,  UNSAID",
    "new_code,         500, true,  UNSAID", "new_code, 400, false, UNSAID",
    "-,                503, true,  UNSAID",
    // words and numbers of a time-out behind the gateway
    "GATEWAY_TIMEOUT,  200, false, MAYBE", "DEADLINE_EXCEEDED, 400, false, MAYBE",
    "request_timed_out, 500, true, MAYBE", "504, 200, false, MAYBE", "408, 400, false, MAYBE",
    "524,              200, false, MAYBE", "503, 503, true,  UNSAID", "4,  504, true, UNSAID",
  })
  // spotless:on
  void faultSaysWhetherTheCallWasProcessed(
      String code, int status, boolean isRetryable, Fault.Processed processed) {
    Fault fault = TABLE.fault(status, code, "m");

    assertThat(fault.isRetryable()).isEqualTo(isRetryable);
    assertThat(fault.processed()).isEqualTo(processed);
    assertThat(fault.error()).isEqualTo(TABLE.error(status, code, "m"));
  }

  @ParameterizedTest
  @CsvSource({
    "408, true",
    "502, true",
    "504, true",
    "520, true",
    "524, true",
    "527, true",
    "598, true",
    "599, true",
    "500, false",
    "503, false",
    "519, false",
    "528, false",
    "429, false"
  })
  void statusesOfATimeoutBehindAreKnown(int status, boolean isTimeout) {
    assertThat(ErrorTable.isTimeout(status)).isEqualTo(isTimeout);
  }
}
