package io.github.imagetask.testing.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.SocketException;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

final class FaultTest {
  private static FakeGateways gateways;
  private static FakeGateway gateway;
  private static Wire wire;

  @BeforeAll
  static void start() {
    gateways = FakeGateways.start();
    gateway = gateways.uniall();
    wire = new Wire(gateway);
  }

  @AfterAll
  static void close() {
    gateways.close();
  }

  @BeforeEach
  void reset() {
    gateway.reset();
  }

  @Test
  void statusAnswersWithoutMakingATask() throws Exception {
    gateway.next(FakeCall.SUBMIT, Fault.status(429).withRetryAfter("7").withHeader("X-A", "b"));

    HttpResponse<String> answer = wire.submit(Wire.CUBE);

    assertThat(answer.statusCode()).isEqualTo(429);
    assertThat(answer.headers().firstValue("Retry-After")).hasValue("7");
    assertThat(answer.headers().firstValue("X-A")).hasValue("b");
    assertThat(answer.headers().firstValue("Content-Length")).hasValue("0");
    assertThat(answer.body()).isEmpty();
    assertThat(gateway.tasks()).isZero();
    assertThat(gateway.submits()).isEqualTo(1);
  }

  @Test
  void processedStatusMakesATask() throws Exception {
    gateway.next(FakeCall.SUBMIT, Fault.status(504, "text/plain", "late").processed());

    HttpResponse<String> answer = wire.submit(Wire.CUBE);

    assertThat(answer.statusCode()).isEqualTo(504);
    assertThat(answer.body()).isEqualTo("late");
    assertThat(gateway.tasks()).isEqualTo(1);
  }

  @Test
  void faultsOfOneCallStandInLineAndLeaveOthersAlone() throws Exception {
    String id = wire.task(Wire.CUBE);
    gateway.next(FakeCall.QUERY, Fault.status(500));
    gateway.next(FakeCall.QUERY, Fault.status(502));

    assertThat(wire.submit(Wire.CUBE).statusCode()).isEqualTo(200);
    assertThat(wire.query(id).statusCode()).isEqualTo(500);
    assertThat(wire.query(id).statusCode()).isEqualTo(502);
    assertThat(wire.query(id).body()).contains("processing");
  }

  @Test
  void alwaysHoldsUntilNullAndGivesWayToNext() throws Exception {
    gateway.always(FakeCall.QUERY, Fault.status(500));
    gateway.next(FakeCall.QUERY, Fault.status(501));

    assertThat(wire.query("x").statusCode()).isEqualTo(501);
    assertThat(wire.query("x").statusCode()).isEqualTo(500);
    assertThat(wire.query("x").statusCode()).isEqualTo(500);
    gateway.always(FakeCall.QUERY, null);
    assertThat(wire.query("x").statusCode()).isEqualTo(400);
  }

  @Test
  void refusalHasTheGatewaysOwnShape() throws Exception {
    gateway.next(FakeCall.SUBMIT, Fault.refusal(403, "insufficient_user_quota", "no money"));

    HttpResponse<String> answer = wire.submit(Wire.CUBE);

    assertThat(answer.statusCode()).isEqualTo(403);
    assertThat(answer.body()).startsWith("{\"error\":{\"message\":\"no money (request id: ");
    assertThat(answer.body()).endsWith("\"param\":\"\",\"code\":\"insufficient_user_quota\"}}");
  }

  @Test
  void unknownTaskIsSaidOfAKnownTask() throws Exception {
    String id = wire.task(Wire.CUBE);
    gateway.next(FakeCall.QUERY, Fault.unknownTask());

    HttpResponse<String> answer = wire.query(id);

    assertThat(answer.statusCode()).isEqualTo(400);
    assertThat(answer.body()).startsWith("{\"code\":\"task_not_exist\"");
  }

  @Test
  void htmlPageAndExactBody() throws Exception {
    gateway.next(FakeCall.QUERY, Fault.htmlPage());
    gateway.next(FakeCall.QUERY, Fault.body("{\"a\": 1}"));

    HttpResponse<String> page = wire.query("x");
    HttpResponse<String> body = wire.query("x");

    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type")).hasValue("text/html");
    assertThat(page.body()).startsWith("<!DOCTYPE html>");
    assertThat(body.statusCode()).isEqualTo(200);
    assertThat(body.body()).isEqualTo("{\"a\": 1}");
  }

