package io.github.imagetask.studies.pacing;

import java.util.concurrent.TimeUnit;

/**
 * The rule of the SDK's first edition: each complaint halves the rate, each answer lets it grow by
 * 0.05 a second, and everybody pauses for as long as the gateway asked.
 */
final class FirstEdition extends QueueRule {
  private static final double SECOND = TimeUnit.SECONDS.toNanos(1);
  private static final long PAUSE = TimeUnit.SECONDS.toNanos(2);
  private static final double SLOWEST = 0.5;

  private boolean pacing;
  private double rate;
  private double credit;
  private long since;
  private long lastSlowing;
  private boolean counting;
  private long windowStart;
  private int windowAnswers;
  private double perSecond;

  @Override
  long timeToNext(long now, int out) {
    if (!pacing) return 0;
    fill(now);
    return Math.max(0, since - now) + (long) Math.ceil(Math.max(0, 1 - credit) * SECOND / rate);
  }

  @Override
  void gone(long now) {
    if (pacing) credit = Math.max(0, credit - 1);
  }

  @Override
  void answered(long now) {
    fill(now);
    if (pacing) rate += 0.05;
    if (!counting || now - windowStart > SECOND) {
      perSecond = counting ? windowAnswers * SECOND / (now - windowStart) : 0;
      counting = true;
      windowStart = now;
      windowAnswers = 0;
    }
    windowAnswers++;
  }

  @Override
  void refused(long now, long sent, long retryAfter) {
    fill(now);
    if (!pacing) {
      pacing = true;
      rate = Math.max(SLOWEST, Math.max(perSecond, windowAnswers) / 2);
      credit = 0;
      since = now;
      lastSlowing = now;
    } else if (sent > lastSlowing) {
      rate = Math.max(SLOWEST, rate / 2);
      lastSlowing = now;
    }
    since = Math.max(since, now + (retryAfter >= 0 ? retryAfter : PAUSE));
  }

  private void fill(long now) {
    if (!pacing || now < since) return;
    credit = Math.min(1, credit + (now - since) * rate / SECOND);
    since = now;
  }

  @Override
  public boolean isOld() {
    return true;
  }
}
