package io.github.imagetask;

import static java.time.Duration.ofMillis;
import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** In what order completions and events run, and where, when the user's executor doesn't. */
@Timeout(60)
final class CallbackLanesTest {
  private static final Executor FULL =
      task -> {
        throw new RejectedExecutionException("full");
      };

  private final List<String> ran = Collections.synchronizedList(new ArrayList<>());
  private final FakeTimer timer = new FakeTimer();
  private final Sweep sweep = new Sweep(timer);
  private final Tickets users = new Tickets();
  private final Tickets own = new Tickets();

  @Test
  void aCompletionComesBeforeTheEventsThatWait() {
    Callbacks callbacks = callbacks(users);
    for (int i = 1; i <= 400; i++) tell(callbacks, "event " + i);
    users.runOne();

    complete(callbacks, "completion");
    users.runOne();
    users.runOne();

    assertThat(ran).containsExactly("event 1", "completion", "event 2");
  }

  @Test
  void everythingRunsOnceAndEventsInOrder() {
    Callbacks callbacks = callbacks(users);
    for (int i = 1; i <= 3; i++) {
      tell(callbacks, "event " + i);
      complete(callbacks, "completion " + i);
    }

    users.runAll();

    assertThat(ran)
        .containsExactly(
            "completion 1", "completion 2", "completion 3", "event 1", "event 2", "event 3");
  }

  @Test
  void aCompletionThatTheExecutorDropsRunsOnOurThreadsAfterTenSeconds() {
    Callbacks callbacks = callbacks(dropping());
    complete(callbacks, "completion");

    timer.suspend(ofMillis(9_999));
    timer.tick();
    assertThat(own.waiting()).isZero();
    timer.suspend(ofMillis(1));
    timer.tick();
    own.runAll();

    assertThat(ran).containsExactly("completion");
    timer.tick();
    assertThat(timer.periodic()).isZero();
  }

  @Test
  void anEventThatTheExecutorDropsRunsOnOurThreadsAfterAMinute() {
    Callbacks callbacks = callbacks(dropping());
    tell(callbacks, "event");

    timer.suspend(ofMillis(59_999));
    timer.tick();
    assertThat(own.waiting()).isZero();
    timer.suspend(ofMillis(1));
    timer.tick();
    own.runAll();

    assertThat(ran).containsExactly("event");
  }

  @Test
  void eventsStayWithAnExecutorThatIsSlowButMoves() {
    Callbacks callbacks = callbacks(users);
    for (int i = 1; i <= 5; i++) tell(callbacks, "event " + i);

    for (int i = 1; i <= 5; i++) {
      timer.suspend(ofSeconds(59));
      timer.tick();
      users.runOne();
    }

    assertThat(own.waiting()).isZero();
    assertThat(ran).containsExactly("event 1", "event 2", "event 3", "event 4", "event 5");
  }

  @Test
  void ticketsThatWereLostAreMadeUpForByThoseThatRun() {
    Callbacks callbacks = callbacks(users);
    for (int i = 1; i <= 4; i++) tell(callbacks, "event " + i);
    users.lose();
    users.lose();

    timer.suspend(ofSeconds(10));
    users.runAll();

    assertThat(ran).containsExactly("event 1", "event 2", "event 3", "event 4");
  }

  @Test
  void whatTheExecutorRejectsRunsOnOurThreadsAtOnce() {
    Callbacks callbacks = callbacks(FULL);

    complete(callbacks, "completion");
    tell(callbacks, "event");
    own.runAll();

    assertThat(ran).containsExactly("completion", "event");
  }

  @Test
  void withoutAnyThreadItWaitsForOneAndHoldsUpNobody() {
    own.broken = true;
    Callbacks callbacks = callbacks(FULL);
    complete(callbacks, "completion");
    tell(callbacks, "event");
    timer.tick();
    assertThat(ran).isEmpty();

    own.broken = false;
    timer.tick();
    own.runAll();

    assertThat(ran).containsExactly("completion", "event");
  }

