package io.github.imagetask;

import java.io.IOException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import javax.annotation.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/** Runs the user's {@link TaskJournal} on threads of ours: it may block, or fail. */
final class Journal {
  /** How long a task that is paid for waits for its key to be stored. */
  static final long PATIENCE = TimeUnit.SECONDS.toNanos(10);

  private final TaskJournal journal;
  private final Executor threads;
  private final Timer timer;

  private Journal(TaskJournal journal, Executor threads, Timer timer) {
    this.journal = journal;
    this.threads = threads;
    this.timer = timer;
  }

  /** Null if the user has none. */
  static @Nullable Journal of(@Nullable TaskJournal journal, Executor threads, Timer timer) {
    return journal == null ? null : new Journal(journal, threads, timer);
  }

  Intent intent() {
    return new Intent();
  }

  /** One submit's entry, from before it is there. */
  final class Intent {
    @GuardedBy("this")
    private TaskJournal.@Nullable Entry entry;

    @GuardedBy("this")
    private boolean isOver; // before it was there, or with a key

    @GuardedBy("this")
    private @Nullable ImageTaskException why;

    /**
     * Stores it.
     *
     * @param then goes on, unless the submit has ended meanwhile
     * @param failed hears why it can't be stored
     */
    void begin(TaskContext context, Runnable then, Consumer<Throwable> failed) {
      try {
        threads.execute(() -> store(context, then, failed));
      } catch (RuntimeException | Error noThread) {
        failed.accept(noThread);
      }
    }

    private void store(TaskContext context, Runnable then, Consumer<Throwable> failed) {
      TaskJournal.Entry stored;
      try {
        stored = journal.begin(context);
      } catch (Throwable e) {
        failed.accept(e);
        return;
      }
      boolean isLate;
      ImageTaskException failure;
      synchronized (this) {
        isLate = isOver;
        failure = why;
        if (!isLate) entry = stored;
      }
      if (isLate) { // it has ended, and nothing was sent
        run(() -> stored.ended(failure));
      } else {
        then.run();
      }
    }

    /**
     * Stores the task's key; then goes on, whatever comes of it.
     *
     * @param then may be called a second time
     */
    void accepted(TaskKey key, Runnable then) {
      TaskJournal.Entry stored;
      synchronized (this) {
        stored = entry;
        isOver = true;
      }
      if (stored == null) {
        then.run();
        return;
      }
      try {
        Timer.Task alarm = timer.schedule(PATIENCE, then);
        threads.execute(
            () -> {
              run(() -> stored.accepted(key));
              alarm.cancel();
              then.run();
            });
      } catch (RuntimeException | Error noThread) {
        Events.report(noThread);
        then.run();
      }
    }

    /** Takes note that the submit has ended without a task; null if it brought images. */
    void ended(@Nullable ImageTaskException failure) {
      TaskJournal.Entry stored;
      synchronized (this) {
        if (isOver) return;
        isOver = true;
        why = failure;
        stored = entry;
      }
      if (stored == null) return; // "store" sees to it
      try {
        threads.execute(() -> run(() -> stored.ended(failure)));
      } catch (RuntimeException | Error noThread) {
        Events.report(noThread);
      }
    }

    private void run(Step step) {
      try {
        step.run();
      } catch (Throwable e) {
        Events.report(e);
      }
    }
  }

  /** What may fail. */
  private interface Step {
    void run() throws IOException;
  }
}
