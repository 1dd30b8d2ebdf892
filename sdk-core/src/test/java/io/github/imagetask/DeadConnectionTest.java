package io.github.imagetask;

import static io.github.imagetask.Submits.DONE;
import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.SocketFactory;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** HTTP/2 connections that a middlebox dropped without a word cost one call, not all. */
final class DeadConnectionTest {
  private static final TaskKey KEY = TaskKey.of("test", "t1");

  private final FakeTimer timer = new FakeTimer();
  private final OkHttpClient http2 =
      new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();
  private RawHttp2Server server;
  private TestClient client;

  @BeforeEach
  void start() throws Exception {
    server = new RawHttp2Server();
    client = builder(http2).build();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
  }

  @Test
  void submitThatTimesOutIsTheLastOnItsConnection() throws Exception {
    warm();
    server.fallSilent();
    CompletableFuture<ImageTask> lost = client.submitAsync("a cube");
    server.awaitSwallowed();
    CompletableFuture<ImageTask> next = again(lost);
    server.then(stream -> stream.answer(DONE)).then(stream -> stream.answer(DONE));

    timer.advance(Duration.ofMinutes(5));

    failure(lost, SubmitOutcomeUnknownException.class);
    assertThat(next.get(10, TimeUnit.SECONDS).key()).hasToString("test:t1");
    assertThat(client.task(KEY).refreshAsync().get(10, TimeUnit.SECONDS).status())
        .isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void otherStreamsOfTheConnectionGoOn() throws Exception {
    CompletableFuture<RawHttp2Server.Stream> first = new CompletableFuture<>();
    CompletableFuture<RawHttp2Server.Stream> second = new CompletableFuture<>();
    server.then(first::complete).then(second::complete).then(stream -> stream.answer(DONE));
    CompletableFuture<ImageTask> lost = client.submitAsync("a cube");
    first.get(10, TimeUnit.SECONDS);
    timer.advance(Duration.ofMinutes(1));
    CompletableFuture<ImageTask> slow = client.submitAsync("a cube");
    second.get(10, TimeUnit.SECONDS);

    timer.advance(Duration.ofMinutes(4));

    failure(lost, SubmitOutcomeUnknownException.class);
    client.submitAsync("a cube").get(10, TimeUnit.SECONDS);
    assertThat(server.connections()).isEqualTo(2);
    assertThat(slow).isNotDone();
    second.get().answer(DONE);
    assertThat(slow.get(10, TimeUnit.SECONDS).key()).hasToString("test:t1");
  }

  @Test
  void queryThatTimesOutIsTheLastOnItsConnection() throws Exception {
    warm();
    server.fallSilent();
    CompletableFuture<TaskSnapshot> lost = client.task(KEY).refreshAsync();
    server.awaitSwallowed();
    server.then(stream -> stream.answer(DONE)).then(stream -> stream.answer(DONE));

    timer.advance(Duration.ofSeconds(30));

    failure(lost, ConnectionException.class);
    assertThat(client.task(KEY).refreshAsync().get(10, TimeUnit.SECONDS).status())
        .isEqualTo(TaskStatus.SUCCEEDED);
    client.submitAsync("a cube").get(10, TimeUnit.SECONDS);
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void queryThatOkHttpEndsFirstIsTheLastOnItsConnection() throws Exception {
    try (TestClient hasty = builder(http2).requestTimeout(Duration.ofMillis(200)).build()) {
      server.then(stream -> stream.answer(DONE));
      value(timer, hasty.submitAsync("a cube"));
      server.fallSilent();
      failure(hasty.task(KEY).refreshAsync(), ConnectionException.class);
      server.then(stream -> stream.answer(DONE));

      TaskSnapshot snapshot = hasty.task(KEY).refreshAsync().get(10, TimeUnit.SECONDS);

      assertThat(snapshot.status()).isEqualTo(TaskStatus.SUCCEEDED);
    }
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void uploadThatGotStuckHoldsNoQueryUp() throws Exception {
    CountDownLatch onTheWire = new CountDownLatch(3);
    EventListener watching =
        new EventListener() {
          @Override
          public void requestHeadersStart(Call call) {
            onTheWire.countDown();
          }
        };
    OkHttpClient small =
        http2.newBuilder().socketFactory(new SmallBuffers()).eventListener(watching).build();
    try (TestClient narrow = builder(small).maxConcurrentRequests(1).build()) {
      server.then(stream -> stream.answer(DONE));
      value(timer, narrow.submitAsync("a cube"));
      server.fallDeaf();
      CompletableFuture<ImageTask> unused = narrow.submitAsync("x".repeat(1 << 25));
      server.awaitSwallowed();
      CompletableFuture<TaskSnapshot> lost = narrow.task(KEY).refreshAsync();
      assertThat(onTheWire.await(10, TimeUnit.SECONDS)).isTrue();
      timer.advance(Duration.ofSeconds(30));
      failure(lost, ConnectionException.class);
      server.then(stream -> stream.answer(DONE));
      CompletableFuture<TaskSnapshot> next = narrow.task(KEY).refreshAsync();

      timer.advance(Duration.ofSeconds(5));

      assertThat(next.get(10, TimeUnit.SECONDS).status()).isEqualTo(TaskStatus.SUCCEEDED);
    }
  }

  @Test
  void callThatWaitedInTheQueueIsSentOverAnotherConnection() throws Exception {
    try (TestClient narrow = builder(http2).maxConcurrentRequests(1).build()) {
      server.then(stream -> stream.answer(DONE));
      value(timer, narrow.submitAsync("a cube"));
      server.fallSilent();
      CompletableFuture<ImageTask> lost = narrow.submitAsync("a cube");
      server.awaitSwallowed();
      timer.advance(Duration.ofMinutes(1));
      CompletableFuture<ImageTask> queued = narrow.submitAsync("a cube");
      server.then(stream -> stream.answer(DONE));

      timer.advance(Duration.ofMinutes(4));

      failure(lost, SubmitOutcomeUnknownException.class);
      assertThat(queued.get(10, TimeUnit.SECONDS).key()).hasToString("test:t1");
    }
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void pingIntervalOfTheUsersIsKept() throws Exception {
    try (TestClient pinging =
        builder(http2.newBuilder().pingInterval(Duration.ofMillis(50)).build()).build()) {
      server.then(stream -> server.fallSilent());

      SubmitOutcomeUnknownException unknown =
          failure(pinging.submitAsync("a cube"), SubmitOutcomeUnknownException.class);

      assertThat(unknown.httpStatus()).isZero();
    }
  }

  @Test
  @Tag("slow") // twice the ping interval
  void connectionWithoutAnyTimeoutIsNoticed() throws Exception {
    server.then(stream -> server.fallSilent()).then(stream -> stream.answer(DONE));
    CompletableFuture<ImageTask> lost = client.submitAsync("a cube");
    CompletableFuture<ImageTask> next = again(lost);

    assertThat(next.get(40, TimeUnit.SECONDS).key()).hasToString("test:t1");

    failure(lost, SubmitOutcomeUnknownException.class);
    assertThat(server.connections()).isEqualTo(2);
  }

  /** Submits again as soon as the first has failed, on the thread that says so. */
  private CompletableFuture<ImageTask> again(CompletableFuture<ImageTask> first) {
    return first.exceptionallyCompose(failure -> client.submitAsync("a cube"));
  }

  private void warm() throws Exception {
    server.then(stream -> stream.answer(DONE));
    value(timer, client.submitAsync("a cube"));
  }

  private TestClient.Builder builder(OkHttpClient okHttpClient) {
    return TestClient.builder(server.url())
        .timer(timer)
        .callbackExecutor(Runnable::run)
        .okHttpClient(okHttpClient);
  }

  /** Sockets that soon have no room for what nobody reads. */
  private static final class SmallBuffers extends SocketFactory {
    @Override
    public Socket createSocket() throws IOException {
      Socket socket = new Socket();
      socket.setSendBufferSize(4096);
      return socket;
    }

    @Override
    public Socket createSocket(String host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port) {
      throw new UnsupportedOperationException();
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
      throw new UnsupportedOperationException();
    }
  }
}
