package io.github.imagetask;

import io.github.imagetask.spi.DirectEntry;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Submission;
import java.util.List;
import java.util.concurrent.CompletableFuture;
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
  private final Callbacks callbacks;
  private final List<TaskListener> listeners;
  private final Lifecycle lifecycle;
  private final DurationMemory durations;
  private final Pollers pollers;
  private final Tasks tasks;
  private final SubmitCalls submits;
  private final SubmitRoute submitRoute;
  private final Failures failures;
  private final SubmitCalls directCalls;
  private final DirectCaller.Parts directParts;
  private final Downloads downloads;
  private final ImageFetcher images;

  Engine(Gateway<R> gateway, Options options) {
    String name = gateway.name();
    this.gateway = gateway;
    PollPolicy advised = gateway.pollPolicy();
    this.pollPolicy = options.pollPolicy == null ? advised : options.pollPolicy.apply(advised);
    this.timer = options.timer == null ? new Timer.Real("imagetask-timer-" + name) : options.timer;
    this.transport = new Transport(gateway, options, timer);
    this.redactor = new Redactor(gateway.credentials().secrets());
    Sweep sweep = new Sweep(timer);
    this.callbacks = new Callbacks(options.callbackExecutor, options.ownThreads, timer, sweep);
    this.listeners = options.listeners;
    this.lifecycle = new Lifecycle(name);
    this.durations = new DurationMemory(options.durations);

    Journal journal = Journal.of(options.journal, options.ownThreads, timer);
    Failures failures = new Failures(gateway, redactor, CallKind.SUBMIT);
    Snapshots snapshots = new Snapshots(redactor, this::images);
    AnswerReader reader = new AnswerReader(options.maxImageBytes, null);
    AnswerInterpreter answers = new AnswerInterpreter(gateway, failures, snapshots, reader);
    long requestTimeout = options.requestTimeout.toNanos();
    Turns turns = new Turns(timer, sweep, options.maxConcurrentRequests, requestTimeout);
    Queries queries =
        new Queries(gateway, transport, answers, failures, redactor, timer, turns, requestTimeout);
    this.pollers = new Pollers(pollPolicy, durations, queries, timer, sweep, lifecycle, callbacks);
    this.tasks = new Tasks(snapshots, pollers);
    long submitTimeout = options.submitTimeout.toNanos();
    this.submits =
        new SubmitCalls(
            answers, failures, redactor, timer, sweep, submitTimeout, lifecycle, journal);
    this.submitRoute = new SubmitRoute(transport, answers);
    this.failures = failures;
    this.downloads =
        new Downloads(transport, queries, timer, redactor, lifecycle, options.maxImageBytes);
    this.images = new ImageFetcher(downloads, callbacks, timer, redactor, lifecycle);

    Failures ofDirect = new Failures(gateway, redactor, CallKind.DIRECT);
    AnswerInterpreter directly = new AnswerInterpreter(gateway, ofDirect, snapshots, reader);
    long directTimeout = options.directTimeout.toNanos();
    this.directCalls =
        new SubmitCalls(
            directly, ofDirect, redactor, timer, sweep, directTimeout, lifecycle, journal);
    this.directParts =
        new DirectCaller.Parts(
            name,
            directCalls,
            transport,
            directly,
            ofDirect,
            snapshots,
            tasks,
            images,
            callbacks,
            listeners,
            redactor,
            timer,
            lifecycle,
            options.maxImageBytes);
    sweep.watch(turns, pollers, submits, directCalls, callbacks);
  }

  /** Offers an entry that answers with the image itself. */
  <D> DirectImages<D> direct(DirectEntry<D> entry) {
    return new DirectImages<>(new DirectCaller<>(entry, directParts), false);
  }

  /** Refuses to start a submit for a thread that has been told to stop. */
  void refuseIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) throw failures.interruptedBefore();
  }

  Joinable<ImageTask> submit(R request) {
    SubmitCall<ImageTask> call = start(request);
    return new Joinable<>(call.raw(), callbacks, call::abandon);
  }

  CompletableFuture<ImageResult> generate(R request) {
    return new GenerateCall(start(request), callbacks).future();
  }

  private SubmitCall<ImageTask> start(R request) {
    lifecycle.checkOpen();
    Submission submission = Submissions.of(() -> gateway.submit(request), redactor);
    TaskContext context = Submissions.context(gateway.name(), submission, request);
    Events events = new Events(callbacks, listeners);
    events.tellHere(each -> each.submitting(context));
    return submits.start(
        context, submission, submitRoute, tasks.completion(context, events), events);
  }

  ImageTask task(TaskKey key, @Nullable Object tag) {
    lifecycle.checkOpen();
    String name = gateway.name();
    if (!key.gateway().equals(name)) {
      throw new IllegalArgumentException(
          "the task " + key + " is " + key.gateway() + "'s, and this client is " + name + "'s");
    }
    gateway.query(key); // refuses a kind that the gateway doesn't have
    return tasks.resumed(key, tag, new Events(callbacks, listeners));
  }

  void nudge(TaskKey key) {
    pollers.nudge(key);
  }

  PollPolicy pollPolicy() {
    return pollPolicy;
  }

  TaskDurations durations() {
    return durations.durations();
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
    boolean interrupted = SubmitCalls.close(submits, directCalls);
    callbacks.close(timer::close);
    transport.close();
    if (interrupted) Thread.currentThread().interrupt();
  }

  private GeneratedImage.Fetcher images() {
    return images;
  }
}
