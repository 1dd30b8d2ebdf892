package io.github.imagetask.testing.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

final class FakeGatewaysTest {
  @Test
  void gatewaysAreFoundByName() {
    try (FakeGateways gateways = FakeGateways.start()) {
      FakeGateway uniall = gateways.uniall();

      assertThat(gateways.gateway("uniall")).isSameAs(uniall);
      assertThat(gateways.all()).contains(uniall);
      assertThat(uniall.name()).isEqualTo("uniall");
      assertThat(uniall.apiKey()).isEqualTo("test-key-uniall");
      assertThat(uniall.baseUrl()).matches("http://127\\.0\\.0\\.1:\\d+/uniall");
      assertThat(uniall.environment())
          .containsEntry("UNIALL_BASE_URL", uniall.baseUrl())
          .containsEntry("UNIALL_API_KEY", "test-key-uniall");
      assertThatThrownBy(() -> gateways.gateway("dalle"))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageStartingWith("no fake gateway \"dalle\", only [")
          .hasMessageContaining("uniall");
    }
  }

  @Test
  void dialectOfOnesOwnIsServedBesideTheFour() throws Exception {
    try (FakeGateways gateways = FakeGateways.start(new Named("acme"))) {
      FakeGateway acme = gateways.gateway("acme");

      assertThat(gateways.all()).hasSize(5).contains(acme, gateways.uniall());
      assertThat(acme.baseUrl()).matches("http://127\\.0\\.0\\.1:\\d+/acme");
      assertThat(acme.secrets()).containsExactly("test-key-acme");
      assertThat(acme.environment())
          .containsOnly(
              Map.entry("ACME_BASE_URL", acme.baseUrl()),
              Map.entry("ACME_API_KEY", "test-key-acme"));
      HttpResponse<String> answer = new Wire(acme).get("/v1/jobs/1");
      assertThat(answer.statusCode()).isEqualTo(404);
      assertThat(answer.body()).isEqualTo("not_found: no route GET /v1/jobs/1");
    }
  }