  @Test
  void theTimerIsNeededUntilNothingWaitsAnyMore() {
    Callbacks callbacks = callbacks(dropping());
    complete(callbacks, "completion");
    callbacks.close(() -> ran.add("closed"));
    assertThat(ran).isEmpty();

    timer.suspend(ofSeconds(10));
    timer.tick();
    own.runAll();

    assertThat(ran).containsExactly("completion", "closed");
  }

  @Test
  void aListenerThatHangsKeepsTheTimerForAMinuteAtMost() throws Exception {
    Gate gate = new Gate();
    Callbacks callbacks = callbacks(task -> start(task));
    callbacks.tell(entry(() -> pass(gate)));
    gate.awaitArrival();
    callbacks.close(() -> ran.add("closed"));

    timer.suspend(ofSeconds(59));
    timer.tick();
    assertThat(ran).isEmpty();
    timer.suspend(ofSeconds(1));
    timer.tick();

    assertThat(ran).containsExactly("closed");
    gate.open();
  }

  @Test
  void whatComesAfterTheEndRunsAtLastOnTheThreadThatBringsIt() {
    own.broken = true;
    Callbacks callbacks = callbacks(dropping());
    callbacks.close(() -> ran.add("closed"));

    complete(callbacks, "completion");

    assertThat(ran).containsExactly("closed", "completion");
  }

  @Test
  void sixtyFourEventsThatHangLeaveCompletionsAlone() throws Exception {
    CountDownLatch hanging = new CountDownLatch(Callbacks.EVENTS_AT_ONCE);
    CountDownLatch end = new CountDownLatch(1);
    List<Thread> threads = new ArrayList<>();
    Callbacks callbacks = callbacks(task -> threads.add(start(task)));
    for (int i = 0; i < 100; i++) {
      callbacks.tell(
          entry(
              () -> {
                hanging.countDown();
                await(end);
                ran.add("event");
              }));
    }
    assertThat(hanging.await(10, TimeUnit.SECONDS)).isTrue();

    CountDownLatch completed = new CountDownLatch(1);
    callbacks.complete(
        entry(
            () -> {
              ran.add("completion");
              completed.countDown(); // on any thread that is free
            }));

    assertThat(completed.await(10, TimeUnit.SECONDS)).isTrue();
    assertThat(ran).containsExactly("completion");
    end.countDown();
    for (int i = 0; i < threads.size(); i++) threads.get(i).join(10_000);
    assertThat(ran).hasSize(101);
  }

  private Callbacks callbacks(Executor users) {
    Callbacks callbacks = new Callbacks(users, own, timer, sweep);
    sweep.watch(callbacks);
    return callbacks;
  }

  private void complete(Callbacks callbacks, String what) {
    callbacks.complete(entry(() -> ran.add(what)));
  }

  private void tell(Callbacks callbacks, String what) {
    callbacks.tell(entry(() -> ran.add(what)));
  }

  /** What {@code ThreadPoolExecutor.DiscardPolicy} comes to. */
  private static Executor dropping() {
    return task -> {};
  }

  private static Thread start(Runnable task) {
    Thread thread = new Thread(task);
    thread.setDaemon(true);
    thread.start();
    return thread;
  }

  private static void pass(Gate gate) {
    try {
      gate.pass();
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      assertThat(latch.await(10, TimeUnit.SECONDS)).isTrue();
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** An executor whose tasks run when the test says so. */
  private static final class Tickets implements Executor {
    private final ArrayDeque<Runnable> tasks = new ArrayDeque<>();
    boolean broken;

    @Override
    public void execute(Runnable task) {
      if (broken) throw new OutOfMemoryError("unable to create native thread");
      tasks.add(task);
    }

    int waiting() {
      return tasks.size();
    }

    void lose() {
      Runnable unused = tasks.remove();
    }

    void runOne() {
      tasks.remove().run();
    }

    void runAll() {
      while (!tasks.isEmpty()) runOne();
    }
  }

  private static CallbackLane.Entry entry(Runnable work) {
    return new CallbackLane.Entry() {
      @Override
      void run() {
        work.run();
      }
    };
  }
}
