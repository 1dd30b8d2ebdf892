package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** A test with a server on loopback, a client of it, and a time that stands still. */
abstract class OverHttp {
  /** Asks every two seconds, so that every guard is further away than {@link #NEAR}. */
  static final PollPolicy EVEN =
      PollPolicy.builder()
          .delays(Duration.ofSeconds(2), Duration.ofSeconds(2))
          .deadline(Duration.ofSeconds(8))
          .build();

  /** The next query is at most this far away; requests' timeouts and grace are not. */
  static final Duration NEAR = Duration.ofSeconds(4);

  static final TaskKey KEY = TaskKey.of("test", "t1");

  final MockWebServer server = new MockWebServer();
  FakeTimer timer;
  TestClient client;

  @BeforeEach
  final void startServer() throws Exception {
    server.start();
    client = newClient(builder -> builder);
  }

  @AfterEach
  final void stopServer() throws Exception {
    client.close();
    server.shutdown();
  }

  /** Replaces client and timer. */
  final void client(UnaryOperator<TestClient.Builder> options) {
    client.close();
    client = newClient(options);
  }

  /** Makes another client, with a timer of its own that becomes the test's. */
  final TestClient newClient(UnaryOperator<TestClient.Builder> options) {
    timer = new FakeTimer();
    timer.random(0);
    return options.apply(TestClient.builder(server.url("/")).timer(timer).pollPolicy(EVEN)).build();
  }

  static MockResponse json(String body) {
    return new MockResponse().setHeader("Content-Type", "application/json").setBody(body);
  }

  static MockResponse queued() {
    return json("{\"id\":\"t1\",\"status\":\"queued\"}");
  }

  static MockResponse running() {
    return json("{\"id\":\"t1\",\"status\":\"running\"}");
  }

  static MockResponse running(int percent) {
    return json("{\"id\":\"t1\",\"status\":\"running\",\"progress\":\"" + percent + "%\"}");
  }

  static MockResponse done() {
    return json("{\"id\":\"t1\",\"status\":\"done\",\"images\":[\"http://x.test/1\"]}");
  }

  static MockResponse status(int status) {
    return new MockResponse().setResponseCode(status);
  }

  final void answer(MockResponse... responses) {
    for (MockResponse response : responses) server.enqueue(response);
  }

  /** Answers each request once the gate is open. */
  final void answerBehind(Gate gate, Supplier<MockResponse> answer) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            try {
              gate.pass();
            } catch (IOException e) {
              throw new AssertionError(e);
            }
            return answer.get();
          }
        });
  }

  /** Waits until the server has the next request. */
  final RecordedRequest request() throws InterruptedException {
    RecordedRequest request = server.takeRequest(10, TimeUnit.SECONDS);
    assertThat(request).isNotNull();
    return request;
  }

  /** Lets the time go on to the next query, as soon as one is planned. */
  final Duration step() {
    return timer.step(NEAR);
  }

  /** Lets the time go on until it is done. */
  final <T> T finish(CompletableFuture<T> future) throws Exception {
    return get(timer.runUntilDone(future, NEAR));
  }

  /** Lets the time go on until it has failed; returns with what. */
  final <X extends Throwable> X failure(CompletableFuture<?> future, Class<X> type) {
    return catchThrowableOfType(type, () -> finish(future));
  }

  /** With what it fails without any time passing. */
  static <X extends Throwable> X thrown(Future<?> future, Class<X> type) {
    return catchThrowableOfType(type, () -> get(future));
  }

  /** What it brings without any time passing, unwrapped. */
  static <T> T get(Future<T> future) throws Exception {
    try {
      return future.get(10, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      assertThat(e.getCause()).isNotInstanceOf(CompletionException.class);
      throw (Exception) e.getCause();
    }
  }
}
