package io.github.imagetask;

import io.github.imagetask.spi.Submission;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Starts a client's submits, and knows which are under way. */
final class SubmitCalls {
  /** How long {@link #close} waits for those that are on their way. */
  private static final long CLOSING = TimeUnit.SECONDS.toNanos(5);

  private final Transport transport;
  private final AnswerInterpreter answers;
  private final Failures failures;
  private final Redactor redactor;
  private final Tasks tasks;
  private final Timer timer;
  private final long timeout;
  private final Lifecycle lifecycle;
  private final Set<SubmitCall> calls = ConcurrentHashMap.newKeySet();

  /**
   * @param timeout how long a submit may take in all, in nanoseconds
   */
  SubmitCalls(
      Transport transport,
      AnswerInterpreter answers,
      Failures failures,
      Redactor redactor,
      Tasks tasks,
      Timer timer,
      long timeout,
      Lifecycle lifecycle) {
    this.transport = transport;
    this.answers = answers;
    this.failures = failures;
    this.redactor = redactor;
    this.tasks = tasks;
    this.timer = timer;
    this.timeout = timeout;
    this.lifecycle = lifecycle;
  }

  SubmitCall start(TaskContext context, Submission submission, Events events) {
    String traceId = context.traceId(); // not the submission's: an attempt mustn't hold the body
    SubmitCall call =
        new SubmitCall(
            context,
            submission,
            () -> new Attempt(transport, answers, failures, redactor, traceId),
            tasks,
            failures,
            timer,
            timeout,
            events,
            calls::remove);
    calls.add(call); // first: close() either finds it, or has been and is seen here
    if (lifecycle.isClosed()) {
      call.abort();
    } else {
      call.start();
    }
    return call;
  }

  /**
   * Ends all because the client closes; those that were sent get time for their answers.
   *
   * @return whether the thread was interrupted meanwhile
   */
  boolean close() {
    boolean interrupted = awaitSent();
    for (SubmitCall call : calls) call.abort();
    return interrupted;
  }

  /** Waits until sent submits have their answers; returns whether the thread was interrupted. */
  private boolean awaitSent() {
    long end = System.nanoTime() + CLOSING;
    List<SubmitCall> sent = new ArrayList<>();
    for (SubmitCall call : calls) { // all of them before any wait: none may go out meanwhile
      if (!call.abortUnsent()) sent.add(call);
    }
    for (SubmitCall call : sent) {
      try {
        call.raw().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        return true;
      } catch (ExecutionException | TimeoutException e) {
        // The submit's own caller hears of it.
      }
    }
    return false;
  }
}
