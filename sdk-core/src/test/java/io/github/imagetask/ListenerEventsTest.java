package io.github.imagetask;

import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import okio.Buffer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/**
 * Every beginning has an end, whatever comes between; in the order that the listener's page says.
 */
@Timeout(60)
final class ListenerEventsTest extends OverHttp {
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

  @BeforeEach
  void listen() {
    client(builder -> builder.listener(new All("")));
  }

  @Test
  void aTaskThatGoesWell() throws Exception {
    answer(status(429), queued(), running(10), done(url()), image());

    ImageTask task = finish(client.submitAsync("a cube"));
    ImageResult result = finish(task.resultAsync());
    byte[] unused = result.first().bytes();

    hears(
        "submitting null",
        "retrying null",
        "submitted test:t1",
        "waiting test:t1",
        "updated test:t1",
        "finished test:t1",
        "waitEnded test:t1 2 queries",
        "downloading test:t1 0",
        "downloaded test:t1 0 " + PNG.length);
  }

  @Test
  void submitsThatBringNoTask() throws Exception {
    answer(status(401));
    GatewayException refused = failure(client.submitAsync("a cube"), GatewayException.class);
    Recorder.await(heard, 2);
    answer(new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));
    SubmitOutcomeUnknownException unknown =
        failure(client.submitAsync("a cube"), SubmitOutcomeUnknownException.class);

