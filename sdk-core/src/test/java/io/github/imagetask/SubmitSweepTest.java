package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.spi.Submission;
import java.time.Duration;
import okhttp3.Request;
import org.junit.jupiter.api.Test;

final class SubmitSweepTest {
  private final FakeTimer timer = new FakeTimer();

  /** The sweep may come between a call's being known and its start, when it has no end yet. */
  @Test
  void aCallThatHasNotStartedYetIsNotOverdue() {
    Request request = new Request.Builder().url("http://gateway.test/").build();
    SubmitCall<String> call =
        new SubmitCall<>(
            TaskContext.submitting("test", null, null, null),
            Submission.of(request),
            answer -> new Attempt(null, null, null, null, null, answer),
            null,
            null,
            timer,
            Duration.ofMinutes(5).toNanos(),
            null,
            null,
            done -> {});

    call.sweep(timer.now());

    assertThat(call.raw()).isNotDone();
  }
}
