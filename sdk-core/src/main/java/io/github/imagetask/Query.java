package io.github.imagetask;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One query of one task: one HTTP call, bounded in time from the moment it is started. */
final class Query {
  private final Engine<?> engine;
  private final TaskKey key;
  private final BiConsumer<Query, QueryOutcome> whenDone;
  private final AtomicBoolean done = new AtomicBoolean();
  private volatile @Nullable Call call;
  private volatile Timer.@Nullable Task alarm;
  private volatile long place = Pacer.FREE; // only of one that waits for its turn by itself

  Query(Engine<?> engine, TaskKey key, BiConsumer<Query, QueryOutcome> whenDone) {
    this.engine = engine;
    this.key = key;
    this.whenDone = whenDone;
  }

  /**
   * Sends it.
   *
   * @param timeout in nanoseconds, from when the call leaves OkHttp's queue: thousands that are due
   *     at once must not fail only because they wait for each other
   */
  void start(long timeout) {
    if (done.get()) return; // nobody wants to know any more
    long sent = engine.now();
    Request request;
    try {
      request = engine.gateway().query(key);
    } catch (RuntimeException e) { // a gateway's fault, of which the waits must hear
      String why = ", since it can't be made: " + engine.texts().failure(e);
      finish(
          QueryOutcome.failure(QueryOutcome.Kind.FATAL, engine.failures().noAnswer(key, why, e)));
      return;
    }
    call = engine.transport().query(request, new Answered(sent, timeout));
    if (done.get()) cancel(); // cancelled before the call was there
  }

  /** Sends it when its turn comes, for one that no {@link Poller} drives. */
  void startInTurn(long timeout) {
    place = engine.pacer().enter(engine.now());
    check(timeout);
  }

  private void check(long timeout) {
    synchronized (this) { // neither the next check nor cancel() must overtake this one
      if (done.get()) return;
      long now = engine.now();
      long nextCheck = engine.pacer().nextCheck(place, now);
      if (now - nextCheck < 0) {
        alarm = engine.schedule(nextCheck - now, () -> check(timeout));
        return;
      }
    }
    start(timeout);
  }

  /** Stops it; its outcome is told to nobody. */
  void cancel() {
    done.set(true);
    engine.pacer().leave(place, engine.now());
    synchronized (this) {
      cancelAlarm();
    }
    Call running = call;
    if (running != null) running.cancel();
  }

  private void onTimeout(long timeout) {
    String why = " within " + Redactor.seconds(Duration.ofNanos(timeout));
    ConnectionException failure = engine.failures().noAnswer(key, why, null);
    finish(QueryOutcome.failure(QueryOutcome.Kind.TRANSIENT, failure));
    cancel();
  }

  private void pace(QueryOutcome outcome, long sent) {
    if (outcome.isRateLimited()) {
      Duration asked = outcome.retryAfter();
      engine.pacer().limited(engine.now(), sent, asked == null ? -1 : asked.toNanos());
    } else {
      engine.pacer().answered(engine.now());
    }
  }

  private void finish(QueryOutcome outcome) {
    if (!done.compareAndSet(false, true)) return;
    cancelAlarm();
    whenDone.accept(this, outcome);
  }

  private void cancelAlarm() {
    Timer.Task set = alarm;
    if (set != null) set.cancel();
  }

  private final class Answered implements Transport.Handler {
    private final long sent;
    private final long timeout;

    Answered(long sent, long timeout) {
      this.sent = sent;
      this.timeout = timeout;
    }

    @Override
    public void started() {
      alarm = engine.schedule(timeout, () -> onTimeout(timeout));
      if (done.get()) cancelAlarm();
    }

    @Override
    public void answered(Response response) throws IOException {
      QueryOutcome outcome;
      try (Response closed = response) {
        outcome = engine.answers().query(key, closed);
      }
      pace(outcome, sent);
      finish(outcome);
    }

    @Override
    public void failed(IOException failure) {
      finish(engine.answers().queryFailed(key, failure));
    }
  }
}
