package io.github.imagetask;

import static io.github.imagetask.DoneTask.done;
import static io.github.imagetask.DoneTask.failure;
import static io.github.imagetask.DoneTask.get;
import static io.github.imagetask.DoneTask.png;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okhttp3.mockwebserver.MockResponse;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Okio;
import okio.Source;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class DownloadEndTest {
  private static final String CLOSED =
      "test:t1: the client was closed; the task's key takes it up again";
  private static final String INTERRUPTED =
      "test:t1: the download was interrupted; the image can be fetched again";

  @TempDir Path folder;
  private final CountDownLatch begun = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private DoneTask task;
  private ScriptServer stalling;
  private WatchedFolder watched;

  @BeforeEach
  void start() throws Exception {
    task = new DoneTask();
    stalling = ScriptServer.stalling(begun, closed);
    watched = new WatchedFolder(folder);
  }

  @AfterEach
  void stop() throws Exception {
    task.close();
    stalling.close();
    watched.close();
  }

  @Test
  void cancelClosesTheSocketAndLeavesNoFile() throws Exception {
    CompletableFuture<Path> future = stalled().saveToAsync(folder.resolve("a.png"));
    ScriptServer.await(begun);
    watched.awaitPart();

    future.cancel(true);

    ScriptServer.await(closed);
    assertThat(watched.awaitNoPart()).isEmpty();
    assertThat(task.timer.scheduled()).isZero();
  }

  @Test
  void cancelBetweenTwoTriesForgetsTheNext() throws Exception {
    task.images.enqueue(new MockResponse().setResponseCode(500));
    CompletableFuture<byte[]> future = task.image().bytesAsync();
    assertThat(task.timer.awaitScheduled(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(1));

    future.cancel(true);

    assertThat(task.timer.scheduled()).isZero();
    task.timer.advance(Duration.ofMinutes(20));
    assertThat(task.images.getRequestCount()).isEqualTo(1);
  }

  @Test
  void cancelAtTheLastByteLeavesNoFile() throws Exception {
    CompletableFuture<CompletableFuture<Path>> download = new CompletableFuture<>();
    OkHttpClient cancelling =
        new OkHttpClient.Builder()
            .addInterceptor(chain -> atTheEnd(chain.proceed(chain.request()), download))
            .build();
    task.client(task.builder().okHttpClient(cancelling));
    GeneratedImage image = task.image();
    task.images.enqueue(png(PNG));

    CompletableFuture<Path> future = image.saveToAsync(folder.resolve("a.png"));
    download.complete(future);

    assertThatThrownBy(() -> get(future))
        .isInstanceOf(java.util.concurrent.CancellationException.class);
    assertThat(watched.awaitNoPart()).isEmpty();
  }

  @Test
  void anInterruptedSaveToEndsAtOnceAndLeavesNoFile() throws Exception {
    Blocked blocked = new Blocked(() -> stalled().saveTo(folder.resolve("a.png")));
    ScriptServer.await(begun);
    watched.awaitPart();

    blocked.thread.interrupt();

    assertThat(blocked.failure()).isInstanceOf(WaitAbortedException.class).hasMessage(INTERRUPTED);
    assertThat(blocked.flag).isTrue();
    ScriptServer.await(closed);
    assertThat(watched.awaitNoPart()).isEmpty();
  }

  @Test
  void writeToNoticesAnInterruptBetweenTwoReads() {
    GeneratedImage image = task.image();
    task.images.enqueue(png(TestImages.png(300_000)));
    OutputStream interrupting =
        new OutputStream() {
          @Override
          public void write(int b) {
            Thread.currentThread().interrupt();
          }
        };

    assertThatThrownBy(() -> image.writeTo(interrupting))
        .isInstanceOf(WaitAbortedException.class)
        .hasMessage(INTERRUPTED);

    assertThat(Thread.interrupted()).isTrue();
  }

  @Test
  void closeEndsDownloadsWithTheirKeys() throws Exception {
    CompletableFuture<Path> future = stalled().saveToAsync(folder.resolve("a.png"));
    ScriptServer.await(begun);
    watched.awaitPart();

    task.client.close();

    assertThat(failure(future)).isInstanceOf(WaitAbortedException.class).hasMessage(CLOSED);
    ScriptServer.await(closed);
    assertThat(watched.awaitNoPart()).isEmpty();
  }

  @Test
  void closeEndsAWriteToThatIsUnderWay() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    OutputStream out =
        new OutputStream() {
          @Override
          public void write(int b) {
            first.countDown();
          }
        };
    GeneratedImage image = stalled();
    Blocked blocked = new Blocked(() -> writeTo(image, out));
    ScriptServer.await(first);

    task.client.close();

    assertThat(blocked.failure()).isInstanceOf(WaitAbortedException.class).hasMessage(CLOSED);
    ScriptServer.await(closed);
  }

  @Test
  void closeEndsAStreamThatIsOpen() throws Exception {
    InputStream in = stalled().openStream();

    task.client.close();

    ScriptServer.await(closed);
    assertThatThrownBy(in::readAllBytes).isInstanceOf(IOException.class);
    in.close();
  }

  @Test
  void afterCloseNothingIsFetched() throws Exception {
    GeneratedImage image = task.image();
    GeneratedImage inline = task.inline(PNG);
    task.client.close();

    for (GeneratedImage each : new GeneratedImage[] {image, inline}) {
      assertClosed(() -> each.saveTo(folder.resolve("a.png")));
      assertClosed(() -> each.saveToAsync(folder.resolve("a.png")));
      assertClosed(each::bytes);
      assertClosed(each::bytesAsync);
      assertClosed(each::openStream);
      assertClosed(() -> each.writeTo(new ByteArrayOutputStream()));
    }
    assertThat(task.images.getRequestCount()).isZero();
    assertThat(WatchedFolder.names(folder)).isEmpty();
  }

  @Test
  void fiftyDownloadsDoNotHoldUpAQuery() throws Exception {
    task.client(task.builder().maxConcurrentRequests(10));
    CountDownLatch ten = new CountDownLatch(10);
    try (ScriptServer server = ScriptServer.stalling(ten, new CountDownLatch(1))) {
      GeneratedImage image = task.imageAt(server.url("/a"));
      List<CompletableFuture<byte[]>> downloads = new ArrayList<>();
      for (int i = 0; i < 50; i++) downloads.add(image.bytesAsync());
      ScriptServer.await(ten); // all that may be under way are, and the others queue
      task.gateway.enqueue(done("t2", "http://x.test/1"));

      ImageTask other = task.client.task(TaskKey.parse("test:t2"));
      CompletableFuture<TaskSnapshot> query = other.refreshAsync();

      assertThat(get(query).status()).isEqualTo(TaskStatus.SUCCEEDED);
      for (CompletableFuture<byte[]> each : downloads) {
        assertThat(each.isDone()).isFalse();
        each.cancel(true);
      }
    }
  }

  private GeneratedImage stalled() {
    return task.imageAt(stalling.url("/a"));
  }

  private static Path writeTo(GeneratedImage image, OutputStream out) {
    try {
      image.writeTo(out);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
    return null;
  }

  private static void assertClosed(org.assertj.core.api.ThrowableAssert.ThrowingCallable download) {
    assertThatThrownBy(download)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the test client is closed");
  }

  /** The same image's answer, which cancels the download when its end is read. */
  private static Response atTheEnd(
      Response response, CompletableFuture<CompletableFuture<Path>> download) {
    if (!response.request().url().encodedPath().equals("/a")) return response;
    ResponseBody body = response.body();
    Source source =
        new ForwardingSource(body.source()) {
          @Override
          public long read(Buffer sink, long byteCount) throws IOException {
            long read = super.read(sink, byteCount);
            if (read == -1) download.join().cancel(true);
            return read;
          }
        };
    return response
        .newBuilder()
        .body(ResponseBody.create(Okio.buffer(source), body.contentType(), body.contentLength()))
        .build();
  }

  /** A call that blocks on a thread of its own. */
  private static final class Blocked {
    final FutureTask<Path> call;
    final Thread thread;
    volatile boolean flag;

    Blocked(java.util.function.Supplier<Path> call) {
      this.call =
          new FutureTask<>(
              () -> {
                try {
                  return call.get();
                } finally {
                  flag = Thread.currentThread().isInterrupted();
                }
              });
      thread = new Thread(this.call, "blocked");
      thread.setDaemon(true);
      thread.start();
    }

    Throwable failure() throws Exception {
      try {
        throw new AssertionError("no failure but " + call.get(10, TimeUnit.SECONDS));
      } catch (java.util.concurrent.ExecutionException e) {
        return e.getCause();
      }
    }
  }
}
