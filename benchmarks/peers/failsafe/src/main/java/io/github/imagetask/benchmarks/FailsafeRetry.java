package io.github.imagetask.benchmarks;

import dev.failsafe.Failsafe;
import dev.failsafe.FailsafeExecutor;
import dev.failsafe.RetryPolicy;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;

/** Failsafe's retry policy, which takes an unfinished task for a failed attempt. */
final class FailsafeRetry extends PeerClient {
  private final FailsafeExecutor<FloorHttp.Answer> executor;

  FailsafeRetry(Setup setup) {
    super(setup);
    RetryPolicy<FloorHttp.Answer> policy =
        RetryPolicy.<FloorHttp.Answer>builder()
            .handleResultIf(answer -> answer == null || !answer.isDone())
            .withMaxRetries(-1)
            .withDelayFn(context -> Duration.ofMillis(schedule.nextMillis()))
            .build();
    this.executor = Failsafe.with(policy).with(timer);
  }

  @Override
  CompletableFuture<?> start(String id) {
    return executor.getStageAsync(() -> FloorQuery.ask(http, id));
  }
}
