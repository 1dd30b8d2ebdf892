package io.github.imagetask;

import static io.github.imagetask.Submits.DONE;
import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Test;

/** An interim answer that OkHttp takes for the answer says nothing of what became of a submit. */
final class InterimAnswerTest {
  private static final OkHttpClient HTTP2 =
      new OkHttpClient.Builder().protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE)).build();

  private final FakeTimer timer = new FakeTimer();

  @Test
  void oneEarlyHintIsNoAnswer() throws Exception {
    try (RawServer server = new RawServer();
        TestClient client = TestClient.builder(server.url()).timer(timer).build()) {
      server.then(hints(1));

      assertThat(value(timer, client.submitAsync("a cube")).key()).hasToString("test:t1");
    }
  }

  @Test
  void twoEarlyHintsAreNoRefusalAndNoErrorOfAThread() throws Exception {
    Queue<Throwable> uncaught = new ConcurrentLinkedQueue<>();
    Thread.UncaughtExceptionHandler before = Thread.getDefaultUncaughtExceptionHandler();
    Thread.setDefaultUncaughtExceptionHandler((thread, error) -> uncaught.add(error));
    try (RawServer server = new RawServer();
        TestClient client = TestClient.builder(server.url()).timer(timer).build()) {
      server.then(hints(2)).then(RawServer::done);

      acceptedOrUnknown(client.submitAsync("a cube"));

      assertThat(server.posts()).isEqualTo(1);
      value(timer, client.submitAsync("a cube")); // its thread has come back from the first
    } finally {
      Thread.setDefaultUncaughtExceptionHandler(before);
    }
    assertThat(uncaught).isEmpty();
  }

  @Test
  void twoEarlyHintsOverHttp2AreNoRefusal() throws Exception {
    try (RawHttp2Server server = new RawHttp2Server();
        TestClient client =
            TestClient.builder(server.url()).timer(timer).okHttpClient(HTTP2).build()) {
      server.then(
          stream -> {
            stream.headers(103);
            stream.headers(103);
            stream.answer(DONE);
          });

      acceptedOrUnknown(client.submitAsync("a cube"));

      assertThat(server.streams()).isEqualTo(1);
    }
  }

  @Test
  void otherProtocolIsUnknownAndItsConnectionIsLeftAlone() throws Exception {
    try (RawServer server = new RawServer();
        TestClient client = TestClient.builder(server.url()).timer(timer).build()) {
      server.then(
          Cuts.afterBody(
              peer ->
                  peer.write("HTTP/1.1 101 Tea\r\nConnection: Upgrade\r\nUpgrade: tea\r\n\r\n")));
      server.then(RawServer::done);

      SubmitOutcomeUnknownException unknown =
          failure(timer, client.submitAsync("a cube"), SubmitOutcomeUnknownException.class);
      value(timer, client.submitAsync("a cube"));

      assertThat(unknown.httpStatus()).isEqualTo(101);
      assertThat(server.posts()).isEqualTo(2);
      assertThat(server.peers()).hasSize(2);
    }
  }

  @Test
  void interimAnswerInThePlaceOfAQuerysPasses() throws Exception {
    try (RawHttp2Server server = new RawHttp2Server();
        TestClient client =
            TestClient.builder(server.url()).timer(timer).okHttpClient(HTTP2).build()) {
      for (int i = 0; i < 4; i++) {
        server.then(
            stream -> {
              stream.headers(103);
              stream.headers(103);
              stream.answer(503, "");
            });
      }
      server.then(stream -> stream.answer(DONE));
      ImageTask task = client.task(TaskKey.of("test", "t1"));

      ImageResult result =
          timer.runUntilDone(task.resultAsync(), Submits.QUERIES).get(10, TimeUnit.SECONDS);

      assertThat(result.images()).hasSize(1);
    }
  }

  @Test
  void interimAnswerInThePlaceOfAnImagesPasses() throws Exception {
    try (DoneTask task = new DoneTask()) {
      GeneratedImage image = task.image();
      task.images.enqueue(new MockResponse().setStatus("HTTP/1.1 101 Tea"));
      task.images.enqueue(DoneTask.png(TestImages.PNG));

      byte[] bytes = value(task.timer, image.bytesAsync());

      assertThat(bytes).isEqualTo(TestImages.PNG);
    }
  }

  private static RawServer.Step hints(int count) {
    return Cuts.afterBody(
        peer -> {
          for (int i = 0; i < count; i++) peer.write("HTTP/1.1 103 Early Hints\r\n\r\n");
          peer.answer("200 OK", DONE);
        });
  }

  /** OkHttp 5 waits for the answer, 4.12 for one interim answer only. */
  private void acceptedOrUnknown(CompletableFuture<ImageTask> submit) throws Exception {
    CompletableFuture<Object> end = submit.handle((task, failure) -> task == null ? failure : task);
    assertThat(value(timer, end))
        .isInstanceOfAny(ImageTask.class, SubmitOutcomeUnknownException.class);
  }
}
