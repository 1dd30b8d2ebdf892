package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

final class WorkTest {
  private final Queue<Runnable> threads = new ArrayDeque<>();
  private final List<String> done = new ArrayList<>();
  private final List<Throwable> failures = new ArrayList<>();

  @Test
  void noMoreThanSoManyThreadsAreTakenAndAllWorkIsDoneInItsOrder() {
    Work work = new Work(threads::add, 2);

    for (int i = 0; i < 5; i++) execute(work, "w" + i);

    assertThat(threads).hasSize(2);
    threads.remove().run();
    assertThat(done).containsExactly("w0", "w2", "w3", "w4");
    threads.remove().run();
    assertThat(done).containsExactly("w0", "w2", "w3", "w4", "w1");
    execute(work, "w5");
    execute(work, "w6");
    execute(work, "w7");
    assertThat(threads).hasSize(2);
  }

  @Test
  void whatItThrowsIsToldAndTheNextGoesOn() {
    Work work = new Work(threads::add, 1);
    AssertionError error = new AssertionError("broken");
    work.execute(
        () -> {
          throw error;
        },
        failures::add);
    execute(work, "w1");

    threads.remove().run();

    assertThat(failures).containsExactly(error);
    assertThat(done).containsExactly("w1");
    execute(work, "w2");
    assertThat(threads).hasSize(1);
  }

  @Test
  void workWithoutAThreadIsToldSoAndHoldsNoPlace() {
    Error full = new OutOfMemoryError("unable to create native thread");
    boolean[] broken = {true};
    Work work =
        new Work(
            run -> {
              if (broken[0]) throw full;
              threads.add(run);
            },
            1);
    execute(work, "w0");
    execute(work, "w1");

    assertThat(failures)
        .hasSize(2)
        .allSatisfy(
            each ->
                assertThat(each)
                    .isInstanceOf(RejectedExecutionException.class)
                    .hasMessage("no thread could be started: unable to create native thread")
                    .hasCause(full));
    broken[0] = false;
    execute(work, "w2");
    threads.remove().run();
    assertThat(done).containsExactly("w2");
  }

  @Test
  void workThatWaitsForAThreadThatIsNotToBeHadIsToldSo() {
    Work[] work = new Work[1];
    work[0] =
        new Work(
            run -> {
              execute(work[0], "w1"); // comes meanwhile, and waits
              throw new RejectedExecutionException("full");
            },
            1);

    execute(work[0], "w0");

    assertThat(failures).hasSize(2);
    assertThat(done).isEmpty();
  }

  private void execute(Work work, String name) {
    work.execute(() -> done.add(name), failures::add);
  }
}
