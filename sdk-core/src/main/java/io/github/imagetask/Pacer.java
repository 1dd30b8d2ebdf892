package io.github.imagetask;

import java.util.concurrent.TimeUnit;

/**
 * Slows all queries of a client down when its gateway has too many of them. Pure: told what
 * happened and when, it says when a query may go.
 *
 * <p>Until the gateway complains, every query goes at once. After a complaint none goes for as long
 * as it asked, and then they go one by one, at a rate that halves at each further complaint and
 * grows back slowly. Released together after a pause, most of them would only meet the next
 * complaint.
 */
final class Pacer {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  /** The pause if the gateway names none. */
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(2);

  /** How long without complaint until queries go freely again, once none has to queue. */
  private static final long CALM = TimeUnit.SECONDS.toNanos(60);

  private static final double SLOWEST = 0.5; // queries a second
  private static final double GROWTH = 0.05; // a second

  private boolean pacing;
  private double rate; // queries a second, while pacing
  private long nextSlot;
  private long pausedUntil;
  private long lastComplaint;
  private long lastSlowing;
  private int complaints;

  private long windowStart;
  private int windowAnswers;
  private double answersPerSecond;

  /** Returns when a query that wants to go now may go, and keeps that place for it. */
  synchronized long reserve(long now) {
    if (pacing && now - lastComplaint > CALM && now - nextSlot > 0) pacing = false;
    if (!pacing) return now;
    long slot = later(now, nextSlot);
    nextSlot = slot + (long) (SECOND / rate);
    return slot;
  }

  /** Counts the complaints: a place that was kept before the last one is void. */
  synchronized int complaints() {
    return complaints;
  }

  /** The gateway answered a query. */
  synchronized void answered(long now) {
    if (pacing) rate += GROWTH; // per answer, so by that part of itself per second
    if (now - windowStart > SECOND) {
      answersPerSecond = windowAnswers * SECOND / (now - windowStart);
      windowStart = now;
      windowAnswers = 0;
    }
    windowAnswers++;
  }

  /**
   * The gateway complained about a query.
   *
   * @param sent when that query was sent: those sent before the last slowing say nothing new
   * @param retryAfter how long it asked to wait, or 0
   */
  synchronized void limited(long now, long sent, long retryAfter) {
    complaints++;
    lastComplaint = now;
    long pause = Math.min(retryAfter > 0 ? retryAfter : PAUSE, Wait.LONGEST_RETRY_AFTER);
    if (!pacing) {
      pacing = true;
      rate = Math.max(SLOWEST, Math.max(answersPerSecond, windowAnswers) / 2);
      nextSlot = now;
      pausedUntil = now;
      lastSlowing = now;
    } else if (sent - lastSlowing > 0) {
      rate = Math.max(SLOWEST, rate / 2);
      lastSlowing = now;
    }
    pausedUntil = later(pausedUntil, now + pause);
    nextSlot = pausedUntil; // the places kept so far are void and are given anew from here
  }

  private static long later(long a, long b) {
    return a - b >= 0 ? a : b;
  }
}
