package io.github.imagetask;

import io.github.imagetask.spi.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Starts a client's calls of a kind that cost money, and knows which are under way. */
final class SubmitCalls implements Sweep.Part {
  /** How long {@link #close} waits for those that are on their way. */
  private static final long CLOSING = TimeUnit.SECONDS.toNanos(5);

  private final AnswerInterpreter answers;
  private final Failures failures;
  private final Redactor redactor;
  private final Timer timer;
  private final Sweep sweep;
  private final long timeout;
  private final Lifecycle lifecycle;
  private final @Nullable Journal journal;
  private final Set<SubmitCall<?>> calls = ConcurrentHashMap.newKeySet();

  /**
   * @param timeout how long a submit may take in all, in nanoseconds
   */
  SubmitCalls(
      AnswerInterpreter answers,
      Failures failures,
      Redactor redactor,
      Timer timer,
      Sweep sweep,
      long timeout,
      Lifecycle lifecycle,
      @Nullable Journal journal) {
    this.answers = answers;
    this.failures = failures;
    this.redactor = redactor;
    this.timer = timer;
    this.sweep = sweep;
    this.timeout = timeout;
    this.lifecycle = lifecycle;
    this.journal = journal;
  }

  <T> SubmitCall<T> start(
      TaskContext context,
      Submission submission,
      Attempt.Route route,
      SubmitCall.Completion<T> completion,
      Events events) {
    String traceId = context.traceId(); // not the submission's: an attempt mustn't hold the body
    SubmitCall<T> call =
        new SubmitCall<>(
            context,
            submission,
            answer -> new Attempt(route, answers, failures, redactor, traceId, answer),
            completion,
            failures,
            timer,
            timeout,
            events,
            journal == null ? null : journal.intent(),
            calls::remove);
    calls.add(call); // first: close() either finds it, or has been and is seen here
    if (lifecycle.isClosed()) {
      call.abort();
    } else {
      wakeSweep();
      call.start();
    }
    return call;
  }

  private void wakeSweep() {
    try {
      sweep.wake();
    } catch (Error e) {
      // The call's own alarm meets the same, before anything is sent.
    }
  }

  @Override
  public boolean isIdle() {
    return calls.isEmpty();
  }

  @Override
  public void sweep(long now) {
    for (SubmitCall<?> call : calls) {
      try {
        call.sweep(now);
      } catch (RuntimeException | Error e) {
        // It stays here, for the next sweep; the others mustn't suffer.
      }
    }
  }

  /**
   * Ends all of a client's kinds because it closes; those that were sent get time for their
   * answers, the same for all.
   *
   * @return whether the thread was interrupted meanwhile
   */
  static boolean close(SubmitCalls... kinds) {
    List<SubmitCall<?>> sent = new ArrayList<>();
    for (SubmitCalls kind : kinds) { // all of them before any wait: none may go out meanwhile
      for (SubmitCall<?> call : kind.calls) {
        if (!call.abortUnsent()) sent.add(call);
      }
    }
    boolean interrupted = await(sent);
    for (SubmitCalls kind : kinds) {
      for (SubmitCall<?> call : kind.calls) call.abort();
    }
    return interrupted;
  }

  /** Waits until sent calls have their answers; returns whether the thread was interrupted. */
  private static boolean await(List<SubmitCall<?>> sent) {
    long end = System.nanoTime() + CLOSING;
    for (SubmitCall<?> call : sent) {
      try {
        call.raw().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        return true;
      } catch (ExecutionException | TimeoutException e) {
        // The call's own caller hears of it.
      }
    }
    return false;
  }
}
