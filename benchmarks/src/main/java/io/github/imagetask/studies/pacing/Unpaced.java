package io.github.imagetask.studies.pacing;

/** Each query goes when its wait wants to, and waits only for its own {@code Retry-After}. */
final class Unpaced extends QueueRule {
  @Override
  long timeToNext(long now, int out) {
    return 0;
  }

  @Override
  void answered(long now) {}

  @Override
  void refused(long now, long sent, long retryAfter) {}

  @Override
  public boolean isOld() {
    return true;
  }
}
