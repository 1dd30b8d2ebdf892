package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What becomes of work where no thread can be started. */
@Timeout(60)
final class ThreadPoolTest {
  private final Famine famine = new Famine();
  private final Threads.Pool pool = new Threads.Pool(famine);

  @AfterEach
  void stop() {
    pool.shutdownNow();
  }

  @Test
  void withoutAThreadWorkIsRejectedAsOkHttpSurvivesIt() {
    famine.begin();

    assertThatThrownBy(() -> pool.execute(() -> {}))
        .isInstanceOf(RejectedExecutionException.class)
        .hasMessage(
            "no thread can be started: java.lang.OutOfMemoryError: unable to create native thread")
        .hasCauseInstanceOf(OutOfMemoryError.class);
  }

  @Test
  void afterwardsItWorksAgain() throws Exception {
    famine.begin();
    assertThatThrownBy(() -> pool.execute(() -> {})).isNotNull();
    famine.end();
    CompletableFuture<String> ran = new CompletableFuture<>();

    pool.execute(() -> ran.complete("ran"));

    assertThat(ran.get(10, TimeUnit.SECONDS)).isEqualTo("ran");
  }

  @Test
  void whatAThreadOfThePoolHandsInRunsOnItAfterwards() throws Exception {
    List<String> ran = Collections.synchronizedList(new ArrayList<>());
    CompletableFuture<Thread> second = new CompletableFuture<>();
    CompletableFuture<Thread> first = new CompletableFuture<>();

    pool.execute(
        () -> {
          famine.begin();
          pool.execute(
              () -> {
                ran.add("second");
                pool.execute(() -> ran.add("third"));
                pool.execute(() -> second.complete(Thread.currentThread()));
              });
          ran.add("first");
          first.complete(Thread.currentThread());
        });

    assertThat(second.get(10, TimeUnit.SECONDS)).isSameAs(first.get(10, TimeUnit.SECONDS));
    assertThat(ran).containsExactly("first", "second", "third");
  }

  @Test
  void whatIsKeptForAThreadSurvivesWhatThrowsBefore() throws Exception {
    CompletableFuture<String> ran = new CompletableFuture<>();

    pool.execute(
        () -> {
          Thread.currentThread().setUncaughtExceptionHandler((thread, e) -> {});
          famine.begin();
          pool.execute(() -> ran.complete("ran"));
          throw new StackOverflowError();
        });

    assertThat(ran.get(10, TimeUnit.SECONDS)).isEqualTo("ran");
  }

  @Test
  void whatACallHandsInAtItsEndRunsOnItsThreadAndASecondElsewhere() throws Exception {
    CompletableFuture<Thread> first = new CompletableFuture<>();
    CompletableFuture<Thread> next = new CompletableFuture<>();
    CompletableFuture<Thread> second = new CompletableFuture<>();

    pool.execute(
        () -> {
          Threads.Pool.ending();
          pool.execute(() -> next.complete(Thread.currentThread()));
          pool.execute(() -> second.complete(Thread.currentThread()));
          second.join(); // not behind this one
          first.complete(Thread.currentThread());
        });

    assertThat(next.get(10, TimeUnit.SECONDS)).isSameAs(first.get(10, TimeUnit.SECONDS));
    assertThat(second.get(10, TimeUnit.SECONDS)).isNotSameAs(first.get());
  }

  @Test
  void anotherPoolsThreadKeepsNothingForIt() throws Exception {
    Threads.Pool other = new Threads.Pool(Thread::new);
    CompletableFuture<Throwable> thrown = new CompletableFuture<>();
    famine.begin();

    other.execute(
        () -> {
          try {
            pool.execute(() -> {});
          } catch (RejectedExecutionException e) {
            thrown.complete(e);
          }
        });

    assertThat(thrown.get(10, TimeUnit.SECONDS)).isNotNull();
    other.shutdown();
  }
}