  @Test
  void emptyBodyMakesATask() throws Exception {
    gateway.next(FakeCall.SUBMIT, Fault.emptyBody());

    HttpResponse<String> answer = wire.submit(Wire.CUBE);

    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).isEmpty();
    assertThat(gateway.tasks()).isEqualTo(1);
  }

  @Test
  void truncatedJsonIsTheFirstHalf() throws Exception {
    gateway.next(FakeCall.SUBMIT, Fault.truncatedJson());

    HttpResponse<String> answer = wire.submit(Wire.CUBE);

    assertThat(answer.body()).startsWith("{\"task_id\":\"task_").doesNotEndWith("}");
    assertThat(answer.headers().firstValueAsLong("Content-Length"))
        .hasValue(answer.body().length());
  }

  @Test
  void unknownStatusIsTheWordInAnAnswerThatIsInOrder() throws Exception {
    String id = wire.task(Wire.CUBE);
    gateway.next(FakeCall.QUERY, Fault.unknownStatus("paused"));

    assertThat(wire.query(id).body()).contains("\"status\":\"paused\",\"progress\":\"50%\"");
    assertThat(wire.query(id).body()).contains("\"status\":\"succeeded\"");
  }

  @Test
  void successWithoutImageNamesNone() throws Exception {
    String id = wire.task(Wire.CUBE);
    gateway.next(FakeCall.QUERY, Fault.successWithoutImage());

    assertThat(wire.query(id).body())
        .contains("\"status\":\"succeeded\"", "\"result_count\":0")
        .doesNotContain("result_url");
  }

  @Test
  void faultsThatMakeNoSenseAreRefused() {
    assertThatThrownBy(() -> gateway.next(FakeCall.DOWNLOAD, Fault.unknownStatus("x")))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("unknown_status can't befall a DOWNLOAD");
    assertThatThrownBy(() -> gateway.always(FakeCall.SUBMIT, Fault.unknownTask()))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fault.status(100)).isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> Fault.cutBeforeRead().processed())
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void cutBeforeReadResetsAtTheRequestLine() throws Exception {
    gateway.next(FakeCall.SUBMIT, Fault.cutBeforeRead());

    try (Socket socket = Wire.open(gateway.baseUrl())) {
      socket.getOutputStream().write(bytes("POST /uniall/v1/images/tasks HTTP/1.1\r\n"));

      assertThatThrownBy(() -> socket.getInputStream().read()).isInstanceOf(SocketException.class);
    }
    assertThat(gateway.submits()).isEqualTo(1);
    assertThat(gateway.tasks()).isZero();
    assertThat(gateway.requests().get(0).isComplete()).isFalse();
    assertThat(gateway.requests().get(0).path()).isEqualTo("/uniall/v1/images/tasks");
  }

  @Test
  void cutAfterReadClosesWithoutAByteAndTheTaskExists() throws Exception {
    gateway.next(FakeCall.SUBMIT, Fault.cutAfterRead());

    byte[] answer = Wire.raw(gateway.baseUrl(), wire.submitWhole(Wire.CUBE));

    assertThat(answer).isEmpty();
    assertThat(gateway.tasks()).isEqualTo(1);
    assertThat(gateway.requests().get(0).bodyText()).isEqualTo(Wire.CUBE);
  }

  @Test
  void cutAtByteLetsThatManyPass() throws Exception {
    String id = wire.task(Wire.CUBE);
    gateway.next(FakeCall.QUERY, Fault.cutAtByte(20));
    gateway.next(FakeCall.QUERY, Fault.cutAtByte(0));

    byte[] twenty = Wire.raw(gateway.baseUrl(), wire.queryHead(id));
    byte[] none = Wire.raw(gateway.baseUrl(), wire.queryHead(id));

    assertThat(new String(twenty, StandardCharsets.US_ASCII)).startsWith("HTTP/1.1 200 OK\r\n");
    assertThat(twenty).hasSize(20);
    assertThat(none).isEmpty();
  }

  @Test
  void cutAtAByteThatIsNeverReachedLeavesTheConnectionAlone() throws Exception {
    String id = wire.task(Wire.CUBE);
    int before = gateway.connections();
    gateway.next(FakeCall.QUERY, Fault.cutAtByte(100_000));

    for (int i = 0; i < 1000; i++) {
      assertThat(wire.query(id).statusCode()).isEqualTo(200);
    }
    assertThat(gateway.connections()).isEqualTo(before);
  }

  @Test
  void wrongLengthPromisesMoreThanItSends() throws Exception {
    String id = wire.task(Wire.CUBE);
    gateway.next(FakeCall.QUERY, Fault.wrongLength());

    String answer = text(Wire.raw(gateway.baseUrl(), wire.queryHead(id)));

    int promised = Integer.parseInt(Wire.find("(?i)Content-length: (\\d+)", answer));
    String body = answer.substring(answer.indexOf("\r\n\r\n") + 4);
    assertThat(body).endsWith("}}").hasSize(promised - 1000);
  }

  @Test
  void slowHeadersPauseBeforeTheFirstByte() throws Exception {
    String id = wire.task(Wire.CUBE);
    gateway.next(FakeCall.QUERY, Fault.slowHeaders(Duration.ofMillis(150)));
    long start = System.nanoTime();

    HttpResponse<String> answer = wire.query(id);

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(150_000_000);
    assertThat(answer.body()).contains("processing");
  }

  @Test
  void slowBodySendsHeadersAtOnce() throws Exception {
    String id = wire.task(Wire.CUBE);
    gateway.next(FakeCall.QUERY, Fault.slowBody(Duration.ofHours(1)));

    try (Socket socket = Wire.open(gateway.baseUrl())) {
      socket.getOutputStream().write(bytes(wire.queryHead(id)));
      InputStream in = socket.getInputStream();
      StringBuilder head = new StringBuilder();
      while (head.indexOf("\r\n\r\n") < 0) {
        head.append((char) in.read());
      }

      assertThat(head).startsWith("HTTP/1.1 200 OK\r\n");
      assertThat(in.available()).isZero();
    }
  }

  @Test
  void slowBodyComesWhole() throws Exception {
    String id = wire.task(Wire.CUBE);
    gateway.next(FakeCall.QUERY, Fault.slowBody(Duration.ofMillis(10)));
    long start = System.nanoTime();

    HttpResponse<String> answer = wire.query(id);

    assertThat(System.nanoTime() - start).isGreaterThanOrEqualTo(100_000_000);
    assertThat(answer.body()).endsWith("\"error\":null}}");
  }

  @Test
  void endlessBodyGoesOnUntilTheClientLeaves() throws Exception {
    String id = wire.task(Wire.CUBE);
    gateway.next(FakeCall.QUERY, Fault.endlessBody());

    try (Socket socket = Wire.open(gateway.baseUrl())) {
      socket.getOutputStream().write(bytes(wire.queryHead(id)));

      assertThat(socket.getInputStream().readNBytes(5_000_000)).hasSize(5_000_000);
    }
  }

  @Test
  void redirectedSubmitLeadsToAnOriginThatSeesTheKey() throws Exception {
    gateway.next(FakeCall.SUBMIT, Fault.redirectToOtherOrigin());

    HttpResponse<String> answer = wire.submit(Wire.CUBE);
    URI location = URI.create(answer.headers().firstValue("Location").orElseThrow());
    HttpResponse<String> followed =
        wire.send(
            HttpRequest.newBuilder(location)
                .header("Authorization", "Bearer " + gateway.apiKey())
                .POST(HttpRequest.BodyPublishers.ofString(Wire.CUBE)));

    assertThat(answer.statusCode()).isEqualTo(307);
    assertThat(location.getPort()).isNotEqualTo(URI.create(gateway.baseUrl()).getPort());
    assertThat(location.getPath()).isEqualTo("/uniall/v1/images/tasks");
    assertThat(followed.statusCode()).isEqualTo(404);
    assertThat(gateway.submits()).isEqualTo(2);
    assertThat(gateway.tasks()).isZero();
    assertThat(gateway.credentialsAtOtherOrigins()).isEqualTo(1);
  }

  @Test
  void redirectedDownloadLeadsToTheImage() throws Exception {
    gateway.finishAfterQueries(0);
    String url = wire.imageUrl(wire.task(Wire.CUBE));
    gateway.always(FakeCall.DOWNLOAD, Fault.redirectToOtherOrigin(302));

    HttpResponse<byte[]> answer = wire.download(url);
    String location = answer.headers().firstValue("Location").orElseThrow();
    HttpResponse<byte[]> followed = wire.download(location);

    assertThat(answer.statusCode()).isEqualTo(302);
    assertThat(URI.create(location).getPort()).isNotEqualTo(URI.create(url).getPort());
    assertThat(followed.statusCode()).isEqualTo(200);
    assertThat(followed.headers().firstValue("Content-Type")).hasValue("image/png");
    assertThat(gateway.downloads()).isEqualTo(2);
  }

  @Test
  void downloadsMeetFaultsToo() throws Exception {
    gateway.finishAfterQueries(0);
    String url = wire.imageUrl(wire.task(Wire.CUBE));
    gateway.next(FakeCall.DOWNLOAD, Fault.status(503));
    gateway.next(FakeCall.DOWNLOAD, Fault.wrongLength());
    gateway.next(FakeCall.DOWNLOAD, Fault.endlessBody());

    assertThat(wire.download(url).statusCode()).isEqualTo(503);
    assertThatThrownBy(() -> wire.download(url)).isInstanceOf(IOException.class);
    try (Socket socket = Wire.open(url)) {
      String path = url.substring(url.indexOf("/uniall"));
      socket.getOutputStream().write(bytes("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n"));
      String start = text(socket.getInputStream().readNBytes(2_000_000));
      assertThat(start).contains("image/png", "PNG", "IHDR");
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String text(byte[] bytes) {
    return new String(bytes, StandardCharsets.ISO_8859_1);
  }
}
