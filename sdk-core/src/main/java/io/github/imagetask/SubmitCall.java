package io.github.imagetask;

import io.github.imagetask.WireInterceptor.StaleConnectionException;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import javax.annotation.concurrent.GuardedBy;
import org.jspecify.annotations.Nullable;

/**
 * One submit, or one direct call, from its first attempt to a task, images or an exception: never
 * two POSTs that could both be processed.
 *
 * <p>An attempt that was certainly not sent is made again, at most twice; so is one that the
 * gateway put off. Everything else ends the submit.
 *
 * @param <T> what it brings
 */
final class SubmitCall<T> implements Attempt.Listener {
  private static final int MAX_RETRIES = 2;

  /** A pool can't hold more dead connections than this; each attempt discards one. */
  private static final int MAX_STALE = 1_000;

  private static final Duration LONGEST_DEFERRAL = Duration.ofSeconds(60);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration FIRST_DEFERRAL = Duration.ofSeconds(2);

  private final TaskContext context;
  private final Function<@Nullable ProxyAnswer, Attempt> attempts;
  private final Completion<T> completion;
  private final Failures failures;
  private final Timer timer;
  private final long timeout;
  private final Events events;
  private final Journal.@Nullable Intent intent;
  private final Consumer<SubmitCall<T>> whenDone;
  private final Ending<T> raw = new Ending<>();

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

  @GuardedBy("lock")
  private long endBy; // by the timer

  @GuardedBy("lock")
  private boolean graced;

  @GuardedBy("lock")
  private @Nullable SubmitOutcome accepted; // until its key is stored

  // Of one attempt after the other.
  private int unsent;
  private int deferrals;
  private int stale;
  private @Nullable ProxyAnswer proxyAnswer; // once the proxy has asked

  /** What becomes of one that was accepted. */
  interface Completion<T> {
    /**
     * Makes what it brings of an answer, and tells the listener.
     *
     * @throws ImageTaskException if it brings something else
     */
    T of(SubmitOutcome outcome);

    /** Whether a caller that leaves wants the connection closed, though it is paid for. */
    boolean closesOnAbandon();
  }

  SubmitCall(
      TaskContext context,
      Submission submission,
      Function<@Nullable ProxyAnswer, Attempt> attempts,
      Completion<T> completion,
      Failures failures,
      Timer timer,
      long timeout,
      Events events,
      Journal.@Nullable Intent intent,
      Consumer<SubmitCall<T>> whenDone) {
    this.context = context;
    this.submission = submission;
    this.attempts = attempts;
    this.attempt = attempts.apply(null);
    this.completion = completion;
    this.failures = failures;
    this.timer = timer;
    this.timeout = timeout;
    this.events = events;
    this.intent = intent;
    this.whenDone = whenDone;
  }

  /** What it brings; completes on a thread of ours. */
  Ending<T> raw() {
    return raw;
  }

  void start() {
    try {
      synchronized (lock) {
        endBy = timer.now() + timeout;
        alarm = timer.schedule(timeout, this::onTimeout);
      }
    } catch (Error e) { // the timer's thread can't be started
      fail(failures.notSent(null, new IOException(e.toString(), e)));
      return;
    }
    if (intent == null) {
      attempt();
    } else {
      intent.begin(context, this::attempt, this::onNotStored);
    }
  }

  private void onNotStored(Throwable e) {
    fail(failures.notSent(null, new IOException("the journal can't store the submit: " + e, e)));
  }

  /** Ends it if its time is long over, and its alarm was lost. */
  void sweep(long now) {
    synchronized (lock) {
      boolean isStarted = alarm != null; // else it is known, and has no end yet
      if (done || !isStarted || now - endBy < Sweep.OVERDUE) return;
    }
    onTimeout();
  }

  /**
   * Gives it up: before it is sent, nothing is; after that it is left to finish, unless its caller
   * has asked for the connection to be closed then.
   *
   * @return what an interrupted caller is told
   */
  ImageTaskException abandon() {
    if (stopUnsent()) {
      ImageTaskException aborted = failures.givenUp();
      stop(aborted);
      return aborted;
    }
    if (!completion.closesOnAbandon()) return failures.left(context.traceId());
    ImageTaskException closed = unknown("its caller gave it up, and closed the connection");
    stop(closed);
    return closed;
  }