  @Test
  void nameOfADialectIsItsOwnAndFitsIntoAKey() {
    assertThatThrownBy(() -> FakeGateways.start(new Named("uniall")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two gateways are called uniall");
    assertThatThrownBy(() -> FakeGateways.start(new Named("a"), new Named("a")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("two gateways are called a");
    for (String name : List.of("", "Acme", "a/b", "a-b")) {
      assertThatThrownBy(() -> FakeGateways.start(new Named(name)))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("a gateway's name is lower-case letters and digits, not \"" + name + "\"");
    }
  }

  /** A dialect that has a name, and no route. */
  private record Named(String name) implements Dialect {
    @Override
    public FakeCall call(String method, String route) {
      return null;
    }

    @Override
    public TaskSpec submission(FakeRequest request, boolean anyModel) throws Refusal {
      throw unknownRoute(request);
    }

    @Override
    public String taskId(FakeRequest request) throws Refusal {
      throw unknownRoute(request);
    }

    @Override
    public Reply accepted(View view, Urls urls) {
      return state(view, urls);
    }

    @Override
    public Reply state(View view, Urls urls) {
      return Reply.json(200, view.id());
    }

    @Override
    public Refusal unknownTask(String id) {
      return new Refusal(404, "no_task", id);
    }

    @Override
    public Reply refusal(Refusal refusal) {
      return Reply.text(refusal.status(), "text/plain", refusal.code() + ": " + refusal.text());
    }
  }

  @Test
  void portIsFixedAndFreeAgainAfterClose() {
    FakeGateways first = FakeGateways.start();
    int port = URI.create(first.uniall().baseUrl()).getPort();

    assertThatThrownBy(() -> FakeGateways.start(port))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining("can't listen on 127.0.0.1:" + port);
    first.close();
    try (FakeGateways second = FakeGateways.start(port)) {
      assertThat(second.uniall().baseUrl()).isEqualTo("http://127.0.0.1:" + port + "/uniall");
    }
  }

  @Test
  void nothingSurvivesClose() throws Exception {
    List<Thread> before = List.copyOf(Thread.getAllStackTraces().keySet());
    FakeGateways gateways = FakeGateways.start();
    FakeGateway gateway = gateways.uniall();
    Wire wire = new Wire(gateway);
    String id = wire.task(Wire.CUBE);
    gateway.always(FakeCall.QUERY, Fault.slowHeaders(Duration.ofHours(1)));
    Socket waiting = Wire.open(gateway.baseUrl());
    waiting.getOutputStream().write(wire.queryHead(id).getBytes(StandardCharsets.UTF_8));
    Socket silent = Wire.open(gateway.baseUrl());
    assertThat(gateway.await(FakeCall.QUERY, 1, Duration.ofSeconds(10))).isTrue();
    List<Thread> ours = new ArrayList<>(Thread.getAllStackTraces().keySet());
    ours.removeAll(before);
    ours.removeIf(thread -> thread.getName().startsWith("HttpClient"));
    ours.removeIf(thread -> thread.getName().startsWith("Java2D"));

    gateways.close();
    gateways.close();

    assertThat(ours).isNotEmpty().allMatch(Thread::isDaemon);
    for (Thread thread : ours) {
      thread.join(10_000);
      assertThat(thread.isAlive()).as(thread.getName()).isFalse();
    }
    assertThat(hasEnded(silent)).isTrue();
    assertThatThrownBy(() -> wire.query(id)).isInstanceOf(IOException.class);
    waiting.close();
    silent.close();
  }

  @Test
  void everythingIsCounted() throws Exception {
    try (FakeGateways gateways = FakeGateways.start()) {
      FakeGateway gateway = gateways.uniall();
      Wire wire = new Wire(gateway);
      gateway.finishAfterQueries(1);

      String id = wire.task(Wire.CUBE);
      String url = wire.imageUrl(id);
      wire.download(url);
      wire.submit("{}");

      assertThat(gateway.submits()).isEqualTo(2);
      assertThat(gateway.queries()).isEqualTo(1);
      assertThat(gateway.downloads()).isEqualTo(1);
      assertThat(gateway.tasks()).isEqualTo(1);
      assertThat(gateway.connections()).isEqualTo(2); // one at the API, one at the results
      assertThat(gateways.connections()).isEqualTo(2);
      assertThat(gateway.credentialsAtOtherOrigins()).isZero();
      assertThat(gateway.requests())
          .extracting(FakeRequest::method, FakeRequest::path, FakeRequest::call, FakeRequest::atApi)
          .containsExactly(
              tuple("POST", "/uniall/v1/images/tasks", FakeCall.SUBMIT, true),
              tuple("GET", "/uniall/v1/images/tasks/" + id, FakeCall.QUERY, true),
              tuple("GET", "/uniall/results/" + id + "/0.png", FakeCall.DOWNLOAD, false),
              tuple("POST", "/uniall/v1/images/tasks", FakeCall.SUBMIT, true));
      assertThat(gateway.requests().get(0).header("authorization"))
          .isEqualTo("Bearer test-key-uniall");
      assertThat(gateway.requests().get(0).bodyText()).isEqualTo(Wire.CUBE);
      assertThat(gateway.requests().get(2).query()).matches("sign=[0-9a-f]{32}");
    }
  }

  @Test
  void resetForgets() throws Exception {
    try (FakeGateways gateways = FakeGateways.start()) {
      FakeGateway gateway = gateways.uniall();
      Wire wire = new Wire(gateway);
      wire.task(Wire.CUBE);
      gateway.always(FakeCall.SUBMIT, Fault.status(500));
      gateway.finishAfterQueries(0);

      gateway.reset();

      assertThat(gateway.submits()).isZero();
      assertThat(gateway.tasks()).isZero();
      assertThat(gateway.requests()).isEmpty();
      assertThat(wire.submit(Wire.CUBE).body()).contains("queued");
    }
  }

  @Test
  void postCountsFromItsRequestLine() throws Exception {
    try (FakeGateways gateways = FakeGateways.start();
        Socket socket = Wire.open(gateways.uniall().baseUrl())) {
      FakeGateway gateway = gateways.uniall();
      String line = "POST /uniall/v1/images/tasks HTTP/1.1\r\n";
      socket.getOutputStream().write(line.getBytes(StandardCharsets.UTF_8));

      assertThat(gateway.await(FakeCall.SUBMIT, 1, Duration.ofSeconds(10))).isTrue();
      assertThat(gateway.submits()).isEqualTo(1);
      assertThat(gateway.tasks()).isZero();
    }
  }

  @Test
  void halfClosedClientIsStillAnswered() throws Exception {
    try (FakeGateways gateways = FakeGateways.start();
        Socket socket = Wire.open(gateways.uniall().baseUrl())) {
      Wire wire = new Wire(gateways.uniall());
      socket.getOutputStream().write(wire.submitWhole(Wire.CUBE).getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();

      String answer = new String(Wire.toEnd(socket.getInputStream()), StandardCharsets.UTF_8);

      assertThat(answer).startsWith("HTTP/1.1 200 OK").contains("\"status\":\"queued\"");
    }
  }

  @Test
  void bodyInChunksIsReadAndTheConnectionGoesOn() throws Exception {
    try (FakeGateways gateways = FakeGateways.start();
        Socket socket = Wire.open(gateways.uniall().baseUrl())) {
      FakeGateway gateway = gateways.uniall();
      Wire wire = new Wire(gateway);
      String head =
          wire.head(
              "POST /uniall/v1/images/tasks",
              "Content-Type: application/json",
              "Transfer-Encoding: chunked");
      String body = Wire.CUBE;
      String chunks =
          Integer.toHexString(10)
              + "\r\n"
              + body.substring(0, 10)
              + "\r\n"
              + Integer.toHexString(body.length() - 10)
              + "\r\n"
              + body.substring(10)
              + "\r\n0\r\n\r\n";
      socket.getOutputStream().write((head + chunks).getBytes(StandardCharsets.UTF_8));
      assertThat(gateway.await(FakeCall.SUBMIT, 1, Duration.ofSeconds(10))).isTrue();
      socket.getOutputStream().write(wire.queryHead("x").getBytes(StandardCharsets.UTF_8));
      socket.shutdownOutput();

      String answers = new String(Wire.toEnd(socket.getInputStream()), StandardCharsets.UTF_8);

      assertThat(answers).contains("\"status\":\"queued\"", "task_not_exist");
      assertThat(gateway.submits()).isEqualTo(1);
      assertThat(gateway.queries()).isEqualTo(1);
      assertThat(gateway.connections()).isEqualTo(1);
    }
  }

  @Test
  void tasksGoByTime() throws Exception {
    AtomicLong clock = new AtomicLong();
    try (FakeGateways gateways = FakeGateways.start(0, clock::get)) {
      FakeGateway gateway = gateways.uniall();
      Wire wire = new Wire(gateway);
      gateway.finishAfter(Duration.ofSeconds(10));
      String id = wire.task(Wire.CUBE);

      assertThat(wire.query(id).body()).contains("\"status\":\"queued\",\"progress\":\"0%\"");
      clock.set(Duration.ofSeconds(6).toNanos());
      assertThat(wire.query(id).body()).contains("\"status\":\"processing\",\"progress\":\"60%\"");
      clock.set(Duration.ofSeconds(10).toNanos());
      assertThat(wire.query(id).body()).contains("\"status\":\"succeeded\",\"progress\":\"100%\"");
    }
  }

  @Test
  void tasksGoByQueriesAndKeepTheirPlan() throws Exception {
    try (FakeGateways gateways = FakeGateways.start()) {
      FakeGateway gateway = gateways.uniall();
      Wire wire = new Wire(gateway);
      gateway.finishAfterQueries(3);
      String id = wire.task(Wire.CUBE);
      gateway.finishAfterQueries(1);
      gateway.failTasks("a", "b");
      String other = wire.task(Wire.CUBE);
      gateway.succeedTasks();

      assertThat(wire.query(id).body()).contains("\"status\":\"processing\",\"progress\":\"33%\"");
      assertThat(wire.query(other).body()).contains("\"status\":\"failed\"");
      assertThat(wire.query(id).body()).contains("\"status\":\"processing\",\"progress\":\"66%\"");
      assertThat(wire.query(id).body()).contains("\"status\":\"succeeded\"");
      assertThat(wire.query(id).body()).contains("\"status\":\"succeeded\"");
    }
  }

  @Test
  void fewerImagesThanAskedFor() throws Exception {
    try (FakeGateways gateways = FakeGateways.start()) {
      gateways.uniall().finishAfterQueries(0);
      gateways.uniall().giveAtMost(2);

      String body =
          new Wire(gateways.uniall())
              .submit("{\"model\":\"gpt-image-2\",\"prompt\":\"p\",\"size\":\"1024x768\",\"n\":5}")
              .body();

      assertThat(body).contains("\"result_count\":2");
    }
  }

  @Test
  void resultOriginCountsKeysWhereverTheyAre() throws Exception {
    try (FakeGateways gateways = FakeGateways.start()) {
      FakeGateway gateway = gateways.uniall();
      Wire wire = new Wire(gateway);
      gateway.finishAfterQueries(0);
      String url = wire.imageUrl(wire.task(Wire.CUBE));

      HttpResponse<String> served =
          wire.send(HttpRequest.newBuilder(URI.create(url)).header("X-Key", "test-key-uniall"));
      wire.download(url + "&token=test-key-uniall");
      wire.send(
          HttpRequest.newBuilder(URI.create(url).resolve("/nowhere"))
              .POST(HttpRequest.BodyPublishers.ofString("k=test-key-uniall")));
      wire.download(url);

      assertThat(served.statusCode()).isEqualTo(200);
      assertThat(gateway.credentialsAtOtherOrigins()).isEqualTo(3);
    }
  }

  @Test
  void hundredsOfClientsAtOnce() throws Exception {
    int clients = 400;
    ExecutorService threads = Executors.newCachedThreadPool();
    try (FakeGateways gateways = FakeGateways.start()) {
      FakeGateway gateway = gateways.uniall();
      Wire wire = new Wire(gateway);
      List<Socket> sockets = new ArrayList<>();
      for (int i = 0; i < clients; i++) {
        sockets.add(Wire.open(gateway.baseUrl()));
      }
      String submit = wire.submitWhole(Wire.CUBE);

      for (int round = 1; round <= 3; round++) { // on the same connections: none is closed
        List<Future<String>> answers = new ArrayList<>();
        for (Socket socket : sockets) {
          answers.add(threads.submit(() -> exchange(socket, submit)));
        }
        for (Future<String> answer : answers) {
          assertThat(answer.get()).startsWith("HTTP/1.1 200 OK").endsWith("\"error\":null}");
        }
        assertThat(gateway.tasks()).isEqualTo(clients * round);
      }

      assertThat(gateway.submits()).isEqualTo(3 * clients);
      assertThat(gateway.connections()).isEqualTo(clients);
      assertThat(gateway.requests()).hasSize(1000);
      for (Socket socket : sockets) {
        socket.close();
      }
    } finally {
      threads.shutdownNow();
    }
  }

  @Test
  void awaitGivesUpInTime() throws Exception {
    try (FakeGateways gateways = FakeGateways.start()) {
      assertThat(gateways.uniall().await(FakeCall.SUBMIT, 1, Duration.ofMillis(5))).isFalse();
      assertThat(gateways.uniall().await(FakeCall.SUBMIT, 0, Duration.ZERO)).isTrue();
    }
  }

  /** Sends a request and reads one answer, whose length its header says. */
  private static String exchange(Socket socket, String request) throws Exception {
    socket.getOutputStream().write(request.getBytes(StandardCharsets.UTF_8));
    StringBuilder answer = new StringBuilder();
    while (answer.indexOf("\r\n\r\n") < 0) {
      answer.append((char) socket.getInputStream().read());
    }
    int length = Integer.parseInt(Wire.find("(?i)content-length: (\\d+)", answer.toString()));
    byte[] body = socket.getInputStream().readNBytes(length);
    return answer + new String(body, StandardCharsets.UTF_8);
  }

  private static org.assertj.core.groups.Tuple tuple(Object... values) {
    return new org.assertj.core.groups.Tuple(Arrays.copyOf(values, values.length));
  }

  /** Closed by its server, or reset by the system: it hadn't been accepted yet. */
  private static boolean hasEnded(Socket connection) throws IOException {
    try {
      return connection.getInputStream().read() == -1;
    } catch (SocketException reset) {
      return true;
    }
  }
}
