package io.github.imagetask;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a single wait may have of its own: a deadline, a listener. */
@Timeout(60)
final class OneWaitTest extends OverHttp {
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

  @Test
  void anotherDeadlineKeepsTheClientsSchedule() throws Exception {
    answer(queued(), running(), running());
    ImageTask task = client.submit("a cube");

    TaskTimeoutException late = failure(task.resultAsync(ofSeconds(4)), TaskTimeoutException.class);

    assertThat(late.elapsed()).isEqualTo(ofSeconds(4));
    assertThat(late.queries()).isEqualTo(2); // every two seconds, the last one at the deadline
    assertThat(server.getRequestCount()).isEqualTo(3);
    assertThat(client.pollPolicy()).isEqualTo(EVEN);
  }

  @Test
  void aClientMayChangeWhatItsGatewayAdvises() {
    PollPolicy advised = new TestGateway(server.url("/")).pollPolicy();

    client(it -> it.pollPolicy(own -> own.newBuilder().deadline(ofSeconds(99)).build()));

    assertThat(client.pollPolicy())
        .isEqualTo(advised.newBuilder().deadline(ofSeconds(99)).build())
        .isNotEqualTo(advised);
  }

  @Test
  void aChangeThatReturnsNothingIsToldWhenTheClientIsBuilt() {
    assertThatThrownBy(() -> client(it -> it.pollPolicy(advised -> null)))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("change returned null");
  }

  @Test
  void anotherDeadlineHoldsWhereTheCallerBlocksToo() throws Exception {
    answer(queued(), running(), running(), running(), running(), running(), done());
    ImageTask task = client.submit("a cube");

    CompletableFuture<ImageResult> blocked =
        CompletableFuture.supplyAsync(() -> task.awaitResult(ofSeconds(60)));
    ImageResult result = finish(blocked);

    assertThat(result.elapsed()).isEqualTo(ofSeconds(12)); // the client's own is 8 s
  }

  @Test
  void aDeadlineOutOfRangeIsRefusedAndNothingIsAsked() {
    ImageTask task = client.task(KEY);

    for (Duration deadline : new Duration[] {Duration.ZERO, ofMillis(-1), Duration.ofDays(367)}) {
      String message = "deadline is 1 ms to 366 days, not " + deadline;
      assertThatThrownBy(() -> task.resultAsync(deadline))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
      assertThatThrownBy(() -> task.awaitResult(deadline))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(message);
    }
    assertThatThrownBy(() -> task.awaitResult((Duration) null)).hasMessage("deadline == null");
    assertThat(timer.scheduled()).isZero();
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void aListenerOfItsOwnNeedsNoPolicy() throws Exception {
    answer(queued(), running(10), done());
    ImageTask task = client.submit("a cube");

    ImageResult result = finish(task.resultAsync(new Recorder(heard)));

    assertThat(result.elapsed()).isEqualTo(ofSeconds(4));
    Recorder.await(heard, 2);
    assertThat(heard).containsExactly("updated test:t1 RUNNING 10%", "finished test:t1 SUCCEEDED");
  }

  @Test
  void aListenerOfItsOwnHearsABlockingWaitToo() throws Exception {
    answer(done());

    ImageResult result = client.submit("a cube").awaitResult(new Recorder(heard));

    assertThat(result.images()).hasSize(1);
    Recorder.await(heard, 1);
    assertThat(heard).containsExactly("finished test:t1 SUCCEEDED");
  }

  @Test
  void noListenerIsRefused() {
    ImageTask task = client.task(KEY);

    assertThatThrownBy(() -> task.awaitResult((TaskListener) null)).hasMessage("listener == null");
    assertThatThrownBy(() -> task.resultAsync((TaskListener) null)).hasMessage("listener == null");
  }
}
