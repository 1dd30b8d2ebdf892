package io.github.imagetask;

import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.RawServer.Peer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import okhttp3.Authenticator;
import okhttp3.Credentials;
import okhttp3.HttpUrl;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.Route;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A proxy that asks for a password before it passes on what goes to a gateway over plain http. */
final class ProxyPasswordTest {
  private static final String PASSWORD = Credentials.basic("user", "test-key-proxy");
  private static final String SVG = "<svg xmlns=\"http://www.w3.org/2000/svg\"/>";

  private final FakeTimer timer = new FakeTimer();
  private final AtomicInteger asked = new AtomicInteger();
  private final AtomicInteger passed = new AtomicInteger();
  private RawServer proxy;

  @BeforeEach
  void start() throws Exception {
    proxy = new RawServer();
    for (int i = 0; i < 20; i++) proxy.then(this::guard);
  }

  @AfterEach
  void stop() throws Exception {
    proxy.close();
  }

  @Test
  void isToldItAndPassesOnePost() throws Exception {
    try (TestClient client = client(this::password)) {
      long before = timer.now();

      ImageTask task = value(timer, client.submitAsync("a cube"));

      assertThat(task.key()).hasToString("test:t1");
      assertThat(timer.now()).isEqualTo(before);
    }
    assertThat(passed).hasValue(1);
    assertThat(asked).hasValue(1);
    assertThat(proxy.posts()).isEqualTo(2);
  }

  @Test
  void isToldItThoughAnInterceptorTriesAgainByItself() throws Exception {
    Interceptor trying =
        chain -> {
          try {
            return chain.proceed(chain.request());
          } catch (IOException e) {
            return chain.proceed(chain.request());
          }
        };
    OkHttpClient okHttpClient = proxied(this::password).addInterceptor(trying).build();
    try (TestClient client = client(okHttpClient)) {
      value(timer, client.submitAsync("a cube"));
    }
    assertThat(passed).hasValue(1);
    assertThat(proxy.posts()).isEqualTo(2);
  }

  @Test
  void isToldItForQueriesAndDownloads() throws Exception {
    try (TestClient client = client(this::password)) {
      TaskSnapshot done =
          client.task(TaskKey.of("test", "t1")).refreshAsync().get(10, TimeUnit.SECONDS);

      byte[] image = done.images().get(0).bytesAsync().get(10, TimeUnit.SECONDS);

      assertThat(image).asString().isEqualTo(SVG);
    }
    assertThat(passed).hasValue(2);
  }

  @Test
  void refusesWithoutIt() throws Exception {
    try (TestClient client = client(Authenticator.NONE)) {
      assertThat(refusal(client)).isEqualTo(407);
    }
    assertThat(proxy.posts()).isEqualTo(1);
  }

  @Test
  void refusesAWrongOneOfAnAuthenticatorThatGivesUp() throws Exception {
    Authenticator wrong =
        (route, response) ->
            response.request().header("Proxy-Authorization") != null
                ? null
                : told(response, "wrong");

    try (TestClient client = client(wrong)) {
      assertThat(refusal(client)).isEqualTo(407);
    }
    assertThat(proxy.posts()).isEqualTo(2);
    assertThat(passed).hasValue(0);
  }

  @Test
  void isToldAWrongOneThreeTimesAtMost() throws Exception {
    try (TestClient client = client((route, response) -> told(response, "wrong"))) {
      assertThat(refusal(client)).isEqualTo(407);
    }
    assertThat(proxy.posts()).isEqualTo(1 + 3);
  }

  static Stream<Exception> failures() {
    return Stream.of(new IOException("no keychain"), new IllegalStateException("no keychain"));
  }

  @ParameterizedTest
  @MethodSource("failures")
  void refusesWhenTheAuthenticatorFails(Exception failure) throws Exception {
    Authenticator failing =
        (route, response) -> {
          if (failure instanceof IOException passing) throw passing;
          throw (RuntimeException) failure;
        };

    try (TestClient client = client(failing)) {
      assertThat(refusal(client)).isEqualTo(407);
    }
    assertThat(proxy.posts()).isEqualTo(1);
  }

