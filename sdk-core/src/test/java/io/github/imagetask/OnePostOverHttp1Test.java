package io.github.imagetask;

import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.RawServer.Peer;
import io.github.imagetask.RawServer.Step;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts the POSTs of one submit whose connection breaks. */
final class OnePostOverHttp1Test {
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

  @ParameterizedTest
  @MethodSource("io.github.imagetask.Cuts#ofAnIdleConnection")
  void idleConnectionThatTheServerClosedIsLeftAlone(Step goodbye) throws Exception {
    server.then(RawServer::done).then(RawServer::done);
    value(timer, client.submitAsync("a cube"));
    goodbye.serve(server.peers().element());
    long before = timer.now();

    ImageTask task = value(timer, client.submitAsync("a cube"));

    assertThat(task.key()).hasToString("test:t1");
    assertThat(server.posts()).isEqualTo(2);
    assertThat(server.peers()).hasSize(2);
    assertThat(timer.now()).isEqualTo(before); // at once, without a pause
  }

  @ParameterizedTest
  @MethodSource("io.github.imagetask.Cuts#ofAnIdleConnection")
  void fiveSuchConnectionsAreLeftAlone(Step goodbye) throws Exception {
    CountDownLatch all = new CountDownLatch(5);
    for (int i = 0; i < 5; i++) {
      server.then(
          peer -> {
            all.countDown();
            await(all);
            RawServer.done(peer);
          });
    }
    server.then(RawServer::done);
    List<CompletableFuture<ImageTask>> five =
        Stream.generate(() -> client.submitAsync("a cube")).limit(5).toList();
    for (CompletableFuture<ImageTask> each : five) value(timer, each);
    for (Peer peer : server.peers()) goodbye.serve(peer);
    long before = timer.now();

    ImageTask task = value(timer, client.submitAsync("a cube"));

    assertThat(task.key()).hasToString("test:t1");
    assertThat(server.posts()).isEqualTo(6);
    assertThat(server.peers()).hasSize(6);
    assertThat(timer.now()).isEqualTo(before);
  }

  @ParameterizedTest
  @MethodSource("io.github.imagetask.Cuts#ofARequest")
  void cutOfAFreshConnectionIsUnknown(Step cut) throws Exception {
    server.then(cut).then(RawServer::done);

    SubmitOutcomeUnknownException unknown = unknown(client);

    assertThat(unknown.httpStatus()).isZero();
    assertThat(server.posts()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("io.github.imagetask.Cuts#ofARequest")
  void cutOfAWarmConnectionIsUnknown(Step cut) throws Exception {
    server.then(RawServer::done).then(cut).then(RawServer::done);
    value(timer, client.submitAsync("a cube"));

    SubmitOutcomeUnknownException unknown = unknown(client);

    assertThat(unknown.httpStatus()).isZero();
    assertThat(server.posts()).isEqualTo(2);
    assertThat(server.peers()).hasSize(1);
  }

  @ParameterizedTest
  @MethodSource("io.github.imagetask.Cuts#ofARequest")
  void cutIsUnknownWithAnInterceptorThatWrapsTheBody(Step cut) throws Exception {
    server.then(RawServer::done).then(cut).then(RawServer::done);

    try (TestClient wrapping = intercepted(chain -> chain.proceed(wrapped(chain.request())))) {
      value(timer, wrapping.submitAsync("a cube"));
      unknown(wrapping);
    }

    assertThat(server.posts()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("io.github.imagetask.Cuts#ofARequest")
  void cutIsUnknownWithAnInterceptorThatTriesAgain(Step cut) throws Exception {
    server.then(RawServer::done).then(cut).then(RawServer::done);

    try (TestClient trying = intercepted(OnePostOverHttp1Test::twice)) {
      value(timer, trying.submitAsync("a cube"));
      unknown(trying);
    }

    assertThat(server.posts()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("io.github.imagetask.Cuts#ofAnIdleConnection")
  void idleConnectionIsLeftAloneWithAnInterceptorThatWrapsTheBody(Step goodbye) throws Exception {
    server.then(RawServer::done).then(RawServer::done);

    try (TestClient wrapping = intercepted(chain -> chain.proceed(wrapped(chain.request())))) {
      value(timer, wrapping.submitAsync("a cube"));
      goodbye.serve(server.peers().element());
      value(timer, wrapping.submitAsync("a cube"));
    }

    assertThat(server.posts()).isEqualTo(2);
  }

  @Test
  void interimAnswersAreNoAnswers() throws Exception {
    server.then(
        Cuts.afterBody(
            peer -> {
              peer.write("HTTP/1.1 100 Continue\r\n\r\n");
              peer.answer("200 OK", RawServer.DONE);
            }));

    ImageTask task = value(timer, client.submitAsync("a cube"));

    assertThat(task.key()).hasToString("test:t1");
    assertThat(server.posts()).isEqualTo(1);
  }

  @Test
  void refusalBeforeTheBodyWasReadIsRead() throws Exception {
    server.then(
        peer -> {
          peer.answer("413 Too Large", "", "Connection: close");
          peer.fin();
        });

    GatewayException refused = failure(timer, client.submitAsync("a cube"), GatewayException.class);

    assertThat(refused.httpStatus()).isEqualTo(413);
    assertThat(server.posts()).isEqualTo(1);
  }

  private SubmitOutcomeUnknownException unknown(TestClient client) throws Exception {
    return failure(timer, client.submitAsync("a cube"), SubmitOutcomeUnknownException.class);
  }

  private TestClient intercepted(Interceptor interceptor) {
    OkHttpClient okHttpClient = new OkHttpClient.Builder().addInterceptor(interceptor).build();
    return TestClient.builder(server.url()).timer(timer).okHttpClient(okHttpClient).build();
  }

  private static okhttp3.Response twice(Interceptor.Chain chain) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (IOException e) {
      return chain.proceed(chain.request());
    }
  }

  /** What a compressing or counting interceptor makes of a body: it isn't one-shot any more. */
  private static Request wrapped(Request request) {
    RequestBody body = request.body();
    RequestBody wrapper =
        new RequestBody() {
          @Override
          public MediaType contentType() {
            return body.contentType();
          }

          @Override
          public long contentLength() throws IOException {
            return body.contentLength();
          }

          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            body.writeTo(sink);
          }
        };
    return request.newBuilder().method(request.method(), wrapper).build();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) throw new IOException("the others didn't come");
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }
}
