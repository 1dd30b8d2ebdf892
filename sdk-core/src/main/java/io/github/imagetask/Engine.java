package io.github.imagetask;

import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.ImageRequest;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One client's machinery: puts its parts together, and does with them what the client offers.
 *
 * @param <R> the gateway's request
 */
final class Engine<R> {
  private final Gateway<R> gateway;
  private final PollPolicy pollPolicy;
  private final Timer timer;
  private final Transport transport;
  private final Redactor redactor;
  private final Executor callbacks;
  private final @Nullable TaskListener listener;
  private final Lifecycle lifecycle;
  private final Pollers pollers;
  private final Tasks tasks;
  private final SubmitCalls submits;
  private final Downloads downloads;
  private final ImageFetcher images;

  Engine(Gateway<R> gateway, Options options) {
    String name = gateway.name();
    this.gateway = gateway;
    this.pollPolicy = options.pollPolicy == null ? gateway.pollPolicy() : options.pollPolicy;
    this.timer = options.timer == null ? new Timer.Real("imagetask-timer-" + name) : options.timer;
    this.transport = new Transport(gateway, options);
    this.redactor = new Redactor(gateway.credentials().secrets());
    this.callbacks = new Callbacks(options.callbackExecutor);
    this.listener = options.listener;
    this.lifecycle = new Lifecycle(name);

    Failures failures = new Failures(gateway, redactor);
    Snapshots snapshots = new Snapshots(redactor, this::images);
    AnswerInterpreter answers =
        new AnswerInterpreter(
            gateway, failures, snapshots, new AnswerReader(options.maxImageBytes));
    long requestTimeout = options.requestTimeout.toNanos();
    Queries queries =
        new Queries(gateway, transport, answers, failures, redactor, timer, requestTimeout);
    this.pollers = new Pollers(pollPolicy, queries, timer, lifecycle, callbacks);
    this.tasks = new Tasks(snapshots, pollers);
    long submitTimeout = options.submitTimeout.toNanos();
    this.submits =
        new SubmitCalls(
            transport, answers, failures, redactor, tasks, timer, submitTimeout, lifecycle);
    this.downloads =
        new Downloads(transport, queries, timer, redactor, lifecycle, options.maxImageBytes);
    this.images = new ImageFetcher(downloads, callbacks, timer, redactor, lifecycle);
  }

  /** Refuses to start a submit for a thread that has been told to stop. */
  void refuseIfInterrupted() {
    if (!Thread.currentThread().isInterrupted()) return;
    String text = "the thread was interrupted before the submit; nothing was sent";
    throw new WaitAbortedException(gateway.name(), null, text, null);
  }

  Joinable<ImageTask> submit(R request) {
    SubmitCall call = start(request);
    return new Joinable<>(call.raw(), callbacks, call::abandon);
  }

  CompletableFuture<ImageResult> generate(R request) {
    return new GenerateCall(start(request), callbacks).future();
  }

  private SubmitCall start(R request) {
    lifecycle.checkOpen();
    Submission submission;
    try {
      submission = gateway.submit(request);
    } catch (IOException e) {
      String reason = "it can't be read any more: " + redactor.failure(e);
      Violation violation = Violation.of("reference image", "an upload", reason, null);
      throw new InvalidRequestException(Collections.singletonList(violation));
    }
    TaskContext context =
        TaskContext.submitting(gateway.name(), submission.traceId(), tagOf(request));
    return submits.start(context, submission, new Events(callbacks, listener));
  }

  /** The tag that a request has; one of a gateway's that doesn't extend ours has none. */
  private static @Nullable Object tagOf(Object request) {
    return request instanceof ImageRequest ? ((ImageRequest<?>) request).tag() : null;
  }

  ImageTask task(TaskKey key, @Nullable Object tag) {
    lifecycle.checkOpen();
    String name = gateway.name();
    if (!key.gateway().equals(name)) {
      throw new IllegalArgumentException(
          "the task " + key + " is " + key.gateway() + "'s, and this client is " + name + "'s");
    }
    gateway.query(key); // refuses a kind that the gateway doesn't have
    return tasks.resumed(key, tag, new Events(callbacks, listener));
  }

  void nudge(TaskKey key) {
    pollers.nudge(key);
  }

  PollPolicy pollPolicy() {
    return pollPolicy;
  }

  List<ModelInfo> models() {
    return gateway.models();
  }

  String host() {
    return gateway.address().host();
  }

  void close() {
    if (!lifecycle.close()) return;
    pollers.abort();
    downloads.abort();
    boolean interrupted = submits.close();
    timer.close();
    transport.close();
    if (interrupted) Thread.currentThread().interrupt();
  }

  private GeneratedImage.Fetcher images() {
    return images;
  }
}
