package io.github.imagetask.benchmarks;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.core.waiters.AsyncWaiter;
import software.amazon.awssdk.core.waiters.WaiterAcceptor;
import software.amazon.awssdk.retries.api.BackoffStrategy;

/** AWS's AsyncWaiter, as its service clients use it. */
final class AwsWaiter extends PeerClient {
  private final AsyncWaiter<FloorHttp.Answer> waiter;

  AwsWaiter(Setup setup) {
    super(setup);
    BackoffStrategy backoff = attempt -> Duration.ofMillis(schedule.nextMillis());
    this.waiter =
        AsyncWaiter.builder(FloorHttp.Answer.class)
            .scheduledExecutorService(timer)
            .overrideConfiguration(
                config ->
                    config
                        .maxAttempts(Integer.MAX_VALUE)
                        .backoffStrategyV2(backoff)
                        .waitTimeout(Duration.ofDays(365)))
            .addAcceptor(WaiterAcceptor.successOnResponseAcceptor(FloorHttp.Answer::isDone))
            .addAcceptor(WaiterAcceptor.retryOnResponseAcceptor(answer -> true))
            .build();
  }

  @Override
  CompletableFuture<?> start(String id) {
    return waiter.runAsync(() -> FloorQuery.ask(http, id));
  }
}