    assertThat(refused.httpStatus()).isEqualTo(401);
    assertThat(unknown.key()).isNull();
    hears(
        "submitting null",
        "submitFailed null GatewayException",
        "submitting null",
        "submitFailed null SubmitOutcomeUnknownException");
  }

  @Test
  void aSubmitThatTheClientsEndMeets() throws Exception {
    answer(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    CompletableFuture<ImageTask> cut = client.submitAsync("a cube");
    request();
    Thread closing = new Thread(client::close);
    closing.start();
    closing.interrupt(); // it needn't wait for the answer
    closing.join();

    assertThat(thrown(cut, SubmitOutcomeUnknownException.class)).isNotNull();
    hears("submitting null", "submitFailed null SubmitOutcomeUnknownException");
  }

  @Test
  void waitsThatDoNotBringTheResult() throws Exception {
    answer(queued(), running(), running(), running(), running(), running(), running());
    ImageTask task = finish(client.submitAsync("a cube"));

    CompletableFuture<ImageResult> cancelled = task.resultAsync();
    cancelled.cancel(true);
    failure(task.resultAsync(), TaskTimeoutException.class);
    CompletableFuture<ImageResult> open = task.resultAsync();
    client.close();

    assertThat(thrown(open, WaitAbortedException.class)).isNotNull();
    hears(
        "submitting null",
        "submitted test:t1",
        "waiting test:t1",
        "waitEnded test:t1 WaitAbortedException 0 queries",
        "waiting test:t1",
        "updated test:t1",
        "waitEnded test:t1 TaskTimeoutException 4 queries",
        "waiting test:t1",
        "waitEnded test:t1 WaitAbortedException 0 queries");
  }

  @Test
  void aTaskThatFails() throws Exception {
    answer(queued(), json("{\"id\":\"t1\",\"status\":\"failed\"}"));
    ImageTask task = finish(client.submitAsync("a cube"));

    TaskFailedException failed = failure(task.resultAsync(), TaskFailedException.class);

    assertThat(failed.key()).isEqualTo(KEY);
    hears(
        "submitting null",
        "submitted test:t1",
        "waiting test:t1",
        "finished test:t1",
        "waitEnded test:t1 TaskFailedException 1 queries");
  }

  @Test
  void aWaitsOwnListenerHearsOfThatWaitAlone() throws Exception {
    answer(queued(), done());
    ImageTask task = finish(client.submitAsync("a cube"));

    CompletableFuture<ImageResult> other = task.resultAsync();
    finish(task.resultAsync(new All("own ")));
    finish(other);
    Recorder.await(heard, 10);
    finish(task.resultAsync(new All("later ")));

    hears(
        "submitting null",
        "submitted test:t1",
        "waiting test:t1",
        "waiting test:t1",
        "own waiting test:t1",
        "finished test:t1",
        "own finished test:t1",
        "waitEnded test:t1 1 queries",
        "waitEnded test:t1 1 queries",
        "own waitEnded test:t1 1 queries",
        "waiting test:t1",
        "later waiting test:t1",
        "later finished test:t1",
        "waitEnded test:t1 0 queries",
        "later waitEnded test:t1 0 queries");
  }

  @Test
  void downloads() throws Exception {
    answer(done(url()), status(451), image(), image());
    GeneratedImage image = finish(client.generateAsync("a cube")).first();

    DownloadException failed = failure(image.bytesAsync(), DownloadException.class);
    try (ImageStream stream = image.openStream()) {
      assertThat(stream.contentType()).isEqualTo("image/png");
      assertThat(stream.contentLength()).isEqualTo(PNG.length);
      assertThat(stream).hasBinaryContent(PNG);
    }
    try (InputStream stream = image.openStream()) {
      assertThat(stream.read()).isEqualTo(0x89);
    }

    assertThat(failed.httpStatus()).isEqualTo(451);
    Recorder.await(heard, 11);
    assertThat(heard.subList(5, 9))
        .containsExactly(
            "downloading test:t1 0",
            "downloaded test:t1 0 DownloadException 0",
            "downloading test:t1 0",
            "downloaded test:t1 0 " + PNG.length);
    assertThat(heard.get(9)).isEqualTo("downloading test:t1 0");
    assertThat(heard.get(10)).matches("downloaded test:t1 0 [1-9]\\d*");
  }

  @Test
  void aStreamThatIsCut() throws Exception {
    MockResponse large = image(TestImages.png(300_000));
    answer(done(url()), large.setSocketPolicy(SocketPolicy.DISCONNECT_DURING_RESPONSE_BODY));
    GeneratedImage image = finish(client.generateAsync("a cube")).first();

    IOException failure;
    try (InputStream stream = image.openStream()) {
      failure = catchThrowableOfType(IOException.class, stream::readAllBytes);
    }

    Recorder.await(heard, 7);
    assertThat(heard.get(6))
        .matches("downloaded test:t1 0 " + failure.getClass().getSimpleName() + " [1-9]\\d*");
  }

  @Test
  void whatBelongsToTheCallersThreadIsTakenAlong() throws Exception {
    Thread caller = Thread.currentThread();
    List<Object> threads = Collections.synchronizedList(new ArrayList<>());
    client(
        builder ->
            builder
                .listener(
                    new TaskListener() {
                      @Override
                      public void submitting(TaskContext context) {
                        context.attach(Thread.class, Thread.currentThread());
                      }
                    })
                .listener(
                    new All("") {
                      @Override
                      public void waitEnded(TaskContext context, WaitEnd end) {
                        threads.add(context.attachment(Thread.class));
                        threads.add(String.valueOf(context.attachment(String.class)));
                        super.waitEnded(context, end);
                      }
                    }));
    answer(done());

    finish(client.generateAsync("a cube"));

    hears(
        "submitting null",
        "submitted test:t1",
        "finished test:t1",
        "waiting test:t1",
        "waitEnded test:t1 0 queries");
    assertThat(threads).containsExactly(caller, "null");
  }

  @Test
  void theEndOfAWaitSaysHowLongItTook() throws Exception {
    List<WaitEnd> ends = Collections.synchronizedList(new ArrayList<>());
    client(
        builder ->
            builder.listener(
                new All("") {
                  @Override
                  public void waitEnded(TaskContext context, WaitEnd end) {
                    ends.add(end);
                    super.waitEnded(context, end);
                  }
                }));
    answer(queued(), running(), done());

    ImageResult result = finish(client.generateAsync("a cube"));

    Recorder.await(heard, 6);
    assertThat(ends).hasSize(1);
    assertThat(ends.get(0).elapsed()).isEqualTo(result.elapsed()).isPositive();
    assertThat(ends.get(0).task().images()).isEqualTo(result.images());
    assertThat(ends.get(0).failure()).isNull();
  }

  @Test
  void aListenerThatThrowsWhileTheSubmitBeginsChangesNothing() throws Exception {
    client(
        builder ->
            builder
                .listener(
                    new TaskListener() {
                      @Override
                      public void submitting(TaskContext context) {
                        throw new IllegalStateException("of the listener's own");
                      }
                    })
                .listener(new All("")));
    answer(queued());
    Thread.UncaughtExceptionHandler before = Thread.currentThread().getUncaughtExceptionHandler();
    List<Throwable> reported = new ArrayList<>();
    Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> reported.add(e));

    try {
      assertThat(finish(client.submitAsync("a cube")).key()).isEqualTo(KEY);
    } finally {
      Thread.currentThread().setUncaughtExceptionHandler(before);
    }

    hears("submitting null", "submitted test:t1");
    assertThat(reported).hasSize(1);
  }

  @Test
  void directCalls() throws Exception {
    answer(json(TestDirect.answer(PNG)), json("{}"), image());

    byte[] image = finish(client.direct().generateAsync("a cube")).first().bytes();
    Recorder.await(heard, 4);
    failure(client.direct().generateAsync("a cube"), SubmitOutcomeUnknownException.class);

    assertThat(image).isEqualTo(PNG);
    hears(
        "submitting null",
        "generated null",
        "downloading null 0",
        "downloaded null 0 " + PNG.length,
        "submitting null",
        "submitFailed null SubmitOutcomeUnknownException");
  }

  private void hears(String... events) throws InterruptedException {
    Recorder.await(heard, events.length);
    assertThat(heard).containsExactly(events);
  }

  private String url() {
    return server.url("/image.png").toString();
  }

  private static MockResponse done(String url) {
    return json("{\"id\":\"t1\",\"status\":\"done\",\"images\":[\"" + url + "\"]}");
  }

  private static MockResponse image() {
    return image(PNG);
  }

  private static MockResponse image(byte[] bytes) {
    return new MockResponse()
        .setHeader("Content-Type", "text/plain") // bytes are facts
        .setBody(new Buffer().write(bytes));
  }

  /** Hears all there is. */
  private class All implements TaskListener {
    private final String name;

    All(String name) {
      this.name = name;
    }

    private void add(String event, TaskContext context, String more) {
      synchronized (heard) {
        heard.add(name + event + " " + context.key() + more);
        heard.notifyAll();
      }
    }

    private String of(Exception failure) {
      return failure == null ? "" : " " + failure.getClass().getSimpleName();
    }

    @Override
    public void submitting(TaskContext context) {
      add("submitting", context, "");
    }

    @Override
    public void submitted(TaskContext context, ImageTask task) {
      add("submitted", context, "");
    }

    @Override
    public void submitFailed(TaskContext context, ImageTaskException cause) {
      add("submitFailed", context, of(cause));
    }

    @Override
    public void waiting(TaskContext context) {
      add("waiting", context, "");
    }

    @Override
    public void updated(TaskContext context, TaskSnapshot task) {
      add("updated", context, "");
    }

    @Override
    public void retrying(TaskContext context, ImageTaskException cause, Duration delay) {
      add("retrying", context, "");
    }

    @Override
    public void finished(TaskContext context, TaskSnapshot task) {
      add("finished", context, "");
    }

    @Override
    public void waitEnded(TaskContext context, WaitEnd end) {
      add("waitEnded", context, of(end.failure()) + " " + end.queries() + " queries");
    }

    @Override
    public void generated(TaskContext context, DirectResult result) {
      add("generated", context, "");
    }

    @Override
    public void downloading(TaskContext context, int index) {
      add("downloading", context, " " + index);
    }

    @Override
    public void downloaded(TaskContext context, DownloadEnd end) {
      add("downloaded", context, " " + end.index() + of(end.failure()) + " " + end.bytes());
    }
  }
}
