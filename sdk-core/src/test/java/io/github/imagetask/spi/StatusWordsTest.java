package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskStatus;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class StatusWordsTest {
  @ParameterizedTest
  @CsvSource({
    "queued, QUEUED",
    "pending, QUEUED",
    "submitted, QUEUED",
    "not_start, QUEUED",
    "running, RUNNING",
    "processing, RUNNING",
    "in_progress, RUNNING",
    "success, SUCCEEDED",
    "succeeded, SUCCEEDED",
    "completed, SUCCEEDED",
    "complete, SUCCEEDED",
    "done, SUCCEEDED",
    "finished, SUCCEEDED",
    "failed, FAILED",
    "failure, FAILED",
    "fail, FAILED",
    "error, FAILED",
    "cancelled, FAILED",
    "canceled, FAILED",
    "aborted, FAILED",
    "expired, FAILED",
    "timeout, FAILED",
    "rejected, FAILED",
    "unknown, UNKNOWN",
    "uploading, UNKNOWN",
    "3, UNKNOWN",
    "'', UNKNOWN"
  })
  void wordsAreReadInAnyCase(String word, TaskStatus status) {
    assertThat(StatusWords.status(word)).isEqualTo(status);
    assertThat(StatusWords.status(" " + word.toUpperCase(Locale.ROOT) + "\n")).isEqualTo(status);
  }

  @Test
  void noWordIsUnknown() {
    assertThat(StatusWords.status(null)).isEqualTo(TaskStatus.UNKNOWN);
  }

  @Test
  void wordThatSaysMoreThanThatItFailedIsTheErrorsCode() {
    TaskError silent = TaskError.of(ErrorKind.UNKNOWN, null, null);
    TaskError spoken = TaskError.of(ErrorKind.QUOTA, "q", "m");

    assertThat(StatusWords.error("Cancelled", silent).code()).isEqualTo("Cancelled");
    assertThat(StatusWords.error("FAILURE", silent)).isEqualTo(silent);
    assertThat(StatusWords.error("expired", spoken)).isEqualTo(spoken);
    assertThat(StatusWords.error(null, silent)).isEqualTo(silent);
  }
}
