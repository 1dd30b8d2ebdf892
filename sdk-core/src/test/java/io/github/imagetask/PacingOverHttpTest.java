package io.github.imagetask;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What concerns all waits of a client: too many queries, and a server that isn't the right one. */
final class PacingOverHttpTest extends OverHttp {
  private static final PollPolicy PATIENT = EVEN.newBuilder().deadline(ofMinutes(30)).build();

  @BeforeEach
  void guardsFarAway() {
    client(it -> it.pollPolicy(PATIENT).requestTimeout(ofMinutes(5)));
  }

  static List<MockResponse> complaints() {
    return List.of(
        status(429).setHeader("Retry-After", "30"),
        status(503).setHeader("Retry-After", "30"),
        status(200)
            .setHeader("Retry-After", "30")
            .setBody("{\"fault\":\"limit\",\"message\":\"slowly\"}"));
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void aComplaintSlowsEveryWaitOfTheClient(int which) throws Exception {
    answer(complaints().get(which), done(), done());
    CompletableFuture<ImageResult> complained = client.task(KEY).resultAsync();
    assertThat(timer.awaitScheduled(ofMinutes(1))).isEqualTo(ofSeconds(30));

    CompletableFuture<ImageResult> other = client.task(TaskKey.of("test", "t2")).resultAsync();
    client.nudge(TaskKey.of("test", "t2"));
    timer.advance(ofMillis(29_999));

    assertThat(timer.scheduled()).isEqualTo(2); // both wait: a query has a guard of its own
    assertThat(server.getRequestCount()).isEqualTo(1);
    assertThat(finish(complained).images()).hasSize(1);
    assertThat(finish(other).images()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void aRefreshWaitsForItsTurnToo() throws Exception {
    answer(status(429).setHeader("Retry-After", "3"), running());
    CompletableFuture<ImageResult> first = client.task(KEY).resultAsync();
    timer.awaitScheduled(ofSeconds(5));
    first.cancel(true);

    CompletableFuture<TaskSnapshot> refreshed =
        client.task(TaskKey.of("test", "t2")).refreshAsync();

    assertThat(timer.next()).isBetween(ofSeconds(3), ofSeconds(5));
    assertThat(finish(refreshed).status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void aRefreshDoesNotWaitForEver() throws Exception {
    client(it -> it.requestTimeout(ofSeconds(30)));
    answer(status(429).setHeader("Retry-After", "3"));
    complain();
    List<CompletableFuture<ImageResult>> ahead =
        waits(200); // a query in two seconds, without answers

    CompletableFuture<TaskSnapshot> refreshed = client.task(KEY).refreshAsync();
    timer.advance(ofMillis(149_999));
    assertThat(refreshed).isNotDone();
    timer.advance(ofMillis(1));

    assertThat(thrown(refreshed, ConnectionException.class))
        .hasMessage(
            "test:t1: the query got no answer within 150 s. The task goes on at the gateway, and its"
                + " key takes it up again");
    for (CompletableFuture<ImageResult> each : ahead) each.cancel(true);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void aRefreshBehindWaitsThatLeaveIsCalledInDueTime() throws Exception {
    answer(status(429).setHeader("Retry-After", "3"), running());
    complain();
    List<CompletableFuture<ImageResult>> ahead = waits(50);
    CompletableFuture<TaskSnapshot> refreshed = client.task(KEY).refreshAsync();

    for (CompletableFuture<ImageResult> each : ahead) each.cancel(true);

    timer.advance(ofSeconds(10));
    assertThat(get(refreshed).status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void a500WithRetryAfterConcernsItsOwnTaskOnly() throws Exception {
    answer(status(500).setHeader("Retry-After", "30"), done());
    CompletableFuture<ImageResult> first = client.task(KEY).resultAsync();
    timer.awaitScheduled(ofMinutes(1));

    CompletableFuture<ImageResult> other = client.task(TaskKey.of("test", "t2")).resultAsync();

    assertThat(get(other).images()).hasSize(1);
    assertThat(first).isNotDone();
    assertThat(timer.next()).isEqualTo(ofSeconds(30));
  }

  @Test
  void waitsThatAreCancelledInTheQueueHoldNobodyUp() throws Exception {
    answer(status(429).setHeader("Retry-After", "3"), done());
    CompletableFuture<ImageResult> first = client.task(KEY).resultAsync();
    timer.awaitScheduled(ofSeconds(5));
    first.cancel(true);
    List<CompletableFuture<ImageResult>> given = new ArrayList<>();
    for (int i = 0; i < 1_000; i++) {
      given.add(client.task(TaskKey.of("test", "x" + i)).resultAsync());
    }
    for (CompletableFuture<ImageResult> each : given) each.cancel(true);

    CompletableFuture<ImageResult> last = client.task(KEY).resultAsync();

    assertThat(timer.next()).isBetween(ofSeconds(3), ofSeconds(6));
    assertThat(finish(last).images()).hasSize(1);
    assertThat(timer.scheduled()).isZero();
  }

  /** A complaint of the gateway, and nobody waits. */
  private void complain() {
    CompletableFuture<ImageResult> first = client.task(KEY).resultAsync();
    timer.awaitScheduled(ofSeconds(5));
    first.cancel(true);
  }

  private List<CompletableFuture<ImageResult>> waits(int count) {
    List<CompletableFuture<ImageResult>> waits = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      waits.add(client.task(TaskKey.of("test", "x" + i)).resultAsync(PATIENT));
    }
    return waits;
  }

  @Test
  void aCertificateThatNobodyTrustsEndsTheWaitAtOnce() throws Exception {
    HeldCertificate own =
        new HeldCertificate.Builder().addSubjectAlternativeName(server.getHostName()).build();
    HandshakeCertificates certificates =
        new HandshakeCertificates.Builder().heldCertificate(own).build();
    server.useHttps(certificates.sslSocketFactory(), false);
    client(it -> it);

    ConnectionException failure =
        failure(client.task(KEY).resultAsync(), ConnectionException.class);

    assertThat(failure).hasMessageStartingWith("test:t1: the query got no answer: ");
    assertThat(failure.getCause()).isInstanceOf(SSLException.class);
    assertThat(timer.scheduled()).isZero();
  }
}
