package io.github.imagetask;

import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.value;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.RawServer.Peer;
import io.github.imagetask.RawServer.Step;
import java.io.IOException;
import java.net.ConnectException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Direct calls over connections that fail, their POSTs counted. */
@Timeout(60)
final class DirectFaultTest {
  private final FakeTimer timer = new FakeTimer();
  private RawServer server;
  private TestClient client;

  @BeforeEach
  void start() throws Exception {
    server = new RawServer();
    client = TestClient.builder(server.url()).timer(timer).build();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
  }

  @Test
  void nothingReachableIsTriedThreeTimesAndNothingIsBilled() throws Exception {
    AtomicInteger lookups = new AtomicInteger();
    OkHttpClient nowhere =
        new OkHttpClient.Builder()
            .dns(
                host -> {
                  lookups.incrementAndGet();
                  throw new UnknownHostException("no such host");
                })
            .build();

    try (TestClient lost =
        TestClient.builder(server.url("gateway.test")).timer(timer).okHttpClient(nowhere).build()) {
      assertThat(unsent(lost))
          .hasMessage("test: the request could not be sent, so nothing is billed: no such host");
    }
    assertThat(lookups).hasValue(3);
    assertThat(server.posts()).isZero();
  }

  @Test
  void refusedConnectionIsNotSent() throws Exception {
    HttpUrl closed = server.url();
    server.close();

    try (TestClient lost = TestClient.builder(closed).timer(timer).build()) {
      assertThat(unsent(lost))
          .hasMessageStartingWith(
              "test: the request could not be sent, so nothing is billed: Failed to connect to")
          .hasCauseInstanceOf(ConnectException.class);
    }
  }

  @Test
  void directTimeoutEndsAnEndlessLookupUnsent() throws Exception {
    Gate gate = new Gate();
    OkHttpClient slow =
        new OkHttpClient.Builder()
            .dns(
                host -> {
                  try {
                    gate.pass();
                  } catch (IOException e) {
                    throw new UnknownHostException(e.getMessage());
                  }
                  return List.of(RawServer.loopback(1));
                })
            .build();

    try (TestClient waiting =
        TestClient.builder(server.url("gateway.test")).timer(timer).okHttpClient(slow).build()) {
      CompletableFuture<DirectResult> future = waiting.direct().generateAsync("a cube");
      gate.awaitArrival();
      timer.advance(Duration.ofMinutes(10));
      ConnectionException unsent = failure(future, ConnectionException.class);
      gate.open();

      assertThat(unsent)
          .hasMessage("test: the request could not be sent within 10 min, so nothing is billed");
    }
    assertThat(server.posts()).isZero();
  }

  @ParameterizedTest
  @MethodSource("io.github.imagetask.Cuts#ofAnIdleConnection")
  void idleConnectionThatTheServerClosedIsLeftAlone(Step goodbye) throws Exception {
    server.then(DirectFaultTest::image).then(DirectFaultTest::image);
    value(timer, client.direct().generateAsync("a cube"));
    goodbye.serve(server.peers().element());

    DirectResult result = value(timer, client.direct().generateAsync("a cube"));

    assertThat(result.images()).hasSize(1);
    assertThat(server.posts()).isEqualTo(2);
    assertThat(server.peers()).hasSize(2);
  }

  @ParameterizedTest
  @MethodSource("io.github.imagetask.Cuts#ofARequest")
  void cutOfAFreshConnectionIsUnknown(Step cut) throws Exception {
    server.then(cut).then(DirectFaultTest::image);

    assertThat(unknown().httpStatus()).isZero();
    assertThat(server.posts()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("io.github.imagetask.Cuts#ofARequest")
  void cutOfAWarmConnectionIsUnknown(Step cut) throws Exception {
    server.then(DirectFaultTest::image).then(cut).then(DirectFaultTest::image);
    value(timer, client.direct().generateAsync("a cube"));

    assertThat(unknown().httpStatus()).isZero();
    assertThat(server.posts()).isEqualTo(2);
    assertThat(server.peers()).hasSize(1);
  }

  @Test
  void answerThatNeverEndsIsUnknownAfterTheDirectTimeout() throws Exception {
    Gate begun = new Gate();
    server.then(
        Cuts.afterBody(
            peer -> {
              peer.write("HTTP/1.1 200 OK\r\nContent-Length: 9000\r\n\r\n{\"data\":[");
              begun.pass();
            }));

    CompletableFuture<DirectResult> future = client.direct().generateAsync("a cube");
    begun.awaitArrival();
    timer.advance(Duration.ofMinutes(10));
    SubmitOutcomeUnknownException unknown = failure(future, SubmitOutcomeUnknownException.class);
    begun.open();

    assertThat(unknown)
        .hasMessageStartingWith(
            "test: the request was sent, but no whole answer came within 10 min. The images may"
                + " have been made and billed;");
    assertThat(server.posts()).isEqualTo(1);
  }

  @Test
  void noReadTimeoutOfTheUsersClientEndsItBefore() throws Exception {
    List<Integer> timeouts = new CopyOnWriteArrayList<>();
    OkHttpClient impatient =
        new OkHttpClient.Builder()
            .readTimeout(Duration.ofMillis(1))
            .writeTimeout(Duration.ofMillis(1))
            .callTimeout(Duration.ofMillis(1))
            .addNetworkInterceptor(
                chain -> {
                  timeouts.add(chain.readTimeoutMillis());
                  timeouts.add(chain.writeTimeoutMillis());
                  timeouts.add((int) chain.call().timeout().timeoutNanos());
                  return chain.proceed(chain.request());
                })
            .build();
    server.then(DirectFaultTest::image);

    try (TestClient patient =
        TestClient.builder(server.url()).timer(timer).okHttpClient(impatient).build()) {
      value(timer, patient.direct().generateAsync("a cube"));
    }

    assertThat(timeouts).containsExactly(0, 0, 0);
  }

  private ConnectionException unsent(TestClient lost) throws Exception {
    return failure(timer, lost.direct().generateAsync("a cube"), ConnectionException.class);
  }

  private SubmitOutcomeUnknownException unknown() throws Exception {
    CompletableFuture<DirectResult> future = client.direct().generateAsync("a cube");
    SubmitOutcomeUnknownException unknown =
        failure(timer, future, SubmitOutcomeUnknownException.class);
    assertThat(unknown)
        .hasMessageStartingWith("test: the request was sent, but no whole answer came: ")
        .hasMessageEndingWith(
            ". The images may have been made and billed; it was not sent again, and nobody can"
                + " fetch them later. Look at the gateway before you ask again");
    return unknown;
  }

  private static void image(Peer peer) throws IOException {
    peer.readBody();
    peer.answer("200 OK", TestDirect.answer(PNG));
  }
}