  /** Ends it because the client closes, unless it was sent; then returns false. */
  boolean abortUnsent() {
    if (!stopUnsent()) return false;
    stop(failures.closedBefore());
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
        accepted(outcome);
        break;
      case DEFERRED:
        defer((GatewayException) outcome.failure());
        break;
      default:
        fail(outcome.failure());
    }
  }

  /**
   * Stores the key before anybody hears of it. Even if the submit is over, since its time was while
   * its answer was read: its caller knows nothing of the task, and it is paid for.
   */
  private void accepted(SubmitOutcome outcome) {
    synchronized (lock) {
      accepted = outcome;
      if (alarm != null) alarm.cancel(); // what it brings is known
    }
    if (intent == null || !outcome.isTask()) {
      bring();
    } else {
      intent.accepted(outcome.key(), this::bring);
    }
  }

  /** Brings what was accepted, once; nothing if that isn't so. */
  private void bring() {
    SubmitOutcome outcome;
    synchronized (lock) {
      outcome = accepted;
      accepted = null;
    }
    if (outcome != null) complete(outcome);
  }

  private void complete(SubmitOutcome outcome) {
    T value;
    try {
      value = completion.of(outcome);
    } catch (ImageTaskException other) {
      fail(other);
      return;
    }
    Attempt unused = finish(value, null);
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
      again(failure);
      return;
    }
    if (failure instanceof ProxyAnswer.DemandedException) {
      proxyAnswer = ((ProxyAnswer.DemandedException) failure).answer();
      again(failure);
      return;
    }
    ConnectionException notSent = failures.notSent(null, failure);
    if (!AnswerInterpreter.isCertificateFailure(failure) && unsent++ < MAX_RETRIES) {
      later(notSent, FIRST_PAUSE.multipliedBy(unsent));
    } else {
      fail(notSent);
    }
  }

  /** Makes another attempt at once. */
  private void again(IOException failure) {
    boolean again;
    synchronized (lock) {
      if (done || stopped) return;
      again = !last;
      if (again) attempt = attempts.apply(proxyAnswer);
    }
    if (again) {
      attempt();
    } else {
      fail(failures.notSent(null, failure));
    }
  }

  private void later(ImageTaskException cause, Duration wait) {
    boolean again;
    synchronized (lock) {
      if (done || stopped) return;
      again = !last;
      // Unsent: given up during the pause, nothing is sent.
      if (again) attempt = attempts.apply(proxyAnswer);
    }
    if (!again) {
      fail(cause);
      return;
    }
    // Before the pause begins: it may be over at once, and the next attempt's events come after.
    events.tell(each -> each.retrying(context, cause, wait));
    try {
      synchronized (lock) {
        if (!done && !stopped) pause = timer.schedule(wait.toNanos(), this::attempt);
      }
    } catch (Error e) {
      fail(cause);
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
      if (waitsOn()) return;
    }
    sent.giveUpConnection(); // before its caller knows, and may submit again
    stop(sent.broke("no whole answer came " + after, null).failure());
  }

  /**
   * Whether the alarm came so late that the whole process must have been suspended: then the answer
   * may have come meanwhile, and has some seconds to be read.
   */
  @GuardedBy("lock")
  private boolean waitsOn() {
    long now = timer.now();
    if (done || graced || now - endBy <= Wait.LATE) return false;
    graced = true;
    endBy = now + Wait.GRACE;
    alarm = timer.schedule(Wait.GRACE, this::onTimeout);
    return true;
  }

  /** Makes sure that nothing is sent from now on; false if something was. */
  private boolean stopUnsent() {
    synchronized (lock) {
      last = true;
      stopped = attempt.stop();
      return stopped;
    }
  }

  /** Ends it, and what is under way; with what it brings if that is known, and not stored yet. */
  private void stop(ImageTaskException failure) {
    bring();
    Attempt running = finish(null, failure);
    if (running != null) running.cancel(); // after the future: OkHttp may call back late
  }

  private void fail(ImageTaskException failure) {
    Attempt unused = finish(null, failure);
  }

  /** Ends it; returns the attempt that may be under way, unless it had ended before. */
  private @Nullable Attempt finish(@Nullable T value, @Nullable ImageTaskException failure) {
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
    if (!(failure instanceof TaskPendingException)) end(failure);
    if (value != null) {
      raw.complete(value);
    } else {
      raw.completeExceptionally(failure);
    }
    return running;
  }

  /** Tells of an end without a task. */
  private void end(@Nullable ImageTaskException failure) {
    if (intent != null) intent.ended(failure);
    if (failure != null) events.tell(each -> each.submitFailed(context, failure));
  }

  private SubmitOutcomeUnknownException unknown(String why) {
    return failures.noAnswer(context.traceId(), 0, why, null);
  }
}
