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
          .codes(ErrorKind.QUOTA, "no_money", "no_credit")
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
                ErrorTable.builder().codes(ErrorKind.QUOTA, "x").codes(ErrorKind.UNAVAILABLE, "x"))
        .isInstanceOf(AssertionError.class)
        .hasMessage("error code twice: x");
  }
}
