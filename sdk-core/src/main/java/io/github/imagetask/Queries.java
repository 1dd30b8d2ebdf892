package io.github.imagetask;

import io.github.imagetask.WireInterceptor.StaleConnectionException;
import io.github.imagetask.spi.Gateway;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import okhttp3.Call;
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
  private final Turns turns;

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
      Turns turns,
      long timeout) {
    this.gateway = gateway;
    this.transport = transport;
    this.answers = answers;
    this.failures = failures;
    this.redactor = redactor;
    this.timer = timer;
    this.turns = turns;
    this.timeout = timeout;
  }

  /** Makes a query of a task; nothing is sent yet. */
  Query query(TaskKey key, Owner owner) {
    return new Query(key, owner);
  }

  /** Makes a query that goes in its turn, for one that no {@link Poller} drives. */
  LoneQuery alone(TaskKey key, Consumer<QueryOutcome> whenDone) {
    return new LoneQuery(this, timer, key, whenDone);
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

  /** Who asks. Called without a lock. */
  interface Owner {
    /** The turn of one that was queued has come: it is to be started. */
    void called(Query query);

    /** It is over. */
    void answered(Query query, QueryOutcome outcome);
  }

  /**
   * One query of one task: one HTTP call. Whoever starts it bounds its time: looks after {@link
   * #checkIn}, and calls {@link #timeOut} if it {@link #isOver}. It is out from when it {@link
   * #enter}s or is called until it is over, however that comes about.
   */
  final class Query extends Turn {
    private final TaskKey key;
    private final Owner owner;
    private long limit = timeout; // guarded by the owner's lock until it is started
    private final AtomicBoolean done = new AtomicBoolean();
    private int stale; // of one call after the other
    private volatile @Nullable Call call;
    private volatile boolean isLimited; // by "end"
    private volatile long end;
    private volatile boolean untold; // its outcome can't be told

    private Query(TaskKey key, Owner owner) {
      this.key = key;
      this.owner = owner;
    }

    /** Makes sure that it will be called, come what may. */
    void wake() {
      turns.wake();
    }

    /** Whether it may go at once; else {@link #queue} it. */
    boolean enter() {
      return turns.enter(this);
    }

    /**
     * Queues it.
     *
     * @param again whether the gateway refused to answer the one before
     */
    void queue(boolean again) {
      turns.queue(this, again);
    }

    @Override
    void called() {
      owner.called(this);
    }

    /** Waits for its answer no longer than this, in nanoseconds, if that is less than usual. */
    void limit(long longest) {
      limit = Math.min(limit, longest);
    }

    /** Sends it. */
    void start() {
      if (done.get()) return; // nobody wants to know any more
      long sent = timer.now();
      try {
        call = transport.query(gateway.query(key), new Answered(sent));
      } catch (RuntimeException | Error e) { // of which the waits must hear, but not end
        fail(e);
      }
      if (done.get()) cancel(); // cancelled before the call was there
    }

    /** Ends it, since it can't be made. */
    void fail(Throwable e) {
      try {
        String why = ", since it can't be made: " + redactor.failure(e);
        finish(QueryOutcome.failure(QueryOutcome.Kind.TRANSIENT, failures.noAnswer(key, why, e)));
      } catch (RuntimeException | Error again) {
        lost();
      }
    }

    /**
     * In how long to see whether its time is over. It counts from when the call leaves OkHttp's
     * queue: thousands that are due at once must not fail only because they wait for each other.
     */
    long checkIn(long now) {
      return isLimited ? end - now : limit;
    }

    /** Whether its time is over. */
    boolean isOver(long now) {
      return isLimited && now - end >= 0;
    }

    /** Ends it, since its time is over. */
    void timeOut() {
      if (done.get()) return;
      Call running = call;
      // Before the waits hear of it and ask again. One that a deadline cut short says nothing.
      if (running != null && limit >= timeout) transport.giveUpConnection(running);
      ConnectionException failure = noAnswerWithin(limit, key);
      finish(QueryOutcome.failure(QueryOutcome.Kind.TRANSIENT, failure));
      cancel();
    }

    /** Whether its end has come, and nobody was told: an Error came between. */
    boolean isLost(long now) {
      return untold || (isLimited && now - end >= Sweep.OVERDUE);
    }

    /** The outcome of one that is lost. */
    QueryOutcome lostOutcome() {
      ConnectionException failure = failures.noAnswer(key, ": it was lost to an error", null);
      return QueryOutcome.failure(QueryOutcome.Kind.TRANSIENT, failure);
    }

    /** Stops it; its outcome is told to nobody. */
    void cancel() {
      done.set(true);
      turns.leave(this);
      Call running = call;
      if (running != null) running.cancel();
      turns.call();
    }

    /** Nobody can be told of it now; the sweep will. */
    @Override
    void lost() {
      untold = true;
      turns.leave(this);
    }

    private void pace(QueryOutcome outcome, long sent) {
      if (outcome.isRateLimited()) {
        Duration asked = outcome.retryAfter();
        turns.refused(this, sent, asked == null ? -1 : asked.toNanos());
      } else {
        turns.answered(this);
      }
    }

    private void finish(QueryOutcome outcome) {
      if (!done.compareAndSet(false, true)) return;
      try {
        turns.leave(this);
        owner.answered(this, outcome);
      } catch (RuntimeException | Error e) {
        untold = true;
        throw e;
      } finally {
        turns.call();
      }
    }

    private final class Answered implements Transport.Handler {
      private final long sent;

      Answered(long sent) {
        this.sent = sent;
      }

      @Override
      public void started() {
        end = timer.now() + limit;
        isLimited = true;
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
          isLimited = false; // its time counts from when it leaves the queue again
          start();
          return;
        }
        finish(answers.queryFailed(key, failure));
      }

      @Override
      public void lost() {
        Query.this.lost();
      }
    }
  }
}
