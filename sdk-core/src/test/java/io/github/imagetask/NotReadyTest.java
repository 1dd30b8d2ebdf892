package io.github.imagetask;

import static io.github.imagetask.DoneTask.failure;
import static io.github.imagetask.DoneTask.get;
import static io.github.imagetask.DoneTask.png;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import okhttp3.mockwebserver.MockResponse;
import okio.Buffer;
import okio.GzipSink;
import okio.Okio;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Answers under 2xx that say that the image is still being made. */
@Timeout(30)
final class NotReadyTest {
  private static final String PREFIX = "test:t1: image 0: ";

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
  @ValueSource(
      strings = {
        "{\"status\":\"processing\"}",
        "{\"code\":0,\"data\":{\"task\":[{\"state\":\"IN_PROGRESS\"}]}}",
        "{\"error\":null,\"message\":\"The image is still processing, come back later\"}",
        "{\"status\":\"queued\",\"message\":\"no error\"}",
        "\ufeff {\"status\":\"pending\"}",
        "[\"running\"]",
        "\"submitted\"",
        "{\"status\":\"processing\",\"log\":\"cut he"
      })
  void jsonThatSaysItIsBeingMadeIsAskedAgain(String json) throws Exception {
    for (String type : new String[] {"application/json", "image/png", "text/plain"}) {
      again(new MockResponse().setHeader("Content-Type", type).setBody(json));
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "{\"status\":\"failed\",\"message\":\"it was processing\"} | the answer is application/json",
        "{\"message\":\"processing failed\"}                     | the answer is application/json",
        "{\"status\":\"done\"}                                   | the answer is application/json",
        "{\"processing_time\":12,\"preprocessing\":\"x\"}        | the answer is application/json",
        "{}                                                      | the answer is application/json",
        "<p>processing</p>                                       | the answer is application/json",
      })
  void anyOtherTextIsRefusedAtOnce(String body, String why) throws Exception {
    task.images.enqueue(
        new MockResponse().setHeader("Content-Type", "application/json").setBody(body));

    assertThat(failure(task.image().bytesAsync()))
        .hasMessage(PREFIX + "what came is not the image: " + why);

    assertThat(task.images.getRequestCount()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "accepted", "<html>soon</html>", "{}", "{\"status\":\"failed\"}"})
  void what202BringsIsNoImageYet(String body) throws Exception {
    again(new MockResponse().setResponseCode(202).setBody(body));
  }

  @Test
  void anImageUnder202IsTheImage() throws Exception {
    task.images.enqueue(png(PNG).setResponseCode(202));

    assertThat(task.image().bytes()).isEqualTo(PNG);
  }

  @Test
  void packedJsonIsReadToo() throws Exception {
    Buffer packed = new Buffer();
    try (var out = Okio.buffer(new GzipSink(packed))) {
      out.writeUtf8("{\"status\":\"processing\"}");
    }

    again(new MockResponse().setHeader("Content-Type", "application/json").setBody(packed));
  }

  @Test
  void aPageIsReadToItsBoundOnly() throws Exception {
    String spaces = " ".repeat(70_000);
    task.images.enqueue(DoneTask.json("{" + spaces + "\"status\":\"processing\"}"));

    assertThat(failure(task.image().bytesAsync()))
        .hasMessage(PREFIX + "what came is not the image: the answer is application/json");
  }

  @Tag("slow")
  @Test
  void jsonThatNeverEndsIsReadForTwoSecondsAtMost() throws Exception {
    CountDownLatch closed = new CountDownLatch(1);
    ScriptServer.Script endless =
        (in, out) -> {
          String head = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n\r\n";
          out.write(ScriptServer.ascii(head + "{\"status\":\"processing\"," + " ".repeat(1_024)));
          out.flush();
          ScriptServer.awaitEnd(in);
          closed.countDown();
        };
    try (ScriptServer server = new ScriptServer(endless)) {
      CompletableFuture<byte[]> future = task.imageAt(server.url("/a")).bytesAsync();

      assertThat(step()).isEqualTo(Duration.ofSeconds(1));
      ScriptServer.await(closed);
      future.cancel(true);
    }
  }

  @Test
  void retryAfterLengthensThePause() throws Exception {
    task.images.enqueue(
        new MockResponse().setResponseCode(202).setHeader("Retry-After", "9").setBody("soon"));
    task.images.enqueue(png(PNG));

    CompletableFuture<byte[]> future = task.image().bytesAsync();

    assertThat(step()).isEqualTo(Duration.ofSeconds(9));
    assertThat(get(future)).isEqualTo(PNG);
  }

  @Test
  void whatIsNeverReadyIsToldInTheAnswersTerms() throws Exception {
    for (int i = 0; i < 5; i++) task.images.enqueue(DoneTask.json("{\"status\":\"running\"}"));

    CompletableFuture<byte[]> future = task.image().bytesAsync();
    for (int pause : new int[] {1, 2, 4, 8})
      assertThat(step()).isEqualTo(Duration.ofSeconds(pause));

    Throwable failure = failure(future);
    assertThat(failure)
        .hasMessage(
            PREFIX + "the image isn't ready: the answer is application/json, after 5 tries");
    assertThat(((DownloadException) failure).httpStatus()).isEqualTo(200);
  }

  private void again(MockResponse answer) throws Exception {
    task.images.enqueue(answer);
    task.images.enqueue(png(PNG));

    CompletableFuture<byte[]> future = task.image().bytesAsync();

    assertThat(step()).isEqualTo(Duration.ofSeconds(1));
    assertThat(get(future)).isEqualTo(PNG);
  }

  private Duration step() {
    return task.timer.step(Duration.ofSeconds(20));
  }
}
