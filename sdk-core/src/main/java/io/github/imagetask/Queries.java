package io.github.imagetask;

import io.github.imagetask.WireInterceptor.StaleConnectionException;
import io.github.imagetask.spi.Gateway;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.BiConsumer;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Makes a client's queries, and the turns in which they go. */
final class Queries {
  /** A pool can't hold more dead connections than this; each call discards one. */
  private static final int MAX_STALE = 1_000;

  private final Gateway<?> gateway;
  private final Transport transport;
  private final AnswerInterpreter answers;
  private final Failures failures;
  private final Redactor redactor;
  private final Timer timer;
  private final long timeout;
  private final Pacer pacer = new Pacer();

  /**
   * @param timeout how long one query may take, in nanoseconds
   */
  Queries(
      Gateway<?> gateway,
      Transport transport,
      AnswerInterpreter answers,
      Failures failures,
      Redactor redactor,
      Timer timer,
      long timeout) {
    this.gateway = gateway;
    this.transport = transport;
    this.answers = answers;
    this.failures = failures;
    this.redactor = redactor;
    this.timer = timer;
    this.timeout = timeout;
  }

  /** Makes a query of a task; nothing is sent yet. */
  Query query(TaskKey key, BiConsumer<Query, QueryOutcome> whenDone) {
    return new Query(key, whenDone);
  }

  Turn turn() {
    return new Turn(pacer);
  }

  /** How long one query may take, in nanoseconds. */
  long timeout() {
    return timeout;
  }

  /** What it means that no answer came in this many nanoseconds. */
  ConnectionException noAnswerWithin(long limit, TaskKey key) {
    String why = " within " + Redactor.seconds(Duration.ofNanos(limit));
    return failures.noAnswer(key, why, null);
  }

  /** One query of one task: one HTTP call, bounded in time from the moment it is started. */
  final class Query {
    private final TaskKey key;
    private final BiConsumer<Query, QueryOutcome> whenDone;
    private final AtomicBoolean done = new AtomicBoolean();
    private final Turn turn = turn(); // only of one that waits for it by itself
    private int stale; // of one call after the other
    private volatile @Nullable Call call;
    private volatile Timer.@Nullable Task alarm;
    private volatile boolean isLimited; // by "end"
    private volatile long end;
    private volatile boolean untold; // its outcome can't be told

    private Query(TaskKey key, BiConsumer<Query, QueryOutcome> whenDone) {
      this.key = key;
      this.whenDone = whenDone;
    }

    /**
     * Sends it.
     *
     * @param wanted how long to wait for its answer at most, in nanoseconds, from when the call
     *     leaves OkHttp's queue: thousands that are due at once must not fail only because they
     *     wait for each other
     */
    void start(long wanted) {
      if (done.get()) return; // nobody wants to know any more
      long sent = timer.now();
      try {
        Request request = gateway.query(key);
        call = transport.query(request, new Answered(sent, Math.min(wanted, timeout)));
      } catch (RuntimeException | Error e) { // of which the waits must hear, but not end
        notMade(e);
      }
      if (done.get()) cancel(); // cancelled before the call was there
    }

    private void notMade(Throwable e) {
      try {
        String why = ", since it can't be made: " + redactor.failure(e);
        finish(QueryOutcome.failure(QueryOutcome.Kind.TRANSIENT, failures.noAnswer(key, why, e)));
      } catch (RuntimeException | Error again) {
        untold = true;
      }
    }

    /** Sends it when its turn comes, for one that no {@link Poller} drives. */
    void startInTurn() {
      synchronized (this) { // neither the next check nor cancel() must overtake this one
        if (done.get()) return;
        long now = timer.now();
        if (!turn.hasCome(now)) {
          alarm = timer.schedule(turn.nextCheck() - now, this::startInTurn);
          return;
        }
      }
      start(timeout);
    }

    /** Whether its end has come, and nobody was told: an Error came between. */
    boolean isLost(long now) {
      return untold || (isLimited && now - end >= Sweep.OVERDUE);
    }

    /** The outcome of one that is lost. */
    QueryOutcome lost() {
      ConnectionException failure = failures.noAnswer(key, ": it was lost to an error", null);
      return QueryOutcome.failure(QueryOutcome.Kind.TRANSIENT, failure);
    }

    /** Stops it; its outcome is told to nobody. */
    void cancel() {
      done.set(true);
      synchronized (this) {
        turn.leave(timer.now());
        cancelAlarm();
      }
      Call running = call;
      if (running != null) running.cancel();
    }

    private void onTimeout(long limit) {
      Call running = call;
      // Before the waits hear of it and ask again. One that a deadline cut short says nothing.
      if (running != null && limit >= timeout) transport.giveUpConnection(running);
      ConnectionException failure = noAnswerWithin(limit, key);
      finish(QueryOutcome.failure(QueryOutcome.Kind.TRANSIENT, failure));
      cancel();
    }

    private void pace(QueryOutcome outcome, long sent) {
      if (outcome.isRateLimited()) {
        Duration asked = outcome.retryAfter();
        pacer.limited(timer.now(), sent, asked == null ? -1 : asked.toNanos());
      } else {
        pacer.answered(timer.now());
      }
    }

    private void finish(QueryOutcome outcome) {
      if (!done.compareAndSet(false, true)) return;
      try {
        cancelAlarm();
        whenDone.accept(this, outcome);
      } catch (RuntimeException | Error e) {
        untold = true;
        throw e;
      }
    }

    private void cancelAlarm() {
      Timer.Task set = alarm;
      if (set != null) set.cancel();
    }

    private final class Answered implements Transport.Handler {
      private final long sent;
      private final long limit;

      Answered(long sent, long limit) {
        this.sent = sent;
        this.limit = limit;
      }

      @Override
      public void started() {
        end = timer.now() + limit;
        isLimited = true;
        alarm = timer.schedule(limit, () -> onTimeout(limit));
        if (done.get()) cancelAlarm();
      }

      @Override
      public void answered(Response response) throws IOException {
        QueryOutcome outcome;
        try (Response closed = response) {
          outcome = answers.query(key, closed);
        }
        pace(outcome, sent);
        finish(outcome);
      }

      @Override
      public void failed(IOException failure) {
        if (failure instanceof StaleConnectionException && stale++ < MAX_STALE) {
          cancelAlarm();
          start(limit);
          return;
        }
        finish(answers.queryFailed(key, failure));
      }

      @Override
      public void lost() {
        untold = true;
      }
    }
  }
}
