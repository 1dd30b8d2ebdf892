package io.github.imagetask;

import static io.github.imagetask.Submits.DONE;
import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.RawHttp2Server.Step;
import io.github.imagetask.RawHttp2Server.Stream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSink;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Counts the streams of one submit over HTTP/2: more than one only where the first was refused. */
final class OnePostOverHttp2Test {
  private static final OkHttpClient HTTP2 =
      new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();

  private final FakeTimer timer = new FakeTimer();
  private RawHttp2Server server;
  private TestClient client;

  @BeforeEach
  void start() throws Exception {
    server = new RawHttp2Server();
    client = TestClient.builder(server.url()).timer(timer).okHttpClient(HTTP2).build();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
  }

  static java.util.stream.Stream<Named<Step>> refusals() {
    return java.util.stream.Stream.of(
        Named.of("REFUSED_STREAM", stream -> stream.reset(RawHttp2Server.REFUSED_STREAM)),
        Named.of("GOAWAY below this stream", stream -> stream.goAway(stream.id() - 2)));
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusedStreamIsSentAgain(Step refusal) throws Exception {
    server.then(refusal).then(OnePostOverHttp2Test::done);

    ImageTask task = value(timer, client.submitAsync("a cube"));

    assertThat(task.key()).hasToString("test:t1");
    assertThat(server.streams()).isEqualTo(2);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusedStreamOfAWarmConnectionIsSentAgain(Step refusal) throws Exception {
    server.then(OnePostOverHttp2Test::done).then(refusal).then(OnePostOverHttp2Test::done);
    value(timer, client.submitAsync("a cube"));

    ImageTask task = value(timer, client.submitAsync("a cube"));

    assertThat(task.key()).hasToString("test:t1");
    assertThat(server.streams()).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void streamThatIsRefusedForEverIsGivenUp(Step refusal) throws Exception {
    for (int i = 0; i < 10; i++) server.then(refusal);

    ConnectionException unsent =
        failure(timer, client.submitAsync("a cube"), ConnectionException.class);

    assertThat(unsent)
        .hasMessage(
            "test: the submit could not be sent, so nothing is billed: stream was reset:"
                + " REFUSED_STREAM");
    assertThat(server.streams()).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusedStreamIsSentThreeTimesAtMostWhateverAnInterceptorMakesOfTheBody(Step refusal)
      throws Exception {
    server.then(OnePostOverHttp2Test::done);
    for (int i = 0; i < 100; i++) server.then(refusal);

    try (TestClient wrapping = intercepted(chain -> chain.proceed(unlimited(chain.request())))) {
      value(timer, wrapping.submitAsync("a cube"));
      ConnectionException unsent =
          failure(timer, wrapping.submitAsync("a cube"), ConnectionException.class);

      assertThat(unsent).hasMessageEndingWith("stream was reset: REFUSED_STREAM");
    }
    assertThat(server.streams()).isEqualTo(1 + 3);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusedStreamIsSentThreeTimesAtMostHoweverOftenAnInterceptorTries(Step refusal)
      throws Exception {
    for (int i = 0; i < 100; i++) server.then(refusal);

    try (TestClient trying = intercepted(OnePostOverHttp2Test::tenTimes)) {
      ConnectionException unsent =
          failure(timer, trying.submitAsync("a cube"), ConnectionException.class);

      assertThat(unsent).hasMessageEndingWith("stream was reset: REFUSED_STREAM");
    }
    assertThat(server.streams()).isEqualTo(3);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusedQueryIsSentThreeTimesAtMost(Step refusal) throws Exception {
    server.then(OnePostOverHttp2Test::done);
    for (int i = 0; i < 100; i++) server.then(refusal);
    ImageTask task = value(timer, client.submitAsync("a cube"));

    ConnectionException refused =
        failure(client.task(task.key()).refreshAsync(), ConnectionException.class);

    assertThat(refused).hasMessageContaining("REFUSED_STREAM");
    assertThat(server.streams()).isBetween(2, 1 + 3);
  }

  @ParameterizedTest
  @MethodSource("refusals")
  void refusedDownloadIsTriedFiveTimesAndNotWithoutEnd(Step refusal) throws Exception {
    String image = "{\"id\":\"t1\",\"status\":\"done\",\"images\":[\"" + server.url() + "a\"]}";
    server.then(stream -> stream.answer(image));
    for (int i = 0; i < 100; i++) server.then(refusal);
    ImageResult result = value(timer, value(timer, client.submitAsync("a cube")).resultAsync());

    DownloadException refused =
        failure(timer, result.first().bytesAsync(), DownloadException.class);

    assertThat(refused).hasMessageContaining("REFUSED_STREAM, after 5 tries");
    assertThat(server.streams()).isEqualTo(1 + 5);
  }

  @ParameterizedTest
  @ValueSource(ints = {103, 200})
  void streamThatIsRefusedAfterHeadersIsUnknown(int status) throws Exception {
    for (int i = 0; i < 3; i++) {
      server.then(
          stream -> {
            stream.headers(status);
            stream.reset(RawHttp2Server.REFUSED_STREAM);
          });
    }

    failure(timer, client.submitAsync("a cube"), SubmitOutcomeUnknownException.class);

    assertThat(server.streams()).isEqualTo(1);
  }

  @Test
  void seeOtherIsUnknown() throws Exception {
    server.then(stream -> stream.answer(303, "")).then(OnePostOverHttp2Test::done);

    SubmitOutcomeUnknownException unknown =
        failure(timer, client.submitAsync("a cube"), SubmitOutcomeUnknownException.class);

    assertThat(unknown.httpStatus()).isEqualTo(303);
    assertThat(server.streams()).isEqualTo(1);
  }

  static java.util.stream.Stream<Named<Step>> cuts() {
    return java.util.stream.Stream.of(
        Named.of("INTERNAL_ERROR", stream -> stream.reset(RawHttp2Server.INTERNAL_ERROR)),
        Named.of("NO_ERROR", stream -> stream.reset(RawHttp2Server.NO_ERROR)),
        Named.of("FIN", Stream::fin),
        Named.of(
            "GOAWAY at this stream and FIN",
            stream -> {
              stream.goAway(stream.id());
              stream.fin();
            }));
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void cutOfAFreshConnectionIsUnknown(Step cut) throws Exception {
    server.then(cut).then(OnePostOverHttp2Test::done);

    failure(timer, client.submitAsync("a cube"), SubmitOutcomeUnknownException.class);

    assertThat(server.streams()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("cuts")
  void cutOfAWarmConnectionIsUnknown(Step cut) throws Exception {
    server.then(OnePostOverHttp2Test::done).then(cut).then(OnePostOverHttp2Test::done);
    value(timer, client.submitAsync("a cube"));

    failure(timer, client.submitAsync("a cube"), SubmitOutcomeUnknownException.class);

    assertThat(server.streams()).isEqualTo(2);
    assertThat(server.connections()).isEqualTo(1);
  }

  @Test
  void goodbyeInTheLastMomentIsNoUnknown() throws Exception {
    server.then(OnePostOverHttp2Test::done).then(OnePostOverHttp2Test::done);
    AtomicInteger calls = new AtomicInteger();
    OkHttpClient late =
        HTTP2
            .newBuilder()
            .addNetworkInterceptor(
                chain -> {
                  if (calls.incrementAndGet() == 2) server.goAway(3);
                  return chain.proceed(chain.request());
                })
            .build();

    try (TestClient other =
        TestClient.builder(server.url()).timer(timer).okHttpClient(late).build()) {
      value(timer, other.submitAsync("a cube"));
      ImageTask task = value(timer, other.submitAsync("a cube"));

      assertThat(task.key()).hasToString("test:t1");
    }
    assertThat(server.streams()).isEqualTo(2);
    assertThat(server.connections()).isEqualTo(2);
  }

  @Test
  void streamsShareAConnection() throws Exception {
    server.then(OnePostOverHttp2Test::done).then(OnePostOverHttp2Test::done);

    value(timer, client.submitAsync("a cube"));
    value(timer, client.submitAsync("a cube"));

    assertThat(server.streams()).isEqualTo(2);
    assertThat(server.connections()).isEqualTo(1);
  }

  private TestClient intercepted(Interceptor interceptor) {
    OkHttpClient okHttpClient = HTTP2.newBuilder().addInterceptor(interceptor).build();
    return TestClient.builder(server.url()).timer(timer).okHttpClient(okHttpClient).build();
  }

  private static Response tenTimes(Interceptor.Chain chain) throws IOException {
    for (int i = 0; i < 9; i++) {
      try {
        return chain.proceed(chain.request());
      } catch (IOException e) {
        // Once more.
      }
    }
    return chain.proceed(chain.request());
  }

  /** What the gzip interceptor of OkHttp's documentation does, without the compression. */
  private static Request unlimited(Request request) {
    RequestBody body = request.body();
    RequestBody wrapper =
        new RequestBody() {
          @Override
          public MediaType contentType() {
            return body.contentType();
          }

          @Override
          public void writeTo(BufferedSink sink) throws IOException {
            body.writeTo(sink);
          }
        };
    return request.newBuilder().method(request.method(), wrapper).build();
  }

  private static void done(Stream stream) throws IOException {
    stream.answer(DONE);
  }
}
