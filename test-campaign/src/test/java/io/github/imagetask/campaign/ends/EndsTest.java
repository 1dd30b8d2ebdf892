package io.github.imagetask.campaign.ends;

import static io.github.imagetask.campaign.Figures.print;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.TaskKey;
import io.github.imagetask.WaitAbortedException;
import io.github.imagetask.campaign.BareGateway;
import io.github.imagetask.campaign.Clients;
import io.github.imagetask.campaign.Figures;
import io.github.imagetask.campaign.Until;
import io.github.imagetask.uniall.UniAllClient;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The bounds are many times what is stated: machines are noisy. */
@Timeout(600)
final class EndsTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration FLOOR = Duration.ofMillis(20);
  private static final Duration CEILING = Duration.ofMillis(30);
  private static final Duration BOUND = Duration.ofSeconds(5);

  /** How long after a cancel a query may arrive that was on its way. */
  private static final long ON_ITS_WAY = Duration.ofMillis(50).toNanos();

  private BareGateway gateway;
  private UniAllClient client;

  @BeforeEach
  void start() throws Exception {
    gateway = new BareGateway();
    client =
        Clients.of(gateway.url())
            .pollPolicy(Clients.policy(FLOOR, CEILING, Duration.ofMinutes(5)))
            .requestTimeout(Duration.ofMinutes(5)) // a query is held until it is cancelled
            .build();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    gateway.close();
  }

  @Test
  void aCancelledWaitClosesItsSocketAndAsksNoMore() {
    cancelDuringQueries(50);
    cancelBetweenQueries(50);
  }

  @Test
  @Tag("campaign")
  void aThousandCancelledWaitsCloseTheirSocketsAndAskNoMore() {
    for (int i = 0; i < 20; i++) cancelDuringQueries(50);
    cancelBetweenQueries(1_000);
  }

  @Test
  void anInterruptEndsABlockedWait() throws Exception {
    interrupt(30);
  }

  @Test
  @Tag("campaign")
  void threeHundredInterruptsEndBlockedWaits() throws Exception {
    interrupt(300);
  }

  @Test
  void closingEndsAllWaits() {
    close(200);
  }

  @Test
  @Tag("campaign")
  void closingEndsTenThousandWaits() {
    close(10_000);
  }

  private void cancelDuringQueries(int count) {
    // The second one: a client lets many out at once only after some were answered.
    gateway.answer(
        (task, query) -> query == 1 || task.mark.startsWith("control") ? task.running() : null);
    List<ImageTask> tasks = submit("held" + System.nanoTime() + "-", count);
    List<CompletableFuture<ImageResult>> waits = waits(tasks);
    for (ImageTask task : tasks) {
      Until.so("two queries", PATIENCE, () -> at(task).queries() == 2);
    }
    Figures sockets = new Figures();
    for (int i = 0; i < count; i++) {
      BareGateway.Task task = at(tasks.get(i));
      long cancelled = System.nanoTime();

      waits.get(i).cancel(true);

      Until.so("the closed socket", PATIENCE, () -> task.closed() != 0);
      sockets.add(task.closed() - cancelled);
    }
    control(10);

    print("ends: cancel to closed socket at the server: %s", sockets);
    assertThat(tasks).allSatisfy(task -> assertThat(at(task).queries()).isEqualTo(2));
    assertThat(sockets.max()).isLessThan(BOUND);
  }

  private void cancelBetweenQueries(int count) {
    gateway.answer((task, query) -> task.running());
    List<ImageTask> tasks = submit("idle" + System.nanoTime() + "-", count);
    List<CompletableFuture<ImageResult>> waits = waits(tasks);
    for (ImageTask task : tasks) {
      Until.so("two queries", PATIENCE, () -> at(task).queries() >= 2);
    }

    for (CompletableFuture<ImageResult> wait : waits) wait.cancel(true);

    long cancelled = System.nanoTime();
    control(10);
    long late = 0;
    for (ImageTask task : tasks) {
      late += at(task).asked.stream().filter(at -> at - cancelled > ON_ITS_WAY).count();
    }
    print("ends: queries after %d cancelled waits, while another makes 10: %d", count, late);
    assertThat(late).isZero();
  }

  private void interrupt(int count) throws Exception {
    gateway.answer((task, query) -> query % 2 == 0 ? task.running() : null);
    Figures figures = new Figures();
    for (int i = 0; i < count; i++) {
      ImageTask task = client.submit(Clients.request("interrupted-" + i));
      AtomicReference<WaitAbortedException> thrown = new AtomicReference<>();
      long[] ended = new long[1];
      boolean[] flag = new boolean[1];
      Thread waiting =
          new Thread(
              () -> {
                try {
                  task.awaitResult();
                } catch (WaitAbortedException e) {
                  ended[0] = System.nanoTime();
                  thrown.set(e);
                  flag[0] = Thread.currentThread().isInterrupted();
                }
              });
      waiting.start();
      Until.so("a query", PATIENCE, () -> at(task).queries() == 1);
      long interrupted = System.nanoTime();

      waiting.interrupt();

      waiting.join(PATIENCE.toMillis());
      assertThat(thrown.get()).isNotNull();
      assertThat(thrown.get().key()).isEqualTo(task.key());
      assertThat(flag[0]).isTrue();
      figures.add(ended[0] - interrupted);
    }
    print("ends: interrupt to exception: %s", figures);
    assertThat(figures.max()).isLessThan(BOUND);
  }

  private void close(int count) {
    gateway.answer((task, query) -> task.running());
    client.close();
    client =
        Clients.of(gateway.url())
            .pollPolicy(
                Clients.policy(Duration.ofSeconds(1), Duration.ofSeconds(2), Duration.ofMinutes(5)))
            .build();
    List<ImageTask> tasks = new ArrayList<>();
    ImageTask known = client.submit(Clients.request("closed-1"));
    for (int i = 0; i < count; i++) tasks.add(client.task(known.key()));
    List<CompletableFuture<ImageResult>> waits = waits(tasks);
    Until.so("queries", PATIENCE, () -> at(known).queries() >= count);
    long begun = System.nanoTime();

    client.close();

    long closed = System.nanoTime();
    for (CompletableFuture<ImageResult> wait : waits) {
      assertThat(failure(wait)).isInstanceOf(WaitAbortedException.class);
      assertThat(((WaitAbortedException) failure(wait)).key()).isEqualTo(known.key());
    }
    long told = System.nanoTime();
    Until.so("no connection", PATIENCE, () -> gateway.connections() == 0);
    long quiet = System.nanoTime();
    long late = at(known).asked.stream().filter(at -> at - closed > ON_ITS_WAY).count();
    print(
        "ends: close() of a client with %d waits: returned after %.1f ms, the last wait told after"
            + " %.1f ms, the last connection closed after %.1f ms; queries after it: %d",
        count, (closed - begun) / 1e6, (told - begun) / 1e6, (quiet - begun) / 1e6, late);
    assertThat(late).isZero();
    assertThat(Duration.ofNanos(quiet - begun)).isLessThan(Duration.ofSeconds(10));
  }

  private static Throwable failure(CompletableFuture<ImageResult> wait) {
    try {
      throw new AssertionError("a result: " + wait.join());
    } catch (CompletionException e) {
      return e.getCause();
    }
  }

  /** Another wait on the same schedule makes so many queries meanwhile: time enough for any. */
  private void control(int queries) {
    ImageTask task = client.submit(Clients.request("control-" + System.nanoTime()));
    CompletableFuture<ImageResult> wait = task.resultAsync();
    Until.so("the control's queries", PATIENCE, () -> at(task).queries() >= queries);
    wait.cancel(true);
  }

  private List<ImageTask> submit(String marks, int count) {
    List<CompletableFuture<ImageTask>> submits = new ArrayList<>();
    for (int i = 0; i < count; i++) submits.add(client.submitAsync(Clients.request(marks + i)));
    return submits.stream().map(CompletableFuture::join).toList();
  }

  private static List<CompletableFuture<ImageResult>> waits(List<ImageTask> tasks) {
    return tasks.stream().map(ImageTask::resultAsync).toList();
  }

  private BareGateway.Task at(ImageTask task) {
    TaskKey key = task.key();
    return gateway.task(key.id());
  }
}