  @Test
  void isToldToNobodyWhoIsNoProxy() throws Exception {
    OkHttpClient direct = new OkHttpClient.Builder().proxyAuthenticator(this::password).build();
    try (TestClient client =
        TestClient.builder(proxy.url()).timer(timer).okHttpClient(direct).build()) {
      assertThat(refusal(client)).isEqualTo(407);
    }
    assertThat(asked).hasValue(0);
    assertThat(proxy.posts()).isEqualTo(1);
  }

  @Test
  void isNotToldToTheOriginWhenTheProxyIsGone() throws Exception {
    proxy.close();
    proxy = new RawServer();
    proxy.then(
        peer -> {
          peer.readBody();
          proxy.acceptNoMore(); // before the client can come again
          peer.answer("407 Who?", "", "Proxy-Authenticate: Basic realm=\"x\"", "Connection: close");
        });
    try (RawServer origin = new RawServer(2, 0).then(RawServer::done)) {
      SocketAddress address = new InetSocketAddress(RawServer.loopback(1), proxy.port());
      OkHttpClient okHttpClient =
          new OkHttpClient.Builder()
              .proxySelector(thenDirect(address))
              .dns(host -> List.of(RawServer.loopback(2)))
              .proxyAuthenticator(this::password)
              .build();
      HttpUrl url = origin.url("gateway.test");

      try (TestClient client =
          TestClient.builder(url).timer(timer).okHttpClient(okHttpClient).build()) {
        value(timer, client.submitAsync("a cube"));
      }

      assertThat(asked).hasValue(1);
      assertThat(origin.posts()).isEqualTo(1);
      assertThat(origin.peers().element().head()).doesNotContain("Proxy-Authorization");
    }
  }

  /** Demands the password, and answers in the place of whoever is behind it. */
  private void guard(Peer peer) throws IOException {
    if (peer.head().startsWith("POST ")) peer.readBody();
    if (!peer.head().contains("Proxy-Authorization: " + PASSWORD + "\r\n")) {
      peer.answer("407 Who are you?", "", "Proxy-Authenticate: Basic realm=\"x\"");
      return;
    }
    passed.incrementAndGet();
    if (peer.head().startsWith("GET http://x.test/")) {
      peer.answer("200 OK", SVG, "Content-Type: image/svg+xml");
    } else {
      peer.answer("200 OK", RawServer.DONE);
    }
  }

  private Request password(Route route, Response response) {
    asked.incrementAndGet();
    return told(response, PASSWORD);
  }

  private static Request told(Response response, String password) {
    return response.request().newBuilder().header("Proxy-Authorization", password).build();
  }

  private int refusal(TestClient client) throws Exception {
    return failure(timer, client.submitAsync("a cube"), GatewayException.class).httpStatus();
  }

  private TestClient client(Authenticator authenticator) {
    return client(proxied(authenticator).build());
  }

  private TestClient client(OkHttpClient okHttpClient) {
    HttpUrl gateway = HttpUrl.get("http://gateway.test/");
    return TestClient.builder(gateway).timer(timer).okHttpClient(okHttpClient).build();
  }

  private OkHttpClient.Builder proxied(Authenticator authenticator) {
    SocketAddress address = new InetSocketAddress(RawServer.loopback(1), proxy.port());
    return new OkHttpClient.Builder()
        .proxy(new Proxy(Proxy.Type.HTTP, address))
        .proxyAuthenticator(authenticator);
  }

  private static ProxySelector thenDirect(SocketAddress proxy) {
    return new ProxySelector() {
      @Override
      public List<Proxy> select(URI uri) {
        return List.of(new Proxy(Proxy.Type.HTTP, proxy), Proxy.NO_PROXY);
      }

      @Override
      public void connectFailed(URI uri, SocketAddress at, IOException failure) {}
    };
  }
}
