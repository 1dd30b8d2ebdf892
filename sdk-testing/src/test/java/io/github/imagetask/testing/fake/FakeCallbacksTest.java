package io.github.imagetask.testing.fake;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class FakeCallbacksTest {
  private static final String KEYS = MeituDialectTest.KEYS;
  private static final Duration LONG = Duration.ofSeconds(10);

  private final Queue<String> received = new ConcurrentLinkedQueue<>();
  private HttpServer receiver;

  @BeforeEach
  void start() throws Exception {
    receiver = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    receiver.createContext("/", this::receive);
    receiver.start();
  }

  @AfterEach
  void stop() {
    receiver.stop(0);
  }

  private void receive(HttpExchange exchange) throws IOException {
    String body = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    String type = exchange.getRequestHeaders().getFirst("Content-Type");
    received.add(
        exchange.getRequestMethod() + " " + exchange.getRequestURI() + " " + type + " " + body);
    exchange.sendResponseHeaders(500, -1); // whatever the answer, it isn't posted again
    exchange.close();
  }

  @Test
  void taskThatEndsByAQueryIsPostedOnce() throws Exception {
    try (FakeGateways gateways = FakeGateways.start()) {
      FakeMeitu gateway = gateways.meitu();
      String id = task(gateway, url("/done?for=me"));

      query(gateway, id);
      assertThat(gateway.answeredCallbacks()).isZero();
      String done = query(gateway, id);
      query(gateway, id);

      assertThat(gateway.awaitCallbacks(1, LONG)).isTrue();
      assertThat(gateway.awaitCallbacks(2, Duration.ofMillis(20))).isFalse();
      assertThat(gateway.answeredCallbacks()).isEqualTo(1);
      assertThat(received)
          .containsExactly("POST /done?for=me application/json; charset=utf-8 " + done);
      assertThat(done).contains("\"msg_id\":\"" + id + "\"", "media_info_list");
    }
  }

  @Test
  void taskThatEndsByTimeIsPostedWithoutAQuery() throws Exception {
    try (FakeGateways gateways = FakeGateways.start()) {
      FakeMeitu gateway = gateways.meitu();
      gateway.finishAfter(Duration.ofMillis(30));
      gateway.failTasks("20008", "UNSUITABLE_IMAGE");

      String id = task(gateway, url("/"));

      assertThat(gateway.awaitCallbacks(1, LONG)).isTrue();
      assertThat(received.peek()).contains("20008", id);
      assertThat(gateway.queries()).isZero();
    }
  }

  @Test
  void timeIsThatOfTheFakesClock() throws Exception {
    AtomicLong clock = new AtomicLong();
    try (FakeGateways gateways = FakeGateways.start(0, clock::get)) {
      FakeMeitu gateway = gateways.meitu();
      gateway.finishAfter(Duration.ofMillis(10));
      task(gateway, url("/"));

      boolean early = gateway.awaitCallbacks(1, Duration.ofMillis(60));
      clock.set(Duration.ofMillis(10).toNanos());

      assertThat(early).isFalse();
      assertThat(gateway.awaitCallbacks(1, LONG)).isTrue();
    }
  }

  @Test
  void taskThatEndsAtOnceIsPostedAfterItsSubmit() throws Exception {
    try (FakeGateways gateways = FakeGateways.start()) {
      FakeMeitu gateway = gateways.meitu();
      gateway.finishAfterQueries(0);

      task(gateway, url("/"));

      assertThat(gateway.awaitCallbacks(1, LONG)).isTrue();
    }
  }

  @Test
  void forgottenTaskIsNotPosted() throws Exception {
    AtomicLong clock = new AtomicLong();
    try (FakeGateways gateways = FakeGateways.start(0, clock::get)) {
      FakeMeitu gateway = gateways.meitu();
      gateway.finishAfter(Duration.ofMillis(1));
      task(gateway, url("/"));

      gateway.reset();
      clock.set(Duration.ofHours(1).toNanos());

      assertThat(gateway.awaitCallbacks(1, Duration.ofMillis(50))).isFalse();
      assertThat(received).isEmpty();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://127.0.0.1/a",
        "http://example.com/a",
        "http://10.0.0.1/",
        "http://127.0.0.1.example.com/",
        "http://localhost@example.com/",
        "http://169.254.169.254/latest",
        "http://[::2]/",
        "http://1270.0.0.1/",
        "http://127.0.0.1:65536/",
        "http://a b/"
      })
  void otherAddressesAreNeverPostedTo(String url) {
    assertThat(Poster.reaches(url)).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://127.0.0.1", "HTTP://localhost:80/a?b#c", "http://[::1]:8080/"})
  void loopbackAddressesArePostedTo(String url) {
    assertThat(Poster.reaches(url)).isTrue();
  }

  @Test
  void taskWithAnotherAddressGoesItsWay() throws Exception {
    try (FakeGateways gateways = FakeGateways.start()) {
      FakeMeitu gateway = gateways.meitu();
      gateway.finishAfterQueries(1);

      String done = query(gateway, task(gateway, "https://example.com/callback"));

      assertThat(done).contains("media_info_list");
      assertThat(gateway.answeredCallbacks()).isZero();
    }
  }

  @Test
  void receiverThatNeverAnswersDoesNotHoldTheCloseUp() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      FakeGateways gateways = FakeGateways.start();
      gateways.meitu().finishAfterQueries(0);
      task(gateways.meitu(), "http://127.0.0.1:" + silent.getLocalPort() + "/");

      try (Socket posted = silent.accept()) {
        assertThat(posted.getInputStream().read()).isEqualTo('P');
        long start = System.nanoTime();
        gateways.close();
        assertThat(System.nanoTime() - start).isLessThan(Duration.ofSeconds(4).toNanos());
      }
      assertThat(gateways.meitu().answeredCallbacks()).isZero();
    }
  }

  private String url(String path) {
    return "http://127.0.0.1:" + receiver.getAddress().getPort() + path;
  }

  private static String task(FakeGateway gateway, String url) throws Exception {
    URI submit = URI.create(gateway.baseUrl() + "/outsourcing_gateway_submit_async" + KEYS);
    String json = MeituDialectTest.json("\"repost_url\":\"" + url + "\"");
    return Wire.find("\"msg_id\":\"([^\"]+)\"", MeituDialectTest.post(submit, json).body());
  }

  private static String query(FakeGateway gateway, String id) throws Exception {
    URI query = URI.create(gateway.baseUrl() + "/query" + KEYS + "&msg_id=" + id);
    return MeituDialectTest.post(query, "{}").body();
  }
}
