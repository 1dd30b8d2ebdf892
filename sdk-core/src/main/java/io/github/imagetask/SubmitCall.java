package io.github.imagetask;

import com.google.errorprone.annotations.concurrent.GuardedBy;
import io.github.imagetask.WireInterceptor.StaleConnectionException;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One submit, from its first attempt to a task or an exception: never two POSTs that could both be
 * processed.
 *
 * <p>An attempt that was certainly not sent is made again, at most twice; so is one that the
 * gateway put off. Everything else ends the submit.
 */
final class SubmitCall implements Attempt.Listener {
  private static final int MAX_RETRIES = 2;

  /** A pool can't hold more dead connections than this; each attempt discards one. */
  private static final int MAX_STALE = 1_000;

  private static final Duration LONGEST_DEFERRAL = Duration.ofSeconds(60);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration FIRST_DEFERRAL = Duration.ofSeconds(2);

  private final TaskContext context;
  private final Supplier<Attempt> attempts;
  private final Tasks tasks;
  private final Failures failures;
  private final Timer timer;
  private final long timeout;
  private final Events events;
  private final Consumer<SubmitCall> whenDone;
  private final CompletableFuture<ImageTask> raw = new CompletableFuture<>();

  private final Object lock = new Object();

  @GuardedBy("lock")
  private Attempt attempt; // the one under way, or the next during a pause

  @GuardedBy("lock")
  private @Nullable Submission submission; // until it is done: who waits on needn't hold the body

  @GuardedBy("lock")
  private Timer.@Nullable Task alarm; // its timeout

  @GuardedBy("lock")
  private Timer.@Nullable Task pause; // before the next attempt

  @GuardedBy("lock")
  private boolean last; // nobody waits: what is on its way may finish, nothing is sent again

  @GuardedBy("lock")
  private boolean stopped; // for good, before anything was sent

  @GuardedBy("lock")
  private boolean done;

  // Of one attempt after the other.
  private int unsent;
  private int deferrals;
  private int stale;

  SubmitCall(
      TaskContext context,
      Submission submission,
      Supplier<Attempt> attempts,
      Tasks tasks,
      Failures failures,
      Timer timer,
      long timeout,
      Events events,
      Consumer<SubmitCall> whenDone) {
    this.context = context;
    this.submission = submission;
    this.attempts = attempts;
    this.attempt = attempts.get();
    this.tasks = tasks;
    this.failures = failures;
    this.timer = timer;
    this.timeout = timeout;
    this.events = events;
    this.whenDone = whenDone;
  }

  /** The task; completes on a thread of ours. */
  CompletableFuture<ImageTask> raw() {
    return raw;
  }

  void start() {
    synchronized (lock) {
      alarm = timer.schedule(timeout, this::onTimeout);
    }
    attempt();
  }

  /**
   * Gives it up: before it is sent, nothing is; after that it is left to finish and its key goes to
   * the listener.
   *
   * @return what an interrupted caller is told
   */
  ImageTaskException abandon() {
    if (stopUnsent()) {
      ImageTaskException aborted = notSent("the submit was given up before it was sent");
      stop(aborted);
      return aborted;
    }
    return unknown(
        "its caller stopped waiting; it is left to finish, and its key goes to"
            + " TaskListener.submitted");
  }

  /** Ends it because the client closes, unless it was sent; then returns false. */
  boolean abortUnsent() {
    if (!stopUnsent()) return false;
    stop(notSent("the client was closed before the submit was sent"));
    return true;
  }

  /** Ends it because the client closes, sent or not. */
  void abort() {
    if (abortUnsent()) return;
    stop(unknown("the client was closed before its answer came"));
  }

  /** Makes the attempt that stands ready. */
  private void attempt() {
    Attempt next;
    Submission sent;
    synchronized (lock) {
      next = attempt;
      sent = submission;
      if (done || stopped || sent == null) return;
      pause = null;
    }
    next.start(sent, this);
  }

  @Override
  public void onOutcome(SubmitOutcome outcome) {
    switch (outcome.kind()) {
      case ACCEPTED:
        Attempt unused = finish(tasks.accepted(outcome, context, events), null);
        break;
      case DEFERRED:
        defer((GatewayException) outcome.failure());
        break;
      default:
        fail(outcome.failure());
    }
  }

  private void defer(GatewayException failure) {
    Duration asked = failure.retryAfter();
    Duration wait = asked != null ? asked : FIRST_DEFERRAL.multipliedBy(1L << deferrals);
    if (deferrals++ < MAX_RETRIES && wait.compareTo(LONGEST_DEFERRAL) <= 0) {
      later(failure, wait);
    } else {
      fail(failure);
    }
  }

  @Override
  public void onUnsent(IOException failure) {
    if (failure instanceof StaleConnectionException && stale++ < MAX_STALE) {
      synchronized (lock) {
        if (done || stopped) return;
        attempt = attempts.get();
      }
      attempt();
      return;
    }
    ConnectionException notSent = failures.notSent(null, failure);
    if (!AnswerInterpreter.isCertificateFailure(failure) && unsent++ < MAX_RETRIES) {
      later(notSent, FIRST_PAUSE.multipliedBy(unsent));
    } else {
      fail(notSent);
    }
  }

  private void later(ImageTaskException cause, Duration wait) {
    boolean again;
    synchronized (lock) {
      if (done || stopped) return;
      again = !last;
      if (again) attempt = attempts.get(); // unsent: given up during the pause, nothing is sent
    }
    if (!again) {
      fail(cause);
      return;
    }
    // Before the pause begins: it may be over at once, and the next attempt's events come after.
    events.tell(Collections.emptyList(), each -> each.retrying(context, cause, wait));
    synchronized (lock) {
      if (!done && !stopped) pause = timer.schedule(wait.toNanos(), this::attempt);
    }
  }

  private void onTimeout() {
    String after = "within " + Redactor.seconds(Duration.ofNanos(timeout));
    if (stopUnsent()) {
      stop(failures.notSent(after, null));
      return;
    }
    Attempt sent;
    synchronized (lock) {
      sent = attempt;
    }
    stop(sent.broke("no whole answer came " + after, null).failure());
  }

  /** Makes sure that nothing is sent from now on; false if something was. */
  private boolean stopUnsent() {
    synchronized (lock) {
      last = true;
      stopped = attempt.stop();
      return stopped;
    }
  }

  /** Ends it, and what is under way. */
  private void stop(ImageTaskException failure) {
    Attempt running = finish(null, failure);
    if (running != null) running.cancel(); // after the future: OkHttp may call back late
  }

  private void fail(ImageTaskException failure) {
    Attempt unused = finish(null, failure);
  }

  /** Ends it; returns the attempt that may be under way, unless it had ended before. */
  private @Nullable Attempt finish(@Nullable ImageTask task, @Nullable ImageTaskException failure) {
    Attempt running;
    synchronized (lock) {
      if (done) return null;
      done = true;
      if (alarm != null) alarm.cancel();
      if (pause != null) pause.cancel();
      running = attempt;
      submission = null;
    }
    whenDone.accept(this);
    if (task != null) {
      raw.complete(task);
    } else {
      raw.completeExceptionally(failure);
    }
    return running;
  }

  private WaitAbortedException notSent(String why) {
    return new WaitAbortedException(context.gateway(), null, why + "; nothing is billed", null);
  }

  private SubmitOutcomeUnknownException unknown(String why) {
    return failures.noAnswer(context.traceId(), 0, why, null);
  }
}
