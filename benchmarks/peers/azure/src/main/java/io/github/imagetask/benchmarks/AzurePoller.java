package io.github.imagetask.benchmarks;

import com.azure.core.util.polling.LongRunningOperationStatus;
import com.azure.core.util.polling.PollResponse;
import com.azure.core.util.polling.PollerFlux;
import java.util.concurrent.CompletableFuture;
import reactor.core.publisher.Mono;

/** Azure's PollerFlux, as its service clients use it; its interval can't be spread. */
final class AzurePoller extends PeerClient {
  AzurePoller(Setup setup) {
    super(setup);
  }

  @Override
  CompletableFuture<?> start(String id) {
    PollerFlux<FloorHttp.Answer, String> poller =
        PollerFlux.create(
            schedule.every(),
            context -> Mono.just(response(new FloorHttp.Answer(id, "queued", null))),
            context -> Mono.fromFuture(() -> FloorQuery.ask(http, id)).map(AzurePoller::response),
            (context, response) -> Mono.empty(),
            context -> Mono.empty());
    return poller.last().toFuture();
  }

  private static PollResponse<FloorHttp.Answer> response(FloorHttp.Answer answer) {
    return new PollResponse<>(
        answer.isDone()
            ? LongRunningOperationStatus.SUCCESSFULLY_COMPLETED
            : LongRunningOperationStatus.IN_PROGRESS,
        answer);
  }
}
