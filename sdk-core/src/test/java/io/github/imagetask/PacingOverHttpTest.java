package io.github.imagetask;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofMinutes;
import static java.time.Duration.ofSeconds;
import static okhttp3.mockwebserver.SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY;
import static okhttp3.mockwebserver.SocketPolicy.NO_RESPONSE;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import javax.net.ssl.SSLException;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
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
  void aLoneComplaintConcernsItsOwnQueryOnly(int which) throws Exception {
    answer(complaints().get(which), done(), done());
    CompletableFuture<ImageResult> complained = client.task(KEY).resultAsync();
    assertThat(timer.awaitScheduled(ofMinutes(1))).isEqualTo(ofSeconds(30));

    CompletableFuture<ImageResult> other = client.task(TaskKey.of("test", "t2")).resultAsync();

    assertThat(get(other).images()).hasSize(1);
    assertThat(timer.next()).isEqualTo(ofSeconds(30));
    timer.advance(ofSeconds(30));
    assertThat(get(complained).images()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2})
  void complaintsSlowEveryWaitOfTheClient(int which) throws Exception {
    complain(complaints().get(which));
    answer(done());

    CompletableFuture<ImageResult> other = client.task(KEY).resultAsync();
    client.nudge(KEY);
    timer.advance(ofMillis(29_999));

    assertThat(timer.scheduled()).isEqualTo(2); // its deadline, and the next turn
    assertThat(server.getRequestCount()).isEqualTo(2);
    assertThat(finish(other).images()).hasSize(1);
    assertThat(server.getRequestCount()).isEqualTo(3);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void aRefreshWaitsForItsTurnToo() throws Exception {
    complain(status(429).setHeader("Retry-After", "3"));
    answer(running());

    CompletableFuture<TaskSnapshot> refreshed = client.task(KEY).refreshAsync();

    assertThat(timer.next()).isEqualTo(ofSeconds(3));
    assertThat(finish(refreshed).status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void aRefreshDoesNotWaitForEver() throws Exception {
    client(it -> it.requestTimeout(ofSeconds(30)));
    complain(status(429).setHeader("Retry-After", "3"));
    List<CompletableFuture<ImageResult>> ahead = waits(200); // of which no more than 8 are out

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
    complain(status(429).setHeader("Retry-After", "3"));
    answer(running());
    List<CompletableFuture<ImageResult>> ahead = waits(50);
    CompletableFuture<TaskSnapshot> refreshed = client.task(KEY).refreshAsync();

    for (CompletableFuture<ImageResult> each : ahead) each.cancel(true);

    timer.advance(ofSeconds(3));
    assertThat(get(refreshed).status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void whatQueuesAtItsDeadlineMayStillGo() throws Exception {
    PollPolicy hasty = PATIENT.newBuilder().deadline(ofSeconds(5)).build();
    complain(status(429).setHeader("Retry-After", "9"));
    answer(done());

    CompletableFuture<ImageResult> last = client.task(KEY).resultAsync(hasty);

    timer.advance(ofSeconds(9));
    assertThat(get(last).images()).hasSize(1);
  }

  @Test
  void whatQueuesForMuchLongerTimesOut() throws Exception {
    PollPolicy hasty = PATIENT.newBuilder().deadline(ofSeconds(5)).build();
    complain(status(429).setHeader("Retry-After", "11"));

    CompletableFuture<ImageResult> last = client.task(KEY).resultAsync(hasty);

    timer.advance(ofSeconds(10));
    assertThat(thrown(last, TaskTimeoutException.class).elapsed()).isEqualTo(ofSeconds(10));
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
    complain(status(429).setHeader("Retry-After", "3"));
    answer(done());
    for (CompletableFuture<ImageResult> each : waits(1_000)) each.cancel(true);
    assertThat(timer.scheduled()).isZero();

    CompletableFuture<ImageResult> last = client.task(KEY).resultAsync();

    assertThat(timer.next()).isEqualTo(ofSeconds(3));
    assertThat(finish(last).images()).hasSize(1);
    assertThat(timer.scheduled()).isZero();
  }

  /**
   * Answers queries of the one task alone. By their path, since a server that has a request may yet
   * be choosing its answer, and the next one's must not be taken for it.
   */
  private void answerOnly(MockResponse answer) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return request.getPath().equals("/tasks/t1")
                ? answer
                : new MockResponse().setSocketPolicy(NO_RESPONSE);
          }
        });
  }

  @Test
  void queriesThatAreCancelledGiveTheirPlacesBack() throws Exception {
    client(it -> it.pollPolicy(PATIENT).maxConcurrentRequests(2));
    answerOnly(done());
    List<CompletableFuture<ImageResult>> out = waits(3);
    assertThat(request().getPath()).startsWith("/tasks/x");
    assertThat(request().getPath()).startsWith("/tasks/x");

    for (CompletableFuture<ImageResult> each : out.subList(0, 2)) each.cancel(true);

    assertThat(request().getPath()).isEqualTo("/tasks/x2");
    assertThat(get(client.task(KEY).resultAsync()).images()).hasSize(1);
    out.get(2).cancel(true);
    assertThat(timer.scheduled()).isZero();
  }

  @Test
  void queriesThatAreNeverAnsweredGiveTheirPlacesBack() throws Exception {
    client(it -> it.pollPolicy(PATIENT).maxConcurrentRequests(2).requestTimeout(ofSeconds(30)));
    answerOnly(running());
    List<CompletableFuture<TaskSnapshot>> out = new ArrayList<>();
    for (int i = 0; i < 2; i++) out.add(client.task(TaskKey.of("test", "x" + i)).refreshAsync());
    for (int i = 0; i < 2; i++) request();
    CompletableFuture<TaskSnapshot> last = client.task(KEY).refreshAsync();

    timer.advance(ofSeconds(30));

    for (CompletableFuture<TaskSnapshot> each : out) thrown(each, ConnectionException.class);
    assertThat(get(last).status()).isEqualTo(TaskStatus.RUNNING);
  }

  @Test
  void queriesThatFailGiveTheirPlacesBack() throws Exception {
    client(it -> it.maxConcurrentRequests(1));
    for (int i = 0; i < 3; i++) {
      answer(new MockResponse().setSocketPolicy(DISCONNECT_DURING_RESPONSE_BODY).setBody("{}{}"));
    }
    answer(running());

    for (int i = 0; i < 3; i++) {
      thrown(client.task(KEY).refreshAsync(), ConnectionException.class);
    }

    assertThat(get(client.task(KEY).refreshAsync()).status()).isEqualTo(TaskStatus.RUNNING);
  }

  /** Two complaints of the gateway, and nobody waits. */
  private void complain(MockResponse complaint) {
    for (int i = 0; i < 2; i++) {
      answer(complaint);
      thrown(client.task(TaskKey.of("test", "t2")).refreshAsync(), GatewayException.class);
    }
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
