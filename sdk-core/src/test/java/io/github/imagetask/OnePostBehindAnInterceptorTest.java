package io.github.imagetask;

import static io.github.imagetask.Submits.failure;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.RawServer.Peer;
import java.io.IOException;
import okhttp3.Interceptor;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.Response;
import okhttp3.ResponseBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An answer that a user's interceptor made up says nothing of what the gateway did. */
final class OnePostBehindAnInterceptorTest {
  private final FakeTimer timer = new FakeTimer();
  private RawServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RawServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {400, 404, 429, 503})
  void lostConnectionMadeIntoAnAnswerIsUnknownAllTheSame(int status) throws Exception {
    server.then(Cuts.afterBody(Peer::fin)).then(RawServer::done);

    try (TestClient client = client(chain -> fallback(chain, status))) {
      SubmitOutcomeUnknownException unknown =
          failure(timer, client.submitAsync("a cube"), SubmitOutcomeUnknownException.class);

      assertThat(unknown.httpStatus()).isZero();
      assertThat(unknown)
          .hasMessageContaining(
              "an interceptor put HTTP " + status + " in the place of the gateway's answer");
    }
    assertThat(server.posts()).isEqualTo(1);
  }

  @Test
  void successMadeIntoARefusalIsUnknownAllTheSame() throws Exception {
    server.then(RawServer::done).then(RawServer::done);

    try (TestClient client =
        client(chain -> chain.proceed(chain.request()).newBuilder().code(429).build())) {
      failure(timer, client.submitAsync("a cube"), SubmitOutcomeUnknownException.class);
    }
    assertThat(server.posts()).isEqualTo(1);
  }

  private TestClient client(Interceptor interceptor) {
    OkHttpClient okHttpClient = new OkHttpClient.Builder().addInterceptor(interceptor).build();
    return TestClient.builder(server.url()).timer(timer).okHttpClient(okHttpClient).build();
  }

  private static Response fallback(Interceptor.Chain chain, int status) throws IOException {
    try {
      return chain.proceed(chain.request());
    } catch (IOException e) {
      return new Response.Builder()
          .request(chain.request())
          .protocol(Protocol.HTTP_1_1)
          .code(status)
          .message("offline")
          .body(ResponseBody.create("{}", MediaType.get("application/json")))
          .build();
    }
  }
}
