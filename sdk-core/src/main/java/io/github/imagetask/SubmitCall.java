package io.github.imagetask;

import io.github.imagetask.WireInterceptor.StaleConnectionException;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.time.Duration;
import java.util.Collections;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * One submit, from its first attempt to a task or an exception: never two POSTs that could both be
 * processed.
 *
 * <p>An attempt that was certainly not sent is made again, at most twice; so is one that the
 * gateway put off. Everything else ends the submit.
 */
final class SubmitCall {
  private static final int MAX_RETRIES = 2;

  /** A pool can't hold more dead connections than this; each attempt discards one. */
  private static final int MAX_STALE = 1_000;

  private static final Duration LONGEST_DEFERRAL = Duration.ofSeconds(60);
  private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
  private static final Duration FIRST_DEFERRAL = Duration.ofSeconds(2);

  private final Engine<?> engine;
  private final @Nullable String traceId;
  private final Callbacks.Events events;
  private final CompletableFuture<ImageTask> raw = new CompletableFuture<>();

  private final Object lock = new Object();
  private SendState state = new SendState();
  private @Nullable Submission submission; // until it is done: who waits on needn't hold the body
  private @Nullable Call call; // likewise
  private Timer.@Nullable Task alarm; // submitTimeout
  private Timer.@Nullable Task pause; // before the next attempt
  private int unsent;
  private int deferrals;
  private int stale;
  private boolean last; // nobody waits: what is on its way may finish, nothing is sent again
  private boolean stopped; // for good, before anything was sent
  private boolean done;

  SubmitCall(Engine<?> engine, Submission submission, Callbacks.Events events) {
    this.engine = engine;
    this.submission = submission;
    this.traceId = submission.traceId();
    this.events = events;
  }

  /** The task; completes on a thread of ours. */
  CompletableFuture<ImageTask> raw() {
    return raw;
  }

  void start() {
    synchronized (lock) {
      alarm = engine.schedule(engine.submitTimeout(), this::onTimeout);
    }
    attempt();
  }

  /**
   * Gives it up: before it is sent, nothing is; after that it is left to finish and its key goes to
   * the listener.
   *
   * @return what an interrupted caller is told
   */
  ImageTaskException abandon() {
    if (stopUnsent()) {
      ImageTaskException aborted = notSent("the submit was given up before it was sent");
      stop(aborted);
      return aborted;
    }
    return unknown(
        "its caller stopped waiting; it is left to finish, and its key goes to"
            + " TaskListener.submitted");
  }

  /** Ends it because the client closes, unless it was sent; then returns false. */
  boolean abortUnsent() {
    if (!stopUnsent()) return false;
    stop(notSent("the client was closed before the submit was sent"));
    return true;
  }

  /** Ends it because the client closes, sent or not. */
  void abort() {
    if (abortUnsent()) return;
    stop(unknown("the client was closed before its answer came"));
  }

  private void attempt() {
    SendState fresh;
    Submission sent;
    synchronized (lock) {
      sent = submission;
      if (done || stopped || sent == null) return;
      fresh = new SendState();
      state = fresh;
      pause = null;
    }
    Request plain = sent.request();
    RequestBody body = plain.body();
    Request request =
        plain
            .newBuilder()
            .method(plain.method(), body == null ? null : new OneShotBody(body))
            .tag(SendState.class, fresh)
            .build();
    Call started =
        engine
            .transport()
            .submit(
                request,
                new Transport.Handler() {
                  @Override
                  public void answered(Response response) throws IOException {
                    SubmitOutcome outcome;
                    try (Response closed = response) {
                      outcome = read(sent, fresh, closed);
                    }
                    judge(outcome);
                  }

                  @Override
                  public void failed(IOException failure) {
                    onFailure(fresh, failure);
                  }
                });
    synchronized (lock) {
      if (!done && !stopped) {
        if (state == fresh) call = started; // else it has failed already, and another is under way
        return;
      }
    }
    started.cancel(); // its state lets it send nothing
  }

