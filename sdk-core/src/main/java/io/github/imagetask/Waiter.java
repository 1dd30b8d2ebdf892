package io.github.imagetask;

import java.util.Collections;
import java.util.List;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One who wants to know of a task: its end, or one reading. Not thread-safe: {@link Poller}'s lock
 * guards it, under which it is never completed.
 *
 * @param <T> what it wants
 */
abstract class Waiter<T> extends Ending<T> implements Joinable.Abandonable {
  private final Owner owner;
  @Nullable Waiter<?> next; // of the same task's

  /** Who drives it. */
  interface Owner {
    /**
     * Lets a waiter go; needs no lock.
     *
     * @return what its caller is told, for this reason
     */
    ImageTaskException leave(Waiter<?> waiter, String why);
  }

  private Waiter(Owner owner) {
    this.owner = owner;
  }

  /** Whether it wants to ask now. */
  abstract boolean asks(long now);

  /** When it wants to ask. */
  abstract long askAt(long now);

  /** Whether it will ask again after what it has heard. */
  abstract boolean goesOn();

  /** When it gives up, whatever else happens. */
  abstract long giveUpAt(boolean querying);

  /** How long a query may take that is sent now. */
  abstract long timeFor(long now);

  /** Lets it notice how late it is. */
  void wake(long now, boolean querying) {}

  /** Puts off what is due, by chance. */
  void putOff(long now, DoubleSupplier random) {}

  /** Makes it ask at once. */
  abstract void nudge(long now);

  /** Takes what a query brought; returns what ends it, or null. */
  abstract @Nullable End hear(QueryOutcome outcome, long now, DoubleSupplier random);

  /** What it gives up with when its time is over. */
  abstract ImageTaskException late(TaskSnapshot last, long now);

  /** What listeners are told of its end, or null if they aren't. */
  @Nullable WaitEnd told(TaskSnapshot last, @Nullable ImageTaskException failure, long now) {
    return null;
  }

  /** Ends it with this failure. */
  final End failed(ImageTaskException failure) {
    return new End(() -> completeExceptionally(failure), failure);
  }

  /** Its own listener, if it has one. */
  List<TaskListener> listeners() {
    return Collections.emptyList();
  }

  final ImageTaskException leave(String why) {
    return owner.leave(this, why);
  }

  /** What ends one, to be run without the lock. */
  static final class End implements Runnable {
    private final Runnable completion;
    private final @Nullable ImageTaskException failure;

    End(Runnable completion, @Nullable ImageTaskException failure) {
      this.completion = completion;
      this.failure = failure;
    }

    /** What its caller gets, or null if that is what she waited for. */
    @Nullable ImageTaskException failure() {
      return failure;
    }

    @Override
    public void run() {
      completion.run();
    }
  }

  /** One that waits for the task's end. */
  static final class ForResult extends Waiter<ImageResult> {
    private final Wait wait;
    private final @Nullable TaskListener listener;

    ForResult(Owner owner, Wait wait, @Nullable TaskListener listener) {
      super(owner);
      this.wait = wait;
      this.listener = listener;
    }

    @Override
    boolean asks(long now) {
      return wait.asks(now);
    }

    @Override
    long askAt(long now) {
      return wait.askAt();
    }

    @Override
    boolean goesOn() {
      return wait.goesOn();
    }

    @Override
    long giveUpAt(boolean querying) {
      return wait.giveUpAt(querying);
    }

    @Override
    long timeFor(long now) {
      return wait.timeFor(now);
    }

    @Override
    void wake(long now, boolean querying) {
      wait.wake(now, querying);
    }

    @Override
    void putOff(long now, DoubleSupplier random) {
      wait.putOff(now, random.getAsDouble());
    }

    @Override
    void nudge(long now) {
      wait.nudge(now);
    }

    @Override
    @Nullable End hear(QueryOutcome outcome, long now, DoubleSupplier random) {
      wait.hear(outcome, now, random.getAsDouble());
      ImageTaskException failure = wait.failure();
      if (wait.hasEnded()) return end(wait.result(outcome.snapshot(), now));
      return failure == null ? null : failed(failure);
    }

    @Override
    ImageTaskException late(TaskSnapshot last, long now) {
      return wait.timeout(last, now);
    }

    @Override
    WaitEnd told(TaskSnapshot last, @Nullable ImageTaskException failure, long now) {
      return wait.end(last, failure, now);
    }

    @Override
    List<TaskListener> listeners() {
      return listener == null ? super.listeners() : Collections.singletonList(listener);
    }

    @Override
    public ImageTaskException abandon() {
      return leave("the wait was interrupted");
    }

    /** Ends it with a task that has ended, well or not. */
    End end(ImageResult end) {
      TaskSnapshot last = end.snapshot();
      if (last.status() == TaskStatus.SUCCEEDED) return new End(() -> complete(end), null);
      TaskError error = last.error();
      TaskError known = error == null ? TaskError.of(ErrorKind.UNKNOWN, null, null) : error;
      return failed(new TaskFailedException(last, known));
    }
  }

  /** One that wants one reading, at once, but not for ever. */
  static final class ForReading extends Waiter<TaskSnapshot> {
    private final long giveUpAt;
    private final Supplier<ImageTaskException> late;

    /**
     * @param late what it gives up with
     */
    ForReading(Owner owner, long giveUpAt, Supplier<ImageTaskException> late) {
      super(owner);
      this.giveUpAt = giveUpAt;
      this.late = late;
    }

    @Override
    boolean asks(long now) {
      return now - giveUpAt < 0;
    }

    @Override
    long askAt(long now) {
      return now;
    }

    @Override
    boolean goesOn() {
      return false;
    }

    @Override
    long giveUpAt(boolean querying) {
      return giveUpAt;
    }

    @Override
    long timeFor(long now) {
      return Long.MAX_VALUE;
    }

    @Override
    void nudge(long now) {}

    @Override
    End hear(QueryOutcome outcome, long now, DoubleSupplier random) {
      if (!outcome.isReading()) return failed(outcome.failure());
      return new End(() -> complete(outcome.snapshot()), null);
    }

    @Override
    ImageTaskException late(TaskSnapshot last, long now) {
      return late.get();
    }

    @Override
    public ImageTaskException abandon() {
      return leave("the query was interrupted");
    }
  }
}
