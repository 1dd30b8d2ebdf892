package io.github.imagetask;

import static io.github.imagetask.DoneTask.failure;
import static io.github.imagetask.DoneTask.get;
import static io.github.imagetask.DoneTask.png;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class SaveAllAsyncTest {
  @TempDir Path folder;
  private DoneTask task;

  @BeforeEach
  void start() throws Exception {
    task = new DoneTask();
  }

  @AfterEach
  void stop() throws Exception {
    task.close();
  }

  @Test
  void allImagesAreSavedInTheirOrder() throws Exception {
    task.images.enqueue(png(PNG));
    task.images.enqueue(png(TestImages.jpeg(900)));
    task.images.enqueue(png(PNG));

    List<Path> files = get(three().saveAllAsync(folder));

    assertThat(files)
        .containsExactly(
            folder.resolve("test-t1-0.png"),
            folder.resolve("test-t1-1.jpg"),
            folder.resolve("test-t1-2.png"));
    assertThat(files.get(1)).hasBinaryContent(TestImages.jpeg(900));
    assertThat(WatchedFolder.names(folder)).hasSize(3);
  }

  @Test
  void theFirstFailureEndsItAndWhatWasSavedStays() throws Exception {
    task.images.enqueue(png(PNG));
    task.images.enqueue(new MockResponse().setResponseCode(400));

    Throwable failure = failure(three().saveAllAsync(folder));

    assertThat(failure)
        .isInstanceOf(DownloadException.class)
        .hasMessage("test:t1: image 1: HTTP 400");
    assertThat(WatchedFolder.names(folder)).containsExactly("test-t1-0.png");
    assertThat(task.images.getRequestCount()).isEqualTo(2);
  }

  @Test
  void cancellingStopsTheDownloadAndBeginsNoOther() throws Exception {
    task.images.enqueue(png(PNG));
    task.images.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    ImageResult result = three();

    CompletableFuture<List<Path>> saving = result.saveAllAsync(folder);
    awaitDownload();
    awaitDownload();
    assertThat(saving.cancel(true)).isTrue();
    task.images.enqueue(png(PNG));
    result.first().saveTo(folder.resolve("again.png"));

    assertThat(WatchedFolder.names(folder)).containsExactly("again.png", "test-t1-0.png");
    assertThat(task.images.getRequestCount()).isEqualTo(3);
  }

  @Test
  void closingTheClientEndsIt() throws Exception {
    task.images.enqueue(png(PNG));
    task.images.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));
    ImageResult result = three();

    CompletableFuture<List<Path>> saving = result.saveAllAsync(folder);
    awaitDownload();
    awaitDownload();
    task.client.close();

    assertThat(failure(saving)).isInstanceOf(WaitAbortedException.class);
    assertThat(WatchedFolder.names(folder)).containsExactly("test-t1-0.png");
    assertThatThrownBy(() -> result.saveAllAsync(folder)).isInstanceOf(IllegalStateException.class);
  }

  @Test
  void noFolderIsRefused() throws Exception {
    ImageResult result = three();

    assertThatThrownBy(() -> result.saveAllAsync(null)).hasMessage("folder == null");
    assertThatThrownBy(() -> result.first().saveIntoAsync(null)).hasMessage("folder == null");
  }

  @Test
  void oneImageIsSavedIntoAFolder() throws Exception {
    task.images.enqueue(png(PNG));

    Path file = get(task.image().saveIntoAsync(folder));

    assertThat(file).isEqualTo(folder.resolve("test-t1-0.png")).hasBinaryContent(PNG);
  }

  @Test
  void cancellingOneImageLeavesNoFile() throws Exception {
    task.images.enqueue(new MockResponse().setSocketPolicy(SocketPolicy.NO_RESPONSE));

    CompletableFuture<Path> saving = task.image().saveIntoAsync(folder);
    awaitDownload();
    assertThat(saving.cancel(true)).isTrue();

    assertThat(WatchedFolder.names(folder)).isEmpty();
  }

  @Test
  void givenUpBetweenTwoImagesItBeginsNoOther() throws Exception {
    List<Integer> begun = new ArrayList<>();
    Ending<Path> first = new Ending<>();
    SaveAllCall call =
        new SaveAllCall(
            three().images(),
            image -> {
              begun.add(image.index());
              return new Joinable<>(first, here(), () -> DownloadCall.interrupted(image));
            });

    call.abandon();
    first.complete(folder); // saved at the very moment

    assertThat(begun).containsExactly(0);
  }

  @Test
  void closedBetweenTwoImagesItSaysSoWithTheKey() throws Exception {
    Ending<Path> first = new Ending<>();
    SaveAllCall call =
        new SaveAllCall(
            three().images(),
            image -> {
              if (image.index() == 1) throw new IllegalStateException("closed");
              return new Joinable<>(first, here(), () -> DownloadCall.interrupted(image));
            });

    first.complete(folder);

    CompletionException failed = catchThrowableOfType(CompletionException.class, call.raw()::join);
    assertThat(failed).hasCauseInstanceOf(WaitAbortedException.class);
    assertThat(((WaitAbortedException) failed.getCause()).key()).hasToString("test:t1");
  }

  private ImageResult three() {
    String url = task.images.url("/a").toString();
    return task.result("t1", url, url, url);
  }

  private void awaitDownload() throws InterruptedException {
    assertThat(task.images.takeRequest(10, TimeUnit.SECONDS)).isNotNull();
  }

  /** Runs what completes here and now. */
  private static Callbacks here() {
    FakeTimer timer = new FakeTimer();
    return new Callbacks(Runnable::run, Runnable::run, timer, new Sweep(timer));
  }
}
