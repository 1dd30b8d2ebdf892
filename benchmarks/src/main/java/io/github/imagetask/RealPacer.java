package io.github.imagetask;

import io.github.imagetask.studies.pacing.Rule;

/** The SDK's own {@link Pacer}, for studies: these stand outside its package. */
public final class RealPacer implements Rule {
  private final Pacer pacer = new Pacer(64);

  @Override
  public Query query(Runnable whenCalled) {
    return new Ours(whenCalled);
  }

  @Override
  public boolean enter(Query query, long now) {
    return pacer.enter((Ours) query, now);
  }

  @Override
  public void queue(Query query, boolean again) {
    pacer.queue((Ours) query, again);
  }

  @Override
  public void leave(Query query, long now) {
    boolean unused = pacer.leave((Ours) query, now);
  }

  @Override
  public boolean call(long now) {
    Turn turn = pacer.call(now);
    if (turn != null) turn.called();
    return turn != null;
  }

  @Override
  public long timeToCall(long now) {
    return pacer.timeToCall(now);
  }

  @Override
  public void answered(Query query, long now) {
    pacer.answered((Ours) query, now);
  }

  @Override
  public void refused(Query query, long now, long sent, long retryAfter) {
    pacer.refused((Ours) query, now, sent, retryAfter);
  }

  private static final class Ours extends Turn implements Query {
    private final Runnable whenCalled;

    Ours(Runnable whenCalled) {
      this.whenCalled = whenCalled;
    }

    @Override
    void called() {
      whenCalled.run();
    }

    @Override
    void lost() {}
  }
}
