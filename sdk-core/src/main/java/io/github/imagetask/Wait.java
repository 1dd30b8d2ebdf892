package io.github.imagetask;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * One wait for one task, as a pure state machine: no thread, no clock, no randomness of its own. It
 * is told what happened and when, and says when to ask next, that it is done, or that it gives up.
 * {@link Poller} drives it. All times are {@link Timer#now()}; random numbers are in [0, 1).
 */
final class Wait {
  /** How long a query may still run that was sent before or at the deadline. */
  static final long GRACE = Duration.ofSeconds(5).toNanos();

  /** How long after its submit a task may not be found yet. */
  static final long NOT_FOUND_GRACE = Duration.ofSeconds(10).toNanos();

  /** Waking up this much too late, it was no timer that was late but the whole process. */
  static final long LATE = Duration.ofSeconds(1).toNanos();

  /** The longest {@code Retry-After} that one query's answer may impose. */
  static final long LONGEST_RETRY_AFTER = Duration.ofMinutes(2).toNanos();

  /** How many answers in a row that don't look like the gateway's end a wait. */
  private static final int STRANGE_IN_A_ROW = 3;

  private final PollPolicy policy;
  private final @Nullable LearnedDelays learned;
  private final long started;
  private final long createdAt;
  private long deadline;

  private long nextAsk;
  private long notBefore;
  private long delay;
  private int queries;
  private byte strange;
  private @Nullable ImageTaskException lastFailure;
  private boolean failed; // with the last failure
  private boolean ended;
  private boolean askedAll; // the query at the deadline, or one that reached over it, is back
  private boolean woken; // long after its end
  private boolean wasPutOff; // what it will ask next
  private boolean owed; // the query that was under way then isn't the last

  /**
   * @param learned of the task's model, or null to go by the policy alone
   * @param now when the wait begins; the deadline counts from here
   * @param createdAt when the task was submitted, or taken up again by its key
   * @param resumed whether it was taken up again: then it asks at once, spread over the floor
   * @param sinceAnswer how long ago the task was last asked about, so that one wait after another
   *     doesn't ask more often than the floor allows; {@link Long#MAX_VALUE} if never
   */
  Wait(
      PollPolicy policy,
      @Nullable LearnedDelays learned,
      long now,
      long createdAt,
      boolean resumed,
      long sinceAnswer,
      double random) {
    this.policy = policy;
    this.learned = learned;
    this.started = now;
    this.createdAt = createdAt;
    this.deadline = now + policy.deadline().toNanos();
    this.delay = policy.start().toNanos();
    this.notBefore = now;
    long floor = policy.floor().toNanos();
    long wanted = resumed ? now + (long) (floor * random) : createdAt + firstDelay(random);
    this.nextAsk = later(wanted, now + Math.max(0, floor - sinceAnswer));
  }

  /** When it wants to ask; at the deadline for a last time, unless the gateway forbade that. */
  long askAt() {
    return later(notBefore, earlier(nextAsk, deadline));
  }

  /** Whether it wants to ask now. */
  boolean asks(long now) {
    return !askedAll && now - askAt() >= 0;
  }

  /** Whether it will ask again before it gives up. */
  boolean goesOn() {
    return !askedAll && deadline - askAt() >= 0;
  }

  /** When it gives up, whatever else happens. */
  long giveUpAt(boolean querying) {
    return querying ? deadline + GRACE : deadline;
  }

  /** What is left for a query that is sent now: up to the deadline, but {@link #GRACE} at least. */
  long timeFor(long now) {
    return Math.max(deadline - now, GRACE);
  }

  /**
   * Notices when it wakes up long after it should have given up, as it does in a process that was
   * suspended: the task may be done by now, so it asks once more, with the usual grace. Once only:
   * in a process that is always late it must end, too.
   */
  void wake(long now, boolean querying) {
    if (woken || askedAll || now - giveUpAt(querying) <= LATE) return;
    woken = true;
    owed = querying; // sent before, it may be as dead as its connection
    deadline = now;
    askedAll = false;
  }

  /**
   * Puts what is due off by up to a floor: in a process that stood still it is due for all waits at
   * once. One whose deadline has passed meanwhile asks then for the last time. Once for each query:
   * a process that is always late must ask, too.
   */
  void putOff(long now, double random) {
    if (wasPutOff || !asks(now)) return;
    wasPutOff = true;
    wake(now, false);
    nextAsk = now + (long) (policy.floor().toNanos() * random);
    if (woken) deadline = nextAsk;
  }

  /** Makes it ask at once, though not before the time that the gateway asked for. */
  void nudge(long now) {
    nextAsk = now;
  }

  /** Keeps it from asking before this time, which the gateway asked another wait for. */
  void forbidUntil(long time) {
    notBefore = later(notBefore, time);
  }

  /** For how long an outcome asks the waits on its task to ask nothing. */
  static long pause(QueryOutcome outcome) {
    Duration asked = outcome.retryAfter();
    if (asked == null) return outcome.isRateLimited() ? Pacer.PAUSE : 0;
    return Math.min(asked.toNanos(), LONGEST_RETRY_AFTER);
  }

  /** Takes what a query brought, its own or another wait's. */
  void hear(QueryOutcome outcome, long now, double random) {
    queries++;
    wake(now, true);
    if (owed) deadline = now;
    askedAll = !owed && now - deadline >= 0;
    owed = false;
    boolean isStrange =
        outcome.kind() == QueryOutcome.Kind.MALFORMED
            || outcome.kind() == QueryOutcome.Kind.DOUBTFUL;
    strange = (byte) (isStrange ? strange + 1 : 0);
    switch (outcome.kind()) {
      case ENDED:
        ended = true;
        return;
      case FATAL:
        lastFailure = outcome.failure();
        failed = true;
        return;
      case PENDING:
        break;
      case MALFORMED:
      case DOUBTFUL:
        lastFailure = outcome.failure();
        if (strange == STRANGE_IN_A_ROW) {
          failed = true;
          return;
        }
        break;
      case NOT_FOUND:
        lastFailure = outcome.failure();
        if (now - createdAt >= NOT_FOUND_GRACE) {
          failed = true;
          return;
        }
        break;
      case TRANSIENT:
        lastFailure = outcome.failure();
        break;
    }
    forbidUntil(now + pause(outcome));
    // One that was refused has learned nothing: it asks again as soon as may be.
    boolean refused = outcome.isRateLimited();
    nextAsk = now + (refused ? policy.floor().toNanos() : nextDelay(now, random));
    wasPutOff = false;
  }

  /** Whether the task ended: the reading that it heard last is the result. */
  boolean hasEnded() {
    return ended;
  }

  /** What the wait gives up with by its own rules, or null if it goes on. */
  @Nullable ImageTaskException failure() {
    return failed ? lastFailure : null;
  }

  /** What it brings once the task has succeeded. */
  ImageResult result(TaskSnapshot last, long now) {
    return new ImageResult(last, Duration.ofNanos(now - started), queries);
  }

  /** What listeners are told of its end. */
  WaitEnd end(TaskSnapshot last, @Nullable ImageTaskException failure, long now) {
    return new WaitEnd(last, failure, Duration.ofNanos(now - started), queries);
  }

  /** What it gives up with at its deadline. */
  TaskTimeoutException timeout(TaskSnapshot last, long now) {
    return new TaskTimeoutException(last, Duration.ofNanos(now - started), queries, lastFailure);
  }

  /** The age at which a task is asked for first; a first delay out of bounds is meant so. */
  private long firstDelay(double random) {
    Duration first = policy.firstDelay();
    boolean inBounds =
        first.compareTo(policy.floor()) >= 0 && first.compareTo(policy.ceiling()) <= 0;
    if (learned != null && inBounds) return spread(learned.next(policy, 0), random);
    long delay = first.toNanos();
    return delay + (long) (delay * policy.jitter() * random);
  }

  /** How long after what it has heard just now it wants to ask again. */
  private long nextDelay(long now, double random) {
    long wanted = learned == null ? delay : learned.next(policy, now - createdAt);
    delay = (long) Math.min((double) policy.ceiling().toNanos(), delay * policy.growth());
    return spread(wanted, random);
  }

  /** Spreads a delay to both sides, within the bounds. */
  private long spread(long delay, double random) {
    double low = Math.max((double) policy.floor().toNanos(), delay * (1 - policy.jitter()));
    double high = Math.min((double) policy.ceiling().toNanos(), delay * (1 + policy.jitter()));
    return (long) (low + (high - low) * random);
  }

  // nanoTime() may overflow: only differences compare.
  private static long later(long a, long b) {
    return a - b >= 0 ? a : b;
  }

  private static long earlier(long a, long b) {
    return a - b <= 0 ? a : b;
  }
}
