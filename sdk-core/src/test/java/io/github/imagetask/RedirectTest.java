package io.github.imagetask;

import static io.github.imagetask.DoneTask.failure;
import static io.github.imagetask.DoneTask.get;
import static io.github.imagetask.DoneTask.png;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.tls.HandshakeCertificates;
import okhttp3.tls.HeldCertificate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class RedirectTest {
  private DoneTask task;

  @BeforeEach
  void start() throws Exception {
    task = new DoneTask();
  }

  @AfterEach
  void stop() throws Exception {
    task.close();
  }

  @ParameterizedTest
  @ValueSource(ints = {301, 302, 303, 307, 308})
  void everyKindOfRedirectIsFollowed(int status) throws Exception {
    task.images.enqueue(to("/b").setResponseCode(status));
    task.images.enqueue(png(PNG));

    byte[] bytes = task.image().bytes();

    assertThat(bytes).isEqualTo(PNG);
    assertThat(seen(task.images)).isEqualTo("GET /a without key");
    assertThat(seen(task.images)).isEqualTo("GET /b without key");
  }

  @Test
  void fiveRedirectsAreFollowed() throws Exception {
    for (int i = 0; i < 5; i++) task.images.enqueue(to("/b" + i));
    task.images.enqueue(png(PNG));

    assertThat(task.image().bytes()).isEqualTo(PNG);
  }

  @Test
  void aLoopEndsAtTheSixth() throws Exception {
    for (int i = 0; i < 7; i++) task.images.enqueue(to("/a"));

    DownloadException failure = (DownloadException) failure(task.image().bytesAsync());

    assertThat(failure).hasMessage("test:t1: image 0: it is redirected more than 5 times");
    assertThat(failure.httpStatus()).isEqualTo(302);
    assertThat(task.images.getRequestCount()).isEqualTo(6);
    assertThat(task.timer.scheduled()).isZero();
  }

  @Test
  void aRetryBeginsAtTheFirstUrlWithFiveRedirectsOfItsOwn() throws Exception {
    for (int i = 0; i < 3; i++) task.images.enqueue(to("/b"));
    task.images.enqueue(new MockResponse().setResponseCode(500));
    for (int i = 0; i < 5; i++) task.images.enqueue(to("/b"));
    task.images.enqueue(png(PNG));

    CompletableFuture<byte[]> future = task.image().bytesAsync();
    task.timer.step(Duration.ofSeconds(20));

    assertThat(get(future)).isEqualTo(PNG);
    for (int i = 0; i < 4; i++) seen(task.images);
    assertThat(seen(task.images)).isEqualTo("GET /a without key");
  }

  @Test
  void aRelativeLocationIsResolved() throws Exception {
    task.images.enqueue(to("../c/d.png?x=1#y"));
    task.images.enqueue(png(PNG));

    byte[] bytes = task.imageAt(task.images.url("/a/b/x")).bytes();

    assertThat(bytes).isEqualTo(PNG);
    seen(task.images);
    assertThat(seen(task.images)).isEqualTo("GET /a/c/d.png?x=1 without key");
  }

  @Test
  void aRedirectWithoutLocationIsNotFollowed() throws Exception {
    task.images.enqueue(new MockResponse().setResponseCode(302));

    DownloadException failure = (DownloadException) failure(task.image().bytesAsync());

    assertThat(failure).hasMessage("test:t1: image 0: HTTP 302");
    assertThat(failure.httpStatus()).isEqualTo(302);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ftp://example.com/a",
        "file:///etc/passwd",
        "data:image/png;base64,AAAA",
        "jar:file:///x!/y",
        "http://",
        "http://a b/"
      })
  void aLocationThatIsNoHttpAddressIsRefused(String location) throws Exception {
    task.images.enqueue(to(location));

    assertThat(failure(task.image().bytesAsync()))
        .isInstanceOf(DownloadException.class)
        .hasMessage(
            "test:t1: image 0: it is redirected to something else than an http or https address");

    assertThat(task.images.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.com/a", "file:///etc/passwd", "/a.png", "no url", ""})
  void aUrlThatIsNoHttpAddressIsRefused(String url) throws Exception {
    assertThat(failure(task.imageAt(url).bytesAsync()))
        .isInstanceOf(DownloadException.class)
        .hasMessage("test:t1: image 0: its URL is no http or https address");
  }

  @Test
  void theKeyGoesOnlyWhereTheGatewayOwnsTheUrl() throws Exception {
    GeneratedImage image = task.imageAt(task.gateway.url("/content/1"));
    seen(task.gateway);
    task.gateway.enqueue(to("/content/2")); // at home: keeps it
    task.gateway.enqueue(to(task.images.url("/a").toString())); // away: never sees it
    task.images.enqueue(to(task.gateway.url("/content/3").toString())); // back: gets it again
    task.gateway.enqueue(png(PNG));

    byte[] bytes = image.bytes();

    assertThat(bytes).isEqualTo(PNG);
    assertThat(seen(task.gateway)).isEqualTo("GET /content/1 with key");
    assertThat(seen(task.gateway)).isEqualTo("GET /content/2 with key");
    assertThat(seen(task.images)).isEqualTo("GET /a without key");
    assertThat(seen(task.gateway)).isEqualTo("GET /content/3 with key");
  }

  @Test
  void anotherNameOfTheSameServerIsAnotherOrigin() throws Exception {
    String other = task.gateway.url("/b").newBuilder().host("127.0.0.1").build().toString();
    assertThat(other).isNotEqualTo(task.gateway.url("/b").toString());
    GeneratedImage image = task.imageAt(task.gateway.url("/a"));
    seen(task.gateway);
    task.gateway.enqueue(to(other));
    task.gateway.enqueue(png(PNG));

    byte[] bytes = image.bytes();

    assertThat(bytes).isEqualTo(PNG);
    assertThat(seen(task.gateway)).isEqualTo("GET /a with key");
    assertThat(seen(task.gateway)).isEqualTo("GET /b without key");
  }

  @Test
  void redirectsLeadFromHttpToHttpsAndBack() throws Exception {
    HeldCertificate certificate =
        new HeldCertificate.Builder().addSubjectAlternativeName("localhost").build();
    HandshakeCertificates tls =
        new HandshakeCertificates.Builder()
            .heldCertificate(certificate)
            .addTrustedCertificate(certificate.certificate())
            .build();
    task.client(
        task.builder()
            .okHttpClient(
                new OkHttpClient.Builder()
                    .sslSocketFactory(tls.sslSocketFactory(), tls.trustManager())
                    .build()));
    try (MockWebServer secure = new MockWebServer()) {
      secure.useHttps(tls.sslSocketFactory(), false);
      secure.start();
      String https = secure.url("/s").newBuilder().host("localhost").build().toString();
      task.images.enqueue(to(https));
      secure.enqueue(to(task.images.url("/b").toString()));
      task.images.enqueue(png(PNG));

      byte[] bytes = task.image().bytes();

      assertThat(bytes).isEqualTo(PNG);
      assertThat(seen(secure)).isEqualTo("GET /s without key");
    }
  }

  @Test
  void theAnswersOnTheWayMayHaveBodiesOfAnyKind() throws Exception {
    task.images.enqueue(to("/b").setHeader("Content-Type", "text/html").setBody("<html>moved"));
    task.images.enqueue(png(PNG));

    assertThat(task.image().bytes()).isEqualTo(PNG);
    assertThat(task.images.getRequestCount()).isEqualTo(2);
  }

  private static MockResponse to(String location) {
    return new MockResponse().setResponseCode(302).setHeader("Location", location);
  }

  private static String seen(MockWebServer server) throws InterruptedException {
    RecordedRequest request = server.takeRequest(10, TimeUnit.SECONDS);
    boolean key = request.getHeaders().toMultimap().toString().contains("test-key");
    if (key) {
      assertThat(request.getHeader("Authorization")).isEqualTo("Bearer " + TestGateway.KEY);
    }
    return request.getMethod() + " " + request.getPath() + (key ? " with key" : " without key");
  }
}