  private SubmitOutcome read(Submission sent, SendState attempt, Response response) {
    int status = attempt.status();
    if (!attempt.isSent() || status == response.code()) {
      return engine.answers().submit(response, sent);
    }
    // A lost connection that an interceptor turned into a 429 must not be sent again.
    String why =
        "an interceptor put HTTP " + response.code() + " in the place of the gateway's answer";
    return SubmitOutcome.unknown(engine.failures().noAnswer(traceId, status, why, null));
  }

  private void judge(SubmitOutcome outcome) {
    if (outcome.kind() == SubmitOutcome.Kind.ACCEPTED) {
      finish(engine.accepted(outcome.key(), outcome.task(), traceId, events), null);
    } else if (outcome.kind() == SubmitOutcome.Kind.DEFERRED) {
      GatewayException failure = (GatewayException) outcome.failure();
      Duration asked = failure.retryAfter();
      Duration wait = asked != null ? asked : FIRST_DEFERRAL.multipliedBy(1L << deferrals);
      if (deferrals++ < MAX_RETRIES && wait.compareTo(LONGEST_DEFERRAL) <= 0) {
        later(failure, wait);
      } else {
        finish(null, failure);
      }
    } else {
      finish(null, outcome.failure());
    }
  }

  private void onFailure(SendState attempt, IOException failure) {
    if (!attempt.isSent()) {
      if (failure instanceof StaleConnectionException && stale++ < MAX_STALE) {
        attempt();
        return;
      }
      ConnectionException notSent = engine.failures().notSent(null, failure);
      if (!AnswerInterpreter.isCertificateFailure(failure) && unsent++ < MAX_RETRIES) {
        later(notSent, FIRST_PAUSE.multipliedBy(unsent));
      } else {
        finish(null, notSent);
      }
      return;
    }
    judge(broke("no whole answer came: " + engine.texts().failure(failure), failure));
  }

  /** What it means that a submit was sent and brought no whole answer. */
  private SubmitOutcome broke(String why, @Nullable IOException failure) {
    return engine.answers().submitBroke(traceId, state().status(), why, failure);
  }

  private void later(ImageTaskException cause, Duration wait) {
    boolean again;
    synchronized (lock) {
      if (done || stopped) return;
      again = !last;
      if (again) state = new SendState(); // unsent: given up during the pause, nothing is sent
    }
    if (!again) {
      finish(null, cause);
      return;
    }
    // Before the pause begins: it may be over at once, and the next attempt's events come after.
    events.tell(Collections.emptyList(), each -> each.retrying(null, cause, wait));
    synchronized (lock) {
      if (!done && !stopped) pause = engine.schedule(wait.toNanos(), this::attempt);
    }
  }

  private void onTimeout() {
    String after = "within " + Redactor.seconds(Duration.ofNanos(engine.submitTimeout()));
    stop(
        stopUnsent()
            ? engine.failures().notSent(after, null)
            : broke("no whole answer came " + after, null).failure());
  }

  /** Makes sure that nothing is sent from now on; false if something was. */
  private boolean stopUnsent() {
    synchronized (lock) {
      last = true;
      stopped = state.cancel();
      return stopped;
    }
  }

  /** Ends it, and what is under way. */
  private void stop(ImageTaskException failure) {
    Call running = finish(null, failure);
    if (running != null) running.cancel(); // after the future: OkHttp may call back late
  }

  /** Ends it; returns the call that was under way, which it forgets. */
  private @Nullable Call finish(@Nullable ImageTask task, @Nullable ImageTaskException failure) {
    Call running;
    synchronized (lock) {
      if (done) return null;
      done = true;
      if (alarm != null) alarm.cancel();
      if (pause != null) pause.cancel();
      running = call;
      call = null;
      submission = null;
    }
    engine.submitted(this);
    if (task != null) {
      raw.complete(task);
    } else {
      raw.completeExceptionally(failure);
    }
    return running;
  }

  private SendState state() {
    synchronized (lock) {
      return state;
    }
  }

  private WaitAbortedException notSent(String why) {
    return new WaitAbortedException(engine.name(), null, why + "; nothing is billed", null);
  }

  private SubmitOutcomeUnknownException unknown(String why) {
    return engine.failures().noAnswer(traceId, 0, why, null);
  }
}
