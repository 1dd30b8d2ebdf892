package io.github.imagetask;

import io.github.imagetask.spi.Submission;
import java.io.IOException;
import javax.annotation.concurrent.GuardedBy;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** One attempt of a submit: at most one POST, and whether it went out. */
final class Attempt {
  private final Route route;
  private final AnswerInterpreter answers;
  private final Failures failures;
  private final Redactor redactor;
  private final @Nullable String traceId;
  private final SendState state;

  private final Object lock = new Object();

  @GuardedBy("lock")
  private @Nullable Call call; // until it is over: who waits on needn't hold the body

  @GuardedBy("lock")
  private boolean over;

  /** How a kind of call is sent, and what its answer means. */
  interface Route {
    Call send(Request request, Transport.Handler handler);

    SubmitOutcome read(Response response, Submission submission);

    void giveUpConnection(Call call);
  }

  /** Hears what becomes of it, on an HTTP thread. */
  interface Listener {
    /** It was sent, or answered from nearer by. */
    void onOutcome(SubmitOutcome outcome);

    /** Nothing was sent. */
    void onUnsent(IOException failure);
  }

  /**
   * @param proxyAnswer what the proxy is told that has asked, or null
   */
  Attempt(
      Route route,
      AnswerInterpreter answers,
      Failures failures,
      Redactor redactor,
      @Nullable String traceId,
      @Nullable ProxyAnswer proxyAnswer) {
    this.route = route;
    this.answers = answers;
    this.failures = failures;
    this.redactor = redactor;
    this.traceId = traceId;
    this.state = new SendState(proxyAnswer);
  }

  /** Makes it; whatever prevents that, the listener hears of it. */
  void start(Submission submission, Listener listener) {
    try {
      send(submission, listener);
    } catch (RuntimeException | Error e) {
      failed(new IOException("an unexpected failure: " + e, e), listener);
    }
  }

  private void send(Submission submission, Listener listener) {
    Request plain = submission.request();
    RequestBody body = plain.body();
    Request request =
        plain
            .newBuilder()
            .method(plain.method(), body == null ? null : new OneShotBody(body))
            .build();
    Call started =
        route.send(
            request,
            new Transport.Handler() {
              @Override
              public SendState sendState() {
                return state;
              }

              @Override
              public void answered(Response response) throws IOException {
                SubmitOutcome outcome;
                try (Response closed = response) {
                  outcome = read(submission, closed);
                }
                Call unused = end();
                listener.onOutcome(outcome);
              }

              @Override
              public void failed(IOException failure) {
                Attempt.this.failed(failure, listener);
              }
            });
    synchronized (lock) {
      if (!over) {
        call = started;
        return;
      }
    }
    started.cancel(); // cancelled before the call was there: its state lets it send nothing
  }

  private void failed(IOException failure, Listener listener) {
    Call unused = end();
    if (state.cancel()) { // for good: it may be under way though its start has failed
      IOException returned = state.returned();
      listener.onUnsent(returned == null ? failure : returned);
    } else {
      String why = "no whole answer came: " + redactor.failure(failure);
      listener.onOutcome(broke(why, failure));
    }
  }

  /** Makes sure that nothing is sent from now on; false if something was. */
  boolean stop() {
    return state.cancel();
  }

  /** It timed out: nothing of ours goes over its connection any more. */
  void giveUpConnection() {
    Call running;
    synchronized (lock) {
      running = call;
    }
    if (running != null) route.giveUpConnection(running);
  }

  /** Stops what is under way. */
  void cancel() {
    Call running = end();
    if (running != null) running.cancel();
  }

  /** What it means that it was sent and brought no whole answer. */
  SubmitOutcome broke(String why, @Nullable IOException failure) {
    return answers.submitBroke(traceId, state.status(), why, failure);
  }

  private SubmitOutcome read(Submission submission, Response response) {
    int status = state.status();
    if (!state.isSent() || status == response.code()) return route.read(response, submission);
    // A lost connection that an interceptor turned into a 429 must not be sent again.
    String why =
        "an interceptor put HTTP " + response.code() + " in the place of the gateway's answer";
    return SubmitOutcome.unknown(failures.noAnswer(traceId, status, why, null));
  }

  /** Forgets the call that was under way, and returns it. */
  private @Nullable Call end() {
    synchronized (lock) {
      Call running = call;
      call = null;
      over = true;
      return running;
    }
  }
}
