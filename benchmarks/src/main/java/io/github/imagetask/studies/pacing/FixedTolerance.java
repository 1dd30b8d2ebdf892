package io.github.imagetask.studies.pacing;

import java.util.concurrent.TimeUnit;

/**
 * What the SDK's rule was before it learned: more than 2 % of refusals always slow down, what came
 * through is measured since the last slowing however long ago, and a client stays paced for ever.
 */
final class FixedTolerance extends QueueRule {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final double TOLERATED = 0.02;
  private static final double MEMORY = 10 * SECOND;
  private static final double LEAST = 0.85;
  private static final double DOUBLING = 30 * SECOND;
  private static final int MOST = 64;

  private int window = 8;
  private double answers;
  private double refusals;
  private long countedAt;
  private boolean pacing;
  private double base;
  private double credit;
  private long creditAt;
  private long pausedUntil;
  private long lastSlowing;
  private long measuredFrom = -1;
  private int measured;
  private int unanswered;

  @Override
  long timeToNext(long now, int out) {
    if (out >= window) return Long.MAX_VALUE;
    if (!pacing) return 0;
    save(now);
    long pause = Math.max(0, pausedUntil - now);
    return credit > 1 - 1e-6
        ? pause
        : pause + (long) Math.ceil((1 - credit) * SECOND / rate(now + pause));
  }

  @Override
  void gone(long now) {
    if (measuredFrom < 0) measuredFrom = now;
    if (pacing) credit--;
  }

  @Override
  void answered(long now) {
    forget(now);
    answers++;
    measured++;
    unanswered = 0;
    window = Math.min(MOST, window + 1);
  }

  @Override
  void refused(long now, long sent, long retryAfter) {
    forget(now);
    refusals++;
    if (pacing && sent <= lastSlowing) {
      if (retryAfter >= 0) pausedUntil = Math.max(pausedUntil, now + retryAfter);
      return;
    }
    if (refusals <= TOLERATED * (answers + refusals)) return;
    if (pacing) save(now);
    double before = pacing ? rate(now) : 0;
    if (measured > 0 || !pacing) {
      base = Math.max(0.1, measured * SECOND / Math.max(SECOND, (double) (now - measuredFrom)));
      measuredFrom = now;
      measured = 0;
    }
    base = Math.max(base, LEAST * before);
    if (!pacing) {
      credit = 0;
      creditAt = now;
    }
    unanswered++;
    pacing = true;
    lastSlowing = now;
    double doubled = Math.min(60, Math.pow(2, unanswered)) * SECOND;
    pausedUntil = Math.max(pausedUntil, now + (retryAfter >= 0 ? retryAfter : (long) doubled));
  }

  private double rate(long now) {
    double doublings = Math.max(0, now - pausedUntil) / DOUBLING;
    return base * (1 + doublings * doublings * doublings);
  }

  private void save(long now) {
    credit = Math.min(1, credit + Math.max(0, now - creditAt) * rate(now) / SECOND);
    creditAt = now;
  }

  private void forget(long now) {
    double left = Math.exp(-(now - countedAt) / MEMORY);
    answers *= left;
    refusals *= left;
    countedAt = now;
  }
}
