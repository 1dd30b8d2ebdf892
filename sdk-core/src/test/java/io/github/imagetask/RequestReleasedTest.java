package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.spi.TestRequest;
import java.lang.ref.WeakReference;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import okhttp3.RequestBody;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What waits for a task doesn't hold its request, which may carry megabytes of images. */
@Tag("slow")
@Timeout(60)
final class RequestReleasedTest {
  private final FakeTimer timer = new FakeTimer();
  private final AtomicReference<WeakReference<RequestBody>> body = new AtomicReference<>();
  private RawServer server;
  private ImageClient<String> client;

  @BeforeEach
  void start() throws Exception {
    server = new RawServer();
    client =
        WatchedGateway.client(
            server,
            TestClient.builder(server.url()).timer(timer),
            submission -> body.set(new WeakReference<>(submission.request().body())));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.close();
  }

  @Test
  void generateAsyncLetsTheRequestGoOnceItIsSubmitted() throws Exception {
    server.then(Cuts.afterBody(peer -> peer.answer("200 OK", Submits.QUEUED)));

    CompletableFuture<ImageResult> result = client.generateAsync("a cube");
    timer.awaitScheduled(Submits.QUERIES); // the first query: it has been submitted

    awaitReleased();
    assertThat(result).isNotDone();
  }

  @Test
  void aSubmittedTaskHoldsNoRequest() throws Exception {
    server.then(Cuts.afterBody(peer -> peer.answer("200 OK", Submits.QUEUED)));

    CompletableFuture<ImageTask> submitted = client.submitAsync("a cube");
    ImageTask task = submitted.get(10, TimeUnit.SECONDS);

    awaitReleased();
    assertThat(task.traceId()).isEqualTo("trace-6");
    assertThat(submitted).isDone();
  }

  @Test
  void aTagIsHeldAndNotTheRequestThatItCameWith() throws Exception {
    server.then(Cuts.afterBody(peer -> peer.answer("200 OK", Submits.QUEUED)));
    TestClient.Builder options = TestClient.builder(server.url()).timer(new FakeTimer());

    try (RequestClient requests = new RequestClient(server.url(), options)) {
      TestRequest request = RequestClient.request().tag("order 7").build();
      WeakReference<TestRequest> held = new WeakReference<>(request);
      ImageTask task = requests.submitAsync(request).get(10, TimeUnit.SECONDS);
      request = null;

      awaitReleased(held);
      assertThat(task.tag()).isEqualTo("order 7");
    }
  }

  private void awaitReleased() {
    assertThat(body.get()).isNotNull();
    awaitReleased(body.get());
  }

  private static void awaitReleased(WeakReference<?> held) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(20);
    while (held.get() != null) {
      assertThat(System.nanoTime() - end).as("it is still held").isNegative();
      System.gc();
    }
  }
}
