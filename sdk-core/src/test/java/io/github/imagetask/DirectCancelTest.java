package io.github.imagetask;

import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.RawServer.Peer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Direct calls whose caller goes away: unsent they never go out; sent they are left to finish, or
 * cut if their caller asked for that.
 */
@Timeout(60)
final class DirectCancelTest {
  private static final String LOST =
      ". The images may have been made and billed; it was not sent again, and nobody can fetch them"
          + " later. Look at the gateway before you ask again";

  @TempDir Path folder;
  private final FakeTimer timer = new FakeTimer();
  private final Gate gate = new Gate();
  private final CountDownLatch ended = new CountDownLatch(1);
  private final CountDownLatch cut = new CountDownLatch(1);
  private final CompletableFuture<DirectResult> generated = new CompletableFuture<>();
  private RawServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RawServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  // Before it is sent.

  @Test
  void cancelledWhileItsHostIsLookedUpItSendsNothing() throws Exception {
    try (TestClient client = client(watched().dns(this::lookUpAfterTheGate))) {
      CompletableFuture<DirectResult> future = client.direct().generateAsync("a cube");
      gate.awaitArrival();
      future.cancel(true);
      gate.open();

      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(server.posts()).isZero();
    assertThat(server.peers()).isEmpty();
  }

  @Test
  void interruptedBeforeItIsSentItSendsNothingAndNothingIsBilled() throws Exception {
    unsent(client -> client.direct().generate("a cube"));
  }

  @Test
  void interruptedBeforeItIsSentAClosingOneSendsNothingEither() throws Exception {
    unsent(client -> client.direct().closingOnCancel().generateInto("a cube", folder));
    assertThat(WatchedFolder.names(folder)).isEmpty();
  }

  @Test
  void interruptedThreadAsksForNothing() throws Exception {
    try (TestClient client = client(watched())) {
      CompletableFuture<ImageTaskException> end = new CompletableFuture<>();
      Thread thread =
          new Thread(
              () -> {
                Thread.currentThread().interrupt();
                end.complete(interrupted(() -> client.direct().generate("a cube")));
              });
      thread.start();

      assertThat(end.get(10, TimeUnit.SECONDS))
          .isExactlyInstanceOf(WaitAbortedException.class)
          .hasMessage("test: the thread was interrupted before the request; nothing was sent");
    }
    assertThat(server.peers()).isEmpty();
  }

  // After it was sent.

  @Test
  void interruptedAfterItWasSentItFinishesForTheListener() throws Exception {
    server.then(this::imageAfterTheGate);

    try (TestClient client = client(watched())) {
      ImageTaskException end = interruptAtTheGate(() -> client.direct().generate("a cube"));
      gate.open();

      assertThat(end)
          .isExactlyInstanceOf(SubmitOutcomeUnknownException.class)
          .hasMessage(
              "test: the request was sent, but its caller stopped waiting; it is left to finish,"
                  + " and its images go to TaskListener.generated, or into their folder"
                  + LOST);
      assertThat(generated.get(10, TimeUnit.SECONDS).first().bytes()).isEqualTo(PNG);
    }
    assertThat(server.posts()).isEqualTo(1);
  }

  @Test
  void cancelledAfterItWasSentItFinishesForTheListener() throws Exception {
    server.then(this::imageAfterTheGate);

    try (TestClient client = client(watched())) {
      CompletableFuture<DirectResult> future = client.direct().generateAsync("a cube");
      gate.awaitArrival();
      future.cancel(true);
      gate.open();

      assertThat(generated.get(10, TimeUnit.SECONDS).first().bytes()).isEqualTo(PNG);
    }
    assertThat(server.posts()).isEqualTo(1);
  }

  @Test
  void cancelledCallIntoAFolderStillPutsItsFilesThere() throws Exception {
    byte[] large = TestImages.png(100_000);
    server.then(
        Cuts.afterBody(
            peer -> {
              gate.pass();
              peer.answer("200 OK", TestDirect.answer(large));
            }));

    try (TestClient client = client(watched());
        WatchedFolder watched = new WatchedFolder(folder)) {
      CompletableFuture<List<Path>> future = client.direct().generateIntoAsync("a cube", folder);
      gate.awaitArrival();
      future.cancel(true);
      gate.open();

      List<String> names = watched.awaitAny(name -> name.endsWith(".png"));
      assertThat(folder.resolve(names.get(0))).hasBinaryContent(large);
    }
  }

  @Test
  void cancelledAfterItWasSentItIsNotTriedAgain() throws Exception {
    server.then(
        Cuts.afterBody(
            peer -> {
              gate.pass();
              peer.answer("429 Slow", "");
            }));
    server.then(this::imageAfterTheGate);

    try (TestClient client = builder(watched()).maxConcurrentRequests(1).build()) {
      CompletableFuture<DirectResult> future = client.direct().generateAsync("a cube");
      gate.awaitArrival();
      future.cancel(true);
      gate.open();
      client.direct().generateAsync("a cone").get(10, TimeUnit.SECONDS); // the 429 is dealt with

      assertThat(timer.scheduled()).isZero();
    }
    assertThat(server.posts()).isEqualTo(2);
  }

  @Test
  void interruptedClosingCallClosesItsConnectionAndSaysThatItMayBeBilled() throws Exception {
    server.then(this::seeTheEnd);

    try (TestClient client = client(watched())) {
      ImageTaskException end =
          interruptAtTheGate(() -> client.direct().closingOnCancel().generate("a cube"));
      gate.open();

      assertThat(end)
          .isExactlyInstanceOf(SubmitOutcomeUnknownException.class)
          .hasMessage(
              "test: the request was sent, but its caller gave it up, and closed the connection"
                  + LOST);
      assertThat(cut.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(server.posts()).isEqualTo(1);
    assertThat(generated).isNotDone();
  }

  @Test
  void cancelledClosingCallIntoAFolderClosesItsConnectionAndLeavesNoFile() throws Exception {
    server.then(
        peer -> {
          peer.readBody();
          String half = TestDirect.answer(TestImages.png(300_000)).substring(0, 200_000);
          try {
            peer.write("HTTP/1.1 200 OK\r\nContent-Length: 400000\r\n\r\n" + half);
          } catch (IOException left) { // there is a part before all of this is written
            cut.countDown();
            throw left;
          }
          seeTheEnd(peer);
        });

    try (TestClient client = client(watched());
        WatchedFolder watched = new WatchedFolder(folder)) {
      CompletableFuture<List<Path>> future =
          client.direct().closingOnCancel().generateIntoAsync("a cube", folder);
      watched.awaitPart();
      future.cancel(true);
      gate.open();

      assertThat(cut.await(10, TimeUnit.SECONDS)).isTrue();
      assertThat(watched.awaitNoPart()).isEmpty();
    }
    assertThat(server.posts()).isEqualTo(1);
  }

  private void unsent(Consumer<TestClient> call) throws Exception {
    try (TestClient client = client(watched().dns(this::lookUpAfterTheGate))) {
      ImageTaskException end = interruptAtTheGate(() -> call.accept(client));
      gate.open();

      assertThat(end)
          .isExactlyInstanceOf(WaitAbortedException.class)
          .hasMessage("test: the request was given up before it was sent; nothing is billed");
      assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    }
    assertThat(server.posts()).isZero();
  }

  private ImageTaskException interruptAtTheGate(Runnable call) throws Exception {
    CompletableFuture<ImageTaskException> end = new CompletableFuture<>();
    Thread thread = new Thread(() -> end.complete(interrupted(call)));
    thread.start();
    gate.awaitArrival();
    thread.interrupt();
    return end.get(10, TimeUnit.SECONDS);
  }

  private static ImageTaskException interrupted(Runnable call) {
    try {
      call.run();
    } catch (ImageTaskException e) {
      if (Thread.interrupted()) return e;
    }
    throw new AssertionError("not interrupted");
  }

  private void imageAfterTheGate(Peer peer) throws IOException {
    peer.readBody();
    gate.pass();
    peer.answer("200 OK", TestDirect.answer(PNG));
  }

  /** Answers nothing more, and tells when the client has closed the connection. */
  private void seeTheEnd(Peer peer) throws IOException {
    gate.pass();
    try {
      peer.readToEnd();
    } finally {
      cut.countDown();
    }
  }

  private List<InetAddress> lookUpAfterTheGate(String host) throws UnknownHostException {
    try {
      gate.pass();
    } catch (IOException e) {
      throw new UnknownHostException(e.getMessage());
    }
    return List.of(RawServer.loopback(1));
  }

  private TestClient client(OkHttpClient.Builder okHttpClient) {
    return builder(okHttpClient).build();
  }

  private TestClient.Builder builder(OkHttpClient.Builder okHttpClient) {
    TaskListener listener =
        new TaskListener() {
          @Override
          public void generated(TaskContext context, DirectResult result) {
            generated.complete(result);
          }
        };
    return TestClient.builder(server.url("gateway.test"))
        .timer(timer)
        .listener(listener)
        .okHttpClient(okHttpClient.build());
  }

  /** Tells when its call has ended. */
  private OkHttpClient.Builder watched() {
    return new OkHttpClient.Builder()
        .dns(host -> List.of(RawServer.loopback(1)))
        .addInterceptor(
            chain -> {
              try {
                return chain.proceed(chain.request());
              } finally {
                ended.countDown();
              }
            });
  }
}
