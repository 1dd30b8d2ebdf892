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
 * with the rate, and with those ahead that give up: a place fixed to a time would hold the whole
 * queue at the rate of its worst moment.
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

  /** Looking again later than this, it may be called long before: others may leave. */
  private static final long LATE = TimeUnit.SECONDS.toNanos(5);

  private static final double SLOWEST = 0.5; // queries a second
  private static final double GROWTH = 0.05; // a second

  private boolean pacing;
  private double rate; // queries a second, while pacing
  private final PlaceQueue queue = new PlaceQueue(); // of those that are not called yet
  private double credit; // how much of a call is saved up at the time "since"; 1 at most
  private long since; // in the future during a pause
  private long lastComplaint;
  private long lastSlowing;

  private boolean counting;
  private long windowStart;
  private int windowAnswers;
  private double answersPerSecond;

  /** Takes a place for a query that wants to go now. */
  synchronized long enter(long now) {
    call(now);
    if (pacing && now - lastComplaint > CALM && queue.size() == 0) pacing = false;
    return pacing ? queue.add() : FREE;
  }

  /**
   * Gives a place up whose query never went: those behind it move up by one, which changes nothing
   * about how many are called in a second.
   */
  synchronized void leave(long place, long now) {
    call(now);
    queue.remove(place);
  }

  /** When to look again; not after now: the query may go. */
  synchronized long nextCheck(long place, long now) {
    if (!pacing || place == FREE) return now;
    call(now);
    if (!queue.contains(place)) return later(since, now); // called, perhaps before another pause
    long pause = Math.max(0, since - now);
    long turn = (long) ((queue.ahead(place) + 1 - credit) * SECOND / rate);
    // A look is early while much may change yet.
    long wait = pause + turn > 2 * SOON ? Math.min(turn / 2, LATE) : turn;
    return now + Math.max(1, pause + wait);
  }

  /** The gateway answered a query. */
  synchronized void answered(long now) {
    call(now);
    if (pacing) rate += GROWTH; // per answer, so by that part of itself per second
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
    call(now);
    lastComplaint = now;
    if (!pacing) {
      pacing = true;
      rate = Math.max(SLOWEST, Math.max(answersPerSecond, windowAnswers) / 2);
      credit = 0;
      since = now;
      lastSlowing = now;
    } else if (sent - lastSlowing > 0) {
      rate = Math.max(SLOWEST, rate / 2);
      lastSlowing = now;
    }
    since = later(since, now + pause);
  }

  /** Calls those whose turn has come by now; time in which nobody queues isn't saved up. */
  private void call(long now) {
    if (!pacing || now - since < 0) return;
    credit += (now - since) * rate / SECOND;
    since = now;
    for (; credit >= 1 && queue.size() > 0; credit--) queue.removeFirst();
    credit = Math.min(1, credit);
  }

  private static long later(long a, long b) {
    return a - b >= 0 ? a : b;
  }
}
