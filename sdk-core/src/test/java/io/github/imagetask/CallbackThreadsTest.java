package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URL;
import java.net.URLClassLoader;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The threads on which futures complete and listeners are called. */
@Timeout(60)
final class CallbackThreadsTest extends OverHttp {
  private final CountDownLatch end = new CountDownLatch(1);
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());

  @AfterEach
  void endHanging() {
    end.countDown();
  }

  @Test
  void listenersThatHangInAClosedClientStopNoFutureOfAnyClient() throws Exception {
    // More than the common pool has threads: one, where there are two processors.
    int hanging = ForkJoinPool.getCommonPoolParallelism() + 2;
    Hanging listener = new Hanging(hanging);
    client(it -> it.listener(listener));
    for (int i = 0; i < hanging; i++) {
      answer(queued());
      client.submit("a cube");
    }
    assertThat(listener.began.await(10, TimeUnit.SECONDS)).isTrue();
    answer(queued());
    assertThat(get(client.submitAsync("a cube")).key()).isEqualTo(KEY);

    client(it -> it);
    answer(queued(), done());
    ImageResult result = finish(client.generateAsync("a cube"));

    assertThat(result.images()).hasSize(1);
  }

  @Test
  void aFutureCompletesWhileItsTasksListenerIsStillBusyWithSubmitted() throws Exception {
    Hanging listener = new Hanging(1);
    client(it -> it.listener(listener));
    answer(queued(), running(10), done());

    CompletableFuture<ImageTask> submitted = client.submitAsync("a cube");
    assertThat(listener.began.await(10, TimeUnit.SECONDS)).isTrue();
    ImageResult result = finish(get(submitted).resultAsync());

    assertThat(result.images()).hasSize(1);
    assertThat(heard).isEmpty();
    end.countDown();
    Recorder.await(heard, 3);
    assertThat(heard)
        .containsExactly(
            "submitted test:t1", "updated test:t1 RUNNING 10%", "finished test:t1 SUCCEEDED");
  }

  @Test
  void aListenerAndWhatHangsOnAFutureFindTheClassLoaderOfBuild() throws Exception {
    ClassLoader before = Thread.currentThread().getContextClassLoader();
    CompletableFuture<ClassLoader> listeners = new CompletableFuture<>();
    Gate gate = new Gate();
    try (URLClassLoader application = new URLClassLoader(new URL[0], before)) {
      Thread.currentThread().setContextClassLoader(application);
      try {
        client(it -> it.listener(new LoaderListener(listeners)));
      } finally {
        Thread.currentThread().setContextClassLoader(before);
      }
      always(
          () -> {
            gate.pass();
            return queued();
          });

      CompletableFuture<ClassLoader> futures =
          client.submitAsync("a cube").thenApply(task -> here());
      gate.open();

      assertThat(get(listeners)).isSameAs(application);
      assertThat(get(futures)).isSameAs(application);
    }
  }

  @Test
  void aThreadThatIsUsedAgainHasTheRightClassLoaderAgain() throws Exception {
    ExecutorService single = Executors.newSingleThreadExecutor();
    ClassLoader application = getClass().getClassLoader();
    try {
      Executor within = Threads.within(application, single);
      within.execute(() -> Thread.currentThread().setContextClassLoader(null));
      CompletableFuture<ClassLoader> second =
          CompletableFuture.supplyAsync(CallbackThreadsTest::here, within);

      assertThat(get(second)).isSameAs(application);
    } finally {
      single.shutdownNow();
    }
  }

  @Test
  void theyAreDaemonsAndVirtualWhereThoseAreNotPinned() throws Exception {
    CompletableFuture<Thread> own = new CompletableFuture<>();
    Threads.callbacks(null).execute(() -> own.complete(Thread.currentThread()));

    assertThat(get(own).isDaemon()).isTrue();
    if (Runtime.version().feature() < 24) {
      assertThat(get(own).getName()).isEqualTo("imagetask-callback");
    } else {
      assertThat(Thread.class.getMethod("isVirtual").invoke(get(own))).isEqualTo(true);
    }
  }

  @Test
  void anExecutorThatDiscardsLosesNoFuture() throws Exception {
    ThreadPoolExecutor discarding =
        new ThreadPoolExecutor(
            1,
            1,
            0,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            new ThreadPoolExecutor.DiscardPolicy());
    discarding.execute(this::hang);
    CountDownLatch handed = new CountDownLatch(2);
    try {
      client(
          it ->
              it.listener(new Recorder(heard))
                  .callbackExecutor(
                      task -> {
                        discarding.execute(task);
                        handed.countDown();
                      }));
      answer(queued());
      CompletableFuture<ImageTask> future = client.submitAsync("a cube");
      assertThat(handed.await(10, TimeUnit.SECONDS)).isTrue();

      timer.suspend(Duration.ofSeconds(10));
      timer.tick();

      assertThat(get(future).key()).isEqualTo(KEY);
      timer.suspend(Duration.ofSeconds(50));
      timer.tick();
      Recorder.await(heard, 1);
      assertThat(heard).containsExactly("submitted test:t1");
    } finally {
      end.countDown();
      discarding.shutdownNow();
    }
  }

  @Test
  void whatIsDiscardedAsTheClientClosesCompletesAllTheSame() throws Exception {
    client(it -> it.callbackExecutor(task -> {}));
    always(OverHttp::running);
    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();

    client.close();
    timer.suspend(Duration.ofSeconds(10));
    timer.tick();

    assertThat(thrown(result, WaitAbortedException.class)).hasMessageContaining("was closed");
  }

  private void hang() {
    try {
      boolean unused = end.await(30, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void always(Callable<MockResponse> response) {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            try {
              return response.call();
            } catch (Exception e) {
              throw new AssertionError(e);
            }
          }
        });
  }

  private static ClassLoader here() {
    return Thread.currentThread().getContextClassLoader();
  }

  /** Hangs in each {@code submitted}, and hears the rest. */
  private final class Hanging implements TaskListener {
    final CountDownLatch began;

    Hanging(int count) {
      began = new CountDownLatch(count);
    }

    @Override
    public void submitted(TaskContext context, ImageTask task) {
      began.countDown();
      hang();
      new Recorder(heard).submitted(context, task);
    }

    @Override
    public void updated(TaskContext context, TaskSnapshot task) {
      new Recorder(heard).updated(context, task);
    }

    @Override
    public void finished(TaskContext context, TaskSnapshot task) {
      new Recorder(heard).finished(context, task);
    }
  }

  private record LoaderListener(CompletableFuture<ClassLoader> loader) implements TaskListener {
    @Override
    public void submitted(TaskContext context, ImageTask task) {
      loader.complete(here());
    }
  }
}
