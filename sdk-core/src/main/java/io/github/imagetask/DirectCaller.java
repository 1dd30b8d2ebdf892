package io.github.imagetask;

import io.github.imagetask.spi.DirectEntry;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.function.BiFunction;
import okhttp3.Call;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * Makes the direct calls of one entry.
 *
 * @param <R> the entry's request
 */
final class DirectCaller<R> implements DirectImages.Caller<R> {
  private final DirectEntry<R> entry;
  private final Parts parts;

  DirectCaller(DirectEntry<R> entry, Parts parts) {
    this.entry = entry;
    this.parts = parts;
  }

  /** What the callers of one client share. */
  static final class Parts {
    private final String gateway;
    private final SubmitCalls calls;
    private final Transport transport;
    private final AnswerInterpreter answers;
    private final Failures failures;
    private final Snapshots snapshots;
    private final Tasks tasks;
    private final GeneratedImage.Fetcher images;
    private final Callbacks callbacks;
    private final List<TaskListener> listeners;
    private final Redactor redactor;
    private final Timer timer;
    private final Lifecycle lifecycle;
    private final long maxImageBytes;

    Parts(
        String gateway,
        SubmitCalls calls,
        Transport transport,
        AnswerInterpreter answers,
        Failures failures,
        Snapshots snapshots,
        Tasks tasks,
        GeneratedImage.Fetcher images,
        Callbacks callbacks,
        List<TaskListener> listeners,
        Redactor redactor,
        Timer timer,
        Lifecycle lifecycle,
        long maxImageBytes) {
      this.gateway = gateway;
      this.calls = calls;
      this.transport = transport;
      this.answers = answers;
      this.failures = failures;
      this.snapshots = snapshots;
      this.tasks = tasks;
      this.images = images;
      this.callbacks = callbacks;
      this.listeners = listeners;
      this.redactor = redactor;
      this.timer = timer;
      this.lifecycle = lifecycle;
      this.maxImageBytes = maxImageBytes;
    }
  }

  @Override
  public void refuseIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) throw parts.failures.interruptedBefore();
  }

  @Override
  public Joinable<DirectResult> call(R request, boolean closesOnAbandon) {
    long start = parts.timer.now();
    SubmitCall<DirectResult> call =
        start(
            request,
            null,
            closesOnAbandon,
            (context, events) -> {
              ImageOrigin origin = ImageOrigin.direct(parts.gateway).heardBy(context, events);
              return outcome -> {
                DirectResult result = result(origin, outcome, start);
                events.tell(each -> each.generated(context, result));
                return result;
              };
            });
    return new Joinable<>(call.raw(), parts.callbacks, call::abandon);
  }

  @Override
  public Joinable<List<Path>> save(R request, Path folder, boolean closesOnAbandon) {
    parts.lifecycle.checkOpen();
    long start = parts.timer.now();
    ImageOrigin origin = ImageOrigin.direct(parts.gateway);
    FolderSink sink = new FolderSink(folder, origin);
    probe(sink, folder);
    SubmitCall<FolderSink.Saved> call =
        start(
            request,
            sink,
            closesOnAbandon,
            (context, events) ->
                outcome -> {
                  DirectResult result = result(origin.heardBy(context, events), outcome, start);
                  FolderSink.Saved saved = sink.saved(outcome.task(), result);
                  DirectResult rest = // what isn't in files yet
                      new DirectResult(saved.rest(), result.text(), result.elapsed());
                  events.tell(each -> each.generated(context, rest));
                  return saved;
                });
    DirectSaving saving =
        new DirectSaving(call, image -> parts.images.save(image, folder, true), parts.callbacks);
    return saving.joinable();
  }

  /** Images are paid for once they are asked for: whether they can be saved is seen before. */
  private static void probe(FolderSink sink, Path folder) {
    try {
      sink.probe();
    } catch (IOException e) {
      String reason = "no file can be made in it: " + Failures.ofThisSide(e);
      Violation violation = Violation.of("folder", folder.toString(), reason, null);
      throw new InvalidRequestException(Collections.singletonList(violation));
    }
  }

  /** Makes what a call brings of what was read. */
  private interface Making<T> {
    T of(SubmitOutcome outcome);
  }

  private <T> SubmitCall<T> start(
      R request,
      @Nullable FolderSink sink,
      boolean closesOnAbandon,
      BiFunction<TaskContext, Events, Making<T>> making) {
    parts.lifecycle.checkOpen();
    Submission submission = Submissions.of(() -> entry.submit(request), parts.redactor);
    TaskContext context = Submissions.directContext(parts.gateway, submission, request);
    Events events = new Events(parts.callbacks, parts.listeners);
    Making<T> make = making.apply(context, events);
    events.tellHere(each -> each.submitting(context));
    SubmitCall.Completion<T> completion =
        new SubmitCall.Completion<T>() {
          @Override
          public T of(SubmitOutcome outcome) {
            if (outcome.isTask()) {
              throw new TaskPendingException(parts.tasks.accepted(outcome, context, events));
            }
            return make.of(outcome);
          }

          @Override
          public boolean closesOnAbandon() {
            return closesOnAbandon;
          }
        };
    return parts.calls.start(context, submission, route(sink), completion, events);
  }

  private Attempt.Route route(@Nullable FolderSink sink) {
    AnswerReader reader = new AnswerReader(parts.maxImageBytes, sink);
    return new Attempt.Route() {
      @Override
      public Call send(Request request, Transport.Handler handler) {
        return parts.transport.direct(request, handler);
      }

      @Override
      public SubmitOutcome read(Response response, Submission submission) {
        try {
          return parts.answers.direct(entry, response, submission, reader);
        } finally {
          if (sink != null) sink.end();
        }
      }

      @Override
      public void giveUpConnection(Call call) {
        parts.transport.giveUpConnection(call);
      }
    };
  }

  private DirectResult result(ImageOrigin origin, SubmitOutcome outcome, long start) {
    Duration elapsed = Duration.ofNanos(parts.timer.now() - start);
    List<GeneratedImage> images = parts.snapshots.images(origin, outcome.task());
    return new DirectResult(images, outcome.task().text(), elapsed);
  }
}
