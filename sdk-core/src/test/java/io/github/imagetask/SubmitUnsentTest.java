package io.github.imagetask;

import static io.github.imagetask.Submits.DONE;
import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.json;
import static io.github.imagetask.Submits.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ServerSocket;
import java.net.UnknownHostException;
import java.security.cert.CertPathBuilderException;
import java.time.Duration;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import javax.net.ssl.SSLPeerUnverifiedException;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.SocketPolicy;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Submits that certainly never reached the gateway: tried again, and nothing is billed. */
final class SubmitUnsentTest {
  private static final HeldCertificate CERTIFICATE =
      new HeldCertificate.Builder().addSubjectAlternativeName("gateway.test").build();

  private final FakeTimer timer = new FakeTimer();
  private final MockWebServer server = new MockWebServer();
  private final AtomicInteger lookups = new AtomicInteger();

  @BeforeEach
  void start() throws Exception {
    server.start(RawServer.loopback(1), 0);
  }

  @AfterEach
  void stop() throws Exception {
    server.shutdown();
  }

  @Test
  void unknownHostIsLookedUpThreeTimesInAll() throws Exception {
    OkHttpClient nowhere = looksUp(99).build();
    Queue<String> retries = new ConcurrentLinkedQueue<>();
    CountDownLatch told = new CountDownLatch(2);
    TaskListener listener =
        new TaskListener() {
          @Override
          public void retrying(TaskContext context, ImageTaskException cause, Duration delay) {
            retries.add(context.key() + " " + delay + " " + cause.getMessage());
            told.countDown();
          }
        };

    try (TestClient client =
        builder("http", nowhere).callbackExecutor(Runnable::run).listener(listener).build()) {
      ConnectionException unsent =
          failure(timer, client.submitAsync("a cube"), ConnectionException.class);

      assertThat(unsent)
          .hasMessage("test: the submit could not be sent, so nothing is billed: no such host")
          .hasCauseExactlyInstanceOf(UnknownHostException.class);
      assertThat(unsent.key()).isNull();
    }
    assertThat(lookups).hasValue(3);
    assertThat(told.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(retries)
        .containsExactly(
            "null PT0.5S test: the submit could not be sent, so nothing is billed: no such host",
            "null PT1S test: the submit could not be sent, so nothing is billed: no such host");
  }

  @Test
  void hostThatIsFoundAtTheThirdTimeIsSentOnePost() throws Exception {
    server.enqueue(json(200, DONE));

    try (TestClient client = builder("http", looksUp(2).build()).build()) {
      CompletableFuture<ImageTask> future = client.submitAsync("a cube");

      assertThat(timer.step(Submits.PAUSES)).isEqualTo(Duration.ofMillis(500));
      assertThat(timer.step(Submits.PAUSES)).isEqualTo(Duration.ofSeconds(1));
      assertThat(value(timer, future).key()).hasToString("test:t1");
    }
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void refusedConnectionIsTriedThreeTimesInAll() throws Exception {
    HttpUrl closed = server.url("/");
    server.shutdown();

    try (TestClient client = TestClient.builder(closed).timer(timer).build()) {
      ConnectionException unsent =
          failure(timer, client.submitAsync("a cube"), ConnectionException.class);

      assertThat(unsent)
          .hasMessageStartingWith(
              "test: the submit could not be sent, so nothing is billed: Failed to connect to")
          .hasCauseInstanceOf(ConnectException.class);
    }
  }

  @Test
  void deferralsAndFailedConnectionsAreCountedApart() throws Exception {
    // Said, since no real time passes in which the end of the connection could be seen.
    server.enqueue(Submits.html(429).setHeader("Connection", "close"));
    server.enqueue(Submits.html(429).setHeader("Connection", "close"));
    server.enqueue(json(200, DONE));

    try (TestClient client = builder("http", looksUp(2).build()).build()) {
      value(timer, client.submitAsync("a cube"));
    }

    assertThat(server.getRequestCount()).isEqualTo(3);
  }

  @Test
  void serverThatClosesEachConnectionAtOnceIsTriedThreeTimesAtMost() throws Exception {
    AtomicInteger accepted = new AtomicInteger();
    try (ServerSocket closing = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread thread =
          new Thread(
              () -> {
                try {
                  while (true) {
                    closing.accept().close();
                    accepted.incrementAndGet();
                  }
                } catch (IOException ended) {
                  // The test is over.
                }
              });
      thread.setDaemon(true);
      thread.start();
      HttpUrl url = HttpUrl.get("http://127.0.0.1:" + closing.getLocalPort() + "/");

      try (TestClient client = TestClient.builder(url).timer(timer).build()) {
        CompletableFuture<ImageTask> future = client.submitAsync("a cube");
        Throwable[] failure = new Throwable[1];
        CompletableFuture<Object> done =
            future.handle((value, error) -> failure[0] = error).thenApply(error -> error);
        assertThat(timer.runUntilDone(done, Duration.ofSeconds(10)).get()).isNotNull();

        // Which of the two depends on whether the end arrives before the look or after it.
        assertThat(failure[0])
            .isInstanceOfAny(ConnectionException.class, SubmitOutcomeUnknownException.class);
      }
    }
    assertThat(accepted.get()).isBetween(1, 3);
  }

  @Test
  void untrustedCertificateFailsAtOnce() throws Exception {
    serveTls();

    try (TestClient client = builder("https", looksUp(0).build()).build()) {
      CompletableFuture<ImageTask> future = client.submitAsync("a cube");
      ConnectionException unsent = failure(future, ConnectionException.class);

      assertThat(unsent).hasRootCauseInstanceOf(CertPathBuilderException.class);
      assertThat(unsent) // the rest is the JDK's word, and each JDK has another
          .hasMessageStartingWith("test: the submit could not be sent, so nothing is billed: ")
          .hasMessageContaining("PKIX path building failed");
    }
    assertThat(lookups).hasValue(1);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void certificateOfAnotherHostFailsAtOnce() throws Exception {
    serveTls();
    OkHttpClient trusting = trusting(looksUp(0)).build();
    HttpUrl other = url("https").newBuilder().host("other.test").build();

    try (TestClient client =
        TestClient.builder(other).timer(timer).okHttpClient(trusting).build()) {
      ConnectionException unsent = failure(client.submitAsync("a cube"), ConnectionException.class);

      assertThat(unsent).hasCauseExactlyInstanceOf(SSLPeerUnverifiedException.class);
    }
    assertThat(lookups).hasValue(1);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void handshakeThatBreaksOffIsTriedAgain() throws Exception {
    serveTls();
    server.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.FAIL_HANDSHAKE));
    server.enqueue(json(200, DONE));

    try (TestClient client = builder("https", trusting(looksUp(0)).build()).build()) {
      ImageTask task = value(timer, client.submitAsync("a cube"));

      assertThat(task.key()).hasToString("test:t1");
    }
  }

  @Test
  void proxyThatOpensNoTunnelIsTriedThreeTimesInAll() throws Exception {
    try (RawServer proxy = new RawServer()) {
      AtomicInteger tunnels = new AtomicInteger();
      for (int i = 0; i < 4; i++) {
        proxy.then(
            peer -> {
              tunnels.incrementAndGet();
              peer.answer("502 Bad Gateway", "");
            });
      }
      InetSocketAddress address = new InetSocketAddress(RawServer.loopback(1), proxy.port());
      OkHttpClient proxied =
          new OkHttpClient.Builder().proxy(new Proxy(Proxy.Type.HTTP, address)).build();

      try (TestClient client = builder("https", proxied).build()) {
        failure(timer, client.submitAsync("a cube"), ConnectionException.class);
      }
      assertThat(tunnels).hasValue(3);
    }
  }

  @Test
  void interceptorThatThrowsLetsNothingOut() throws Exception {
    AtomicInteger attempts = new AtomicInteger();
    OkHttpClient refusing =
        looksUp(0)
            .addInterceptor(
                chain -> {
                  attempts.incrementAndGet();
                  throw new IOException("not today");
                })
            .build();

    try (TestClient client = builder("http", refusing).build()) {
      ConnectionException unsent =
          failure(timer, client.submitAsync("a cube"), ConnectionException.class);

      assertThat(unsent)
          .hasMessage("test: the submit could not be sent, so nothing is billed: not today");
    }
    assertThat(attempts).hasValue(3);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void submitTimeoutEndsAnEndlessLookup() throws Exception {
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

    try (TestClient client = builder("http", slow).build()) {
      CompletableFuture<ImageTask> future = client.submitAsync("a cube");
      gate.awaitArrival();
      timer.advance(Duration.ofMinutes(5));
      ConnectionException unsent = failure(future, ConnectionException.class);
      gate.open();

      assertThat(unsent)
          .hasMessage("test: the submit could not be sent within 5 min, so nothing is billed");
    }
    assertThat(server.getRequestCount()).isZero();
  }

  private void serveTls() {
    HandshakeCertificates held =
        new HandshakeCertificates.Builder().heldCertificate(CERTIFICATE).build();
    server.useHttps(held.sslSocketFactory(), false);
  }

  private static OkHttpClient.Builder trusting(OkHttpClient.Builder builder) {
    HandshakeCertificates trusted =
        new HandshakeCertificates.Builder()
            .addTrustedCertificate(CERTIFICATE.certificate())
            .build();
    return builder.sslSocketFactory(trusted.sslSocketFactory(), trusted.trustManager());
  }

  /** Finds the gateway after so many vain lookups. */
  private OkHttpClient.Builder looksUp(int vain) {
    return new OkHttpClient.Builder()
        .dns(
            host -> {
              if (lookups.incrementAndGet() <= vain) throw new UnknownHostException("no such host");
              return List.of(RawServer.loopback(1));
            });
  }

  private TestClient.Builder builder(String scheme, OkHttpClient okHttpClient) {
    return TestClient.builder(url(scheme)).timer(timer).okHttpClient(okHttpClient);
  }

  private HttpUrl url(String scheme) {
    return HttpUrl.get(scheme + "://gateway.test:" + server.getPort() + "/");
  }
}
