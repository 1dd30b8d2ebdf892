package io.github.imagetask;

import java.util.concurrent.TimeUnit;

/**
 * Slows all queries of a client down when its gateway has too many of them. Pure: told what
 * happened and when, it says when a query may go.
 *
 * <p>Until the gateway complains, every query goes at once. After a complaint none goes for as long
 * as it asked, and then they are called one by one, first come, first served, at a rate that halves
 * at each further complaint and grows back slowly. Released together after a pause, most of them
 * would only meet the next complaint.
 *
 * <p>A query that wants to go takes a place and looks when it is called. When that will be changes
 * with the rate: a place fixed to a time would hold the whole queue at the rate of its worst
 * moment.
 */
final class Pacer {
  /** A place that is always called. */
  static final long FREE = -1;

  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);

  /** The pause if the gateway names none. */
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(2);

  /** How long without complaint until queries go freely again, once none has to queue. */
  private static final long CALM = TimeUnit.SECONDS.toNanos(60);

  /** Looking again more often than this would only cost. */
  private static final long SOON = TimeUnit.MILLISECONDS.toNanos(100);

  private static final double SLOWEST = 0.5; // queries a second
  private static final double GROWTH = 0.05; // a second

  private boolean pacing;
  private double rate; // queries a second, while pacing
  private long places; // taken so far
  private double called; // of them, at the time "since"
  private long since; // in the future during a pause
  private long lastComplaint;
  private long lastSlowing;

  private boolean counting;
  private long windowStart;
  private int windowAnswers;
  private double answersPerSecond;

  /** Takes a place for a query that wants to go now. */
  synchronized long enter(long now) {
    if (pacing && now - lastComplaint > CALM && called(now) >= places) pacing = false;
    if (!pacing) return FREE;
    called = called(now);
    since = later(since, now);
    return places++;
  }

  /** Gives a place up whose query never went, so that nobody queues behind it. */
  synchronized void leave(long place, long now) {
    // Those behind it move up at the end of the queue: moved up as a whole they would be a burst.
    if (pacing && place != FREE && place >= called(now)) places--;
  }

  /** When to look again; not after now: the query may go. */
  synchronized long look(long place, long now) {
    if (!pacing || place == FREE) return now;
    long pause = Math.max(0, since - now);
    double ahead = place + 1 - called(now);
    if (pause == 0 && ahead <= 0) return now;
    long left = pause + (long) (Math.max(0, ahead) * SECOND / rate);
    return now + (left > 2 * SOON ? pause + (left - pause) / 2 : Math.max(1, left));
  }

  /** The gateway answered a query. */
  synchronized void answered(long now) {
    if (pacing) {
      called = called(now);
      since = later(since, now);
      rate += GROWTH; // per answer, so by that part of itself per second
    }
    if (!counting || now - windowStart > SECOND) {
      answersPerSecond = counting ? windowAnswers * SECOND / (now - windowStart) : 0;
      counting = true;
      windowStart = now;
      windowAnswers = 0;
    }
    windowAnswers++;
  }

  /**
   * The gateway complained about a query.
   *
   * @param sent when that query was sent: those sent before the last slowing say nothing new
   * @param retryAfter how long it asked to wait, or negative if it didn't say
   */
  synchronized void limited(long now, long sent, long retryAfter) {
    long pause = Math.min(retryAfter >= 0 ? retryAfter : PAUSE, Wait.LONGEST_RETRY_AFTER);
    lastComplaint = now;
    if (!pacing) {
      pacing = true;
      rate = Math.max(SLOWEST, Math.max(answersPerSecond, windowAnswers) / 2);
      called = places;
      since = now;
      lastSlowing = now;
    } else {
      called = called(now);
      if (sent - lastSlowing > 0) {
        rate = Math.max(SLOWEST, rate / 2);
        lastSlowing = now;
      }
    }
    since = later(since, now + pause);
  }

  /** How many places are called by now; at most one that nobody has taken yet. */
  private double called(long now) {
    if (now - since <= 0) return called;
    return Math.min((double) (places + 1), called + (now - since) * rate / SECOND);
  }

  private static long later(long a, long b) {
    return a - b >= 0 ? a : b;
  }
}
