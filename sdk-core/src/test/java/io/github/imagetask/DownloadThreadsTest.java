package io.github.imagetask;

import static io.github.imagetask.DoneTask.done;
import static io.github.imagetask.DoneTask.failure;
import static io.github.imagetask.DoneTask.get;
import static io.github.imagetask.DoneTask.png;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import okhttp3.internal.connection.RealCall;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many threads downloads take, from whom, and what if there are none. */
@Timeout(30)
final class DownloadThreadsTest {
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
  void asManyStalledDownloadsAsMayBeUnderWayDoNotHoldUpASubmit() throws Exception {
    CountDownLatch all = new CountDownLatch(64);
    try (ScriptServer server = ScriptServer.stalling(all, new CountDownLatch(1))) {
      GeneratedImage image = task.imageAt(server.url("/a"));
      List<CompletableFuture<byte[]>> downloads = new ArrayList<>();
      for (int i = 0; i < 70; i++) downloads.add(image.bytesAsync());
      ScriptServer.await(all); // 64 are, and the others queue
      task.gateway.enqueue(done("t2", "http://x.test/1"));

      CompletableFuture<ImageTask> submit = task.client.submitAsync("a sphere");

      assertThat(get(submit).key()).hasToString("test:t2");
      assertThat(downloads).noneMatch(CompletableFuture::isDone);
      task.client.close();
      for (CompletableFuture<byte[]> each : downloads) {
        assertThat(failure(each)).isInstanceOf(WaitAbortedException.class);
      }
    }
  }

  @Test
  void aSlowProxySelectorIsAskedByNoMoreThreadsThanThereMayBeCalls() throws Exception {
    Slow selector = new Slow(task.images.getPort());
    OkHttpClient own = new OkHttpClient.Builder().proxySelector(selector).build();
    task.client(task.builder().okHttpClient(own).maxConcurrentRequests(4));
    GeneratedImage image = task.image();
    task.images.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return png(PNG);
          }
        });
    List<CompletableFuture<byte[]>> downloads = new ArrayList<>();
    for (int i = 0; i < 200; i++) downloads.add(image.bytesAsync());
    assertThat(selector.arrived.tryAcquire(4, 10, TimeUnit.SECONDS)).isTrue();

    task.gateway.enqueue(done("t2", "http://x.test/1"));
    assertThat(get(task.client.submitAsync("a sphere")).key()).hasToString("test:t2");

    assertThat(selector.asking).hasValue(4);
    selector.open.countDown();
    for (CompletableFuture<byte[]> each : downloads) assertThat(get(each)).isEqualTo(PNG);
  }

  @Test
  void closeEndsDownloadsThatWaitForTheProxySelector() throws Exception {
    Slow selector = new Slow(task.images.getPort());
    OkHttpClient own = new OkHttpClient.Builder().proxySelector(selector).build();
    task.client(task.builder().okHttpClient(own).maxConcurrentRequests(2));
    GeneratedImage image = task.image();
    List<CompletableFuture<byte[]>> downloads = new ArrayList<>();
    for (int i = 0; i < 10; i++) downloads.add(image.bytesAsync());
    assertThat(selector.arrived.tryAcquire(2, 10, TimeUnit.SECONDS)).isTrue();

    task.client.close();

    for (CompletableFuture<byte[]> each : downloads) {
      assertThat(failure(each)).isInstanceOf(WaitAbortedException.class);
    }
    selector.open.countDown();
    assertThat(task.images.getRequestCount()).isZero();
  }

  @Test
  void aDownloadForWhichNoThreadIsToBeHadIsTriedAgainAndThenFails() throws Exception {
    GeneratedImage image = imageWithoutThreads();

    CompletableFuture<byte[]> future = image.bytesAsync();

    for (int pause : new int[] {1, 2, 4, 8}) {
      assertThat(task.timer.step(Duration.ofSeconds(20))).isEqualTo(Duration.ofSeconds(pause));
    }
    assertThat(failure(future))
        .isInstanceOf(DownloadException.class)
        .hasMessageStartingWith("test:t1: image 0: no thread could be started: ")
        .hasMessageEndingWith(", after 5 tries");
    assertThat(task.timer.scheduled()).isZero();
  }

  @Test
  void anErrorOfTheUsersPartsFailsTheDownload() throws Exception {
    ProxySelector broken =
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            if (uri.getPort() == task.images.getPort()) throw new StackOverflowError("PAC");
            return List.of(Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
        };
    task.client(
        task.builder().okHttpClient(new OkHttpClient.Builder().proxySelector(broken).build()));
    GeneratedImage image = task.image();

    CompletableFuture<byte[]> future = image.bytesAsync();

    for (int i = 0; i < 4; i++) task.timer.step(Duration.ofSeconds(20));
    assertThat(failure(future))
        .hasMessage("test:t1: image 0: java.lang.StackOverflowError: PAC, after 5 tries");
  }

  @Test
  void closeEndsTheThreadsOfSubmitsQueriesAndDownloads() throws Exception {
    Set<ExecutorService> threads = ConcurrentHashMap.newKeySet();
    task.client(task.builder().okHttpClient(spying(threads::add)));
    GeneratedImage image = task.image(); // a submit
    task.gateway.enqueue(done("t1", task.images.url("/a").toString()));
    TaskSnapshot unused = get(task.client.task(TaskKey.parse("test:t1")).refreshAsync());
    task.images.enqueue(png(PNG));
    byte[] bytes = image.bytes();

    task.client.close();

    assertThat(bytes).isEqualTo(PNG);
    assertThat(threads).hasSize(3).allMatch(ExecutorService::isShutdown);
  }

  /** An image of a client whose threads for downloads are gone. */
  private GeneratedImage imageWithoutThreads() throws Exception {
    AtomicReference<ExecutorService> threads = new AtomicReference<>();
    task.client(task.builder().okHttpClient(spying(threads::set)));
    GeneratedImage image = task.image();
    task.images.enqueue(png(PNG));
    assertThat(image.bytes()).isEqualTo(PNG);
    threads.get().shutdown();
    return image;
  }

  /** A user's client that tells whose threads each call runs on. */
  private static OkHttpClient spying(Consumer<ExecutorService> threads) {
    return new OkHttpClient.Builder()
        .addInterceptor(
            chain -> {
              RealCall call = (RealCall) chain.call();
              threads.accept(call.getClient().dispatcher().executorService());
              return chain.proceed(chain.request());
            })
        .build();
  }

  /** Holds up whoever asks for the way to the images, and lets the gateway's through. */
  private static final class Slow extends ProxySelector {
    final Semaphore arrived = new Semaphore(0);
    final CountDownLatch open = new CountDownLatch(1);
    final AtomicInteger asking = new AtomicInteger();
    private final int port;

    Slow(int port) {
      this.port = port;
    }

    @Override
    public List<Proxy> select(URI uri) {
      if (uri.getPort() == port) {
        asking.incrementAndGet();
        arrived.release();
        try {
          open.await();
        } catch (InterruptedException e) {
          throw new AssertionError(e);
        }
      }
      return List.of(Proxy.NO_PROXY);
    }

    @Override
    public void connectFailed(URI uri, SocketAddress address, IOException failure) {}
  }
}
