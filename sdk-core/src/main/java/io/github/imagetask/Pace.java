package io.github.imagetask;

import java.util.concurrent.TimeUnit;

/**
 * How fast a client's queries may follow each other: as fast as they like until the gateway has too
 * many of them, and then at a rate that is learned from its answers. Pure, and not thread-safe. All
 * times are in nanoseconds, rates in queries a second.
 */
final class Pace {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  /** The share of refusals that is nobody's business but the refused queries'. */
  private static final double TOLERATED = 0.02;

  /** The largest share that may pass for chance. */
  private static final double MOST_TOLERATED = 0.1;

  /** Refusals above this share, at a rate that was lowered, say that it is still too high. */
  private static final double TOO_HIGH = 0.15;

  /** How many answers tell what share is refused. */
  private static final int SAMPLE = 50;

  /** Answers and refusals count for about so long. */
  private static final double MEMORY = 10 * SECOND;

  /** What was taken for chance is believed for about so long. */
  private static final double BELIEF = 45 * SECOND;

  /** Slowing down lowers the rate to this part of itself at most. */
  private static final double LEAST = 0.85;

  /** A rate that was lowered counts as lower until it has come back to this part of the other. */
  private static final double LOWER = 0.9;

  /** The rate doubles in so long, slowly at first and then ever faster. */
  private static final double DOUBLING = 30 * SECOND;

  /** Without a slowing for so long, and with nobody in the queue, nothing is slowed any more. */
  private static final long CALM = TimeUnit.SECONDS.toNanos(60);

  private static final double LONGEST_PAUSE = 60; // seconds, if the gateway names none
  private static final double SLOWEST = 0.1;
  private static final double GUESS = 2; // if nothing at all was answered yet

  // Answers and refusals that were heard of late.
  private double answers;
  private double refusals;
  private long countedAt;

  // What came through since the last slowing, or of late.
  private boolean measuring;
  private long measuredFrom;
  private double measured;

  private boolean slowed;
  private long lastSlowing;
  private double base; // the rate when the pause ends
  private double rateBefore; // the last slowing
  private long pausedUntil;
  private int unanswered; // slowings in a row
  private double credit; // how much of a query is saved up at the time "creditAt"; 1 at most
  private long creditAt;

  // What came of the queries that went at the lower rate, and what that has taught.
  private int lowerAnswers;
  private int lowerRefusals;
  private double tolerated = TOLERATED;

  /** In how long the next query may go. */
  long timeToNext(long now) {
    if (!slowed) return 0;
    save(now);
    long pause = Math.max(0, pausedUntil - now);
    double saved = credit + pause * base / SECOND;
    if (saved > 1 - 1e-6) return pause; // rounded
    return pause + (long) Math.ceil((1 - saved) * SECOND / rate(now + pause));
  }

  /** A query goes. */
  void gone(long now) {
    if (slowed) credit--;
    if (measuring) return;
    measuring = true;
    measuredFrom = now;
  }

  /** Nobody is in the queue. */
  void rest(long now) {
    if (slowed && now - lastSlowing > CALM) slowed = false;
  }

  /** The gateway answered a query. */
  void answered(long now) {
    forget(now);
    answers++;
    unanswered = 0;
    if (isLower(now)) lowerAnswers++;
    if (now - measuredFrom > MEMORY) {
      measuredFrom += (now - measuredFrom) / 2;
      measured /= 2;
    }
    measured++;
  }

  /**
   * The gateway refused a query.
   *
   * @param sent when that query was sent: those sent before the last slowing say nothing new
   * @param retryAfter how long it asked to wait, or negative if it didn't say
   */
  void refused(long now, long sent, long retryAfter) {
    forget(now);
    refusals++;
    if (slowed && sent - lastSlowing <= 0) {
      if (retryAfter >= 0) pauseUntil(now + retryAfter);
      return;
    }
    boolean lower = isLower(now);
    if (lower) lowerRefusals++;
    // One alone proves nothing; at the beginning it would be all that is known.
    boolean alone = !slowed && refusals < 1.5;
    if (alone || refusals <= tolerated * (answers + refusals)) return;
    if (lower && !isTooHigh()) {
      if (lowerAnswers + lowerRefusals >= SAMPLE) speedUp();
    } else {
      if (lowerAnswers + lowerRefusals >= SAMPLE) learn();
      slowDown(now, retryAfter);
    }
  }

  /** Whether the lower rate is still too high. */
  private boolean isTooHigh() {
    return lowerRefusals > TOO_HIGH * (lowerAnswers + lowerRefusals)
        && (lowerAnswers == 0 || lowerRefusals >= 3);
  }

  /** A lower rate didn't help: what is refused isn't refused for the rate. */
  private void speedUp() {
    learn();
    base = LOWER * rateBefore;
  }

  /** What is refused at a lower rate, too, is refused by chance. */
  private void learn() {
    double share = 1.5 * lowerRefusals / (lowerAnswers + lowerRefusals);
    tolerated = Math.max(TOLERATED, Math.min(MOST_TOLERATED, share));
    lowerAnswers = 0;
    lowerRefusals = 0;
  }

  private void slowDown(long now, long retryAfter) {
    if (slowed) save(now);
    double before = slowed ? rate(now) : 0;
    if (measured > 0) {
      base = Math.max(SLOWEST, measured * SECOND / Math.max(SECOND, (double) (now - measuredFrom)));
      before = Math.min(before, 4 * base / LEAST); // a rate that nobody needed says nothing
    } else if (!slowed) {
      base = GUESS;
    }
    base = Math.max(base, LEAST * before);
    rateBefore = Math.max(before, base / LEAST);
    if (!slowed) {
      credit = 0;
      creditAt = now;
      pausedUntil = now;
    }
    measuredFrom = now;
    measured = 0;
    lowerAnswers = 0;
    lowerRefusals = 0;
    unanswered++;
    slowed = true;
    lastSlowing = now;
    double doubled = Math.min(LONGEST_PAUSE, Math.pow(2, unanswered)) * SECOND;
    pauseUntil(now + (retryAfter >= 0 ? retryAfter : (long) doubled));
  }

  private void pauseUntil(long time) {
    if (time - pausedUntil > 0) pausedUntil = time;
  }

  private boolean isLower(long now) {
    return slowed && rate(now) < LOWER * rateBefore;
  }

  private double rate(long now) {
    double doublings = Math.max(0, now - pausedUntil) / DOUBLING;
    return base * (1 + doublings * doublings * doublings);
  }

  private void save(long now) {
    if (now - creditAt <= 0) return;
    credit = Math.min(1, credit + (now - creditAt) * rate(now) / SECOND);
    creditAt = now;
  }

  private void forget(long now) {
    double left = Math.exp(-(now - countedAt) / MEMORY);
    answers *= left;
    refusals *= left;
    if (tolerated > TOLERATED) {
      tolerated = TOLERATED + (tolerated - TOLERATED) * Math.exp(-(now - countedAt) / BELIEF);
    }
    countedAt = now;
  }
}
