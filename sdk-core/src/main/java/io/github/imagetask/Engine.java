package io.github.imagetask;

import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One client's machinery: holds what its submits, waits and downloads share, and knows which of
 * them are under way.
 *
 * @param <R> the gateway's request
 */
final class Engine<R> {
  /** How long {@code close()} waits for submits that are on their way. */
  private static final long CLOSING = TimeUnit.SECONDS.toNanos(5);

  private final Gateway<R> gateway;
  private final PollPolicy pollPolicy;
  private final long requestTimeout;
  private final long submitTimeout;
  private final Timer timer;
  private final Transport transport;
  private final Redactor texts;
  private final Failures failures;
  private final AnswerInterpreter answers;
  private final Callbacks callbacks;
  private final Callbacks ownCallbacks; // without the client's listener
  private final Downloads downloads;
  private final Pacer pacer = new Pacer();
  private final AtomicBoolean closed = new AtomicBoolean();
  private final Set<SubmitCall> submits = ConcurrentHashMap.newKeySet();
  private final Pollers pollers = new Pollers();

  Engine(Gateway<R> gateway, Options options) {
    this.gateway = gateway;
    this.pollPolicy = options.pollPolicy == null ? gateway.pollPolicy() : options.pollPolicy;
    this.requestTimeout = options.requestTimeout.toNanos();
    this.submitTimeout = options.submitTimeout.toNanos();
    this.timer =
        options.timer == null ? new Timer.Real("imagetask-timer-" + name()) : options.timer;
    this.transport = new Transport(gateway, options);
    this.texts = new Redactor(gateway.credentials().secrets());
    this.failures = new Failures(gateway, texts);
    this.answers = new AnswerInterpreter(gateway, texts, failures, this::bind);
    this.callbacks = new Callbacks(options.callbackExecutor, options.listener);
    this.ownCallbacks = new Callbacks(options.callbackExecutor, null);
    this.downloads = new Downloads(this, options.maxImageBytes);
  }

  // What a client does.

  Joinable<ImageTask> submit(R request) {
    SubmitCall call = start(request);
    return pending(call.raw(), call::abandon);
  }

  CompletableFuture<ImageResult> generate(R request) {
    return new GenerateCall(this, start(request)).future();
  }

  /** Waits for a task that was just submitted, whose key the caller doesn't have yet. */
  Joinable<ImageResult> await(ImageTask task) {
    try {
      return task.await();
    } catch (IllegalStateException closed) {
      String text = "the client was closed; the task's key takes it up again";
      throw new WaitAbortedException(name(), task.key(), text, null);
    }
  }

  ImageTask task(TaskKey key) {
    checkOpen();
    if (!key.gateway().equals(name())) {
      throw new IllegalArgumentException(
          "the task " + key + " is " + key.gateway() + "'s, and this client is " + name() + "'s");
    }
    gateway.query(key); // refuses a kind that the gateway doesn't have
    Poller poller = new Poller(this, TaskSnapshot.unread(key), true, callbacks.events());
    return new ImageTask(poller, null);
  }

  void nudge(TaskKey key) {
    pollers.nudge(key);
  }

  List<ModelInfo> models() {
    return gateway.models();
  }

  String host() {
    return gateway.address().host();
  }

  void close() {
    if (!closed.compareAndSet(false, true)) return;
    pollers.abort();
    downloads.abort();
    boolean interrupted = awaitSubmits();
    for (SubmitCall call : submits) call.abort();
    timer.close();
    transport.close();
    if (interrupted) Thread.currentThread().interrupt();
  }

  /** Refuses to start a submit for a thread that has been told to stop. */
  void refuseIfInterrupted() {
    if (!Thread.currentThread().isInterrupted()) return;
    String text = "the thread was interrupted before the submit; nothing was sent";
    throw new WaitAbortedException(name(), null, text, null);
  }

  // What its parts need of each other.

  void checkOpen() {
    if (closed.get()) throw new IllegalStateException("the " + name() + " client is closed");
  }

  /** Refuses to ask for a task, but not without its key. */
  void checkOpen(TaskKey key) {
    if (!closed.get()) return;
    throw new IllegalStateException(
        "the " + name() + " client is closed; " + key + " goes on at the gateway");
  }

  boolean isClosed() {
    return closed.get();
  }

  String name() {
    return gateway.name();
  }

  Gateway<R> gateway() {
    return gateway;
  }

  PollPolicy pollPolicy() {
    return pollPolicy;
  }

  long requestTimeout() {
    return requestTimeout;
  }

  long submitTimeout() {
    return submitTimeout;
  }

  Transport transport() {
    return transport;
  }

  AnswerInterpreter answers() {
    return answers;
  }

  Failures failures() {
    return failures;
  }

  Redactor texts() {
    return texts;
  }

  Pacer pacer() {
    return pacer;
  }

  long now() {
    return timer.now();
  }

  double random() {
    return timer.random();
  }

  Timer.Task schedule(long delayNanos, Runnable task) {
    return timer.schedule(delayNanos, task);
  }

  /** Returns events of which the client's listener doesn't hear. */
  Callbacks.Events ownEvents() {
    return ownCallbacks.events();
  }

  <T> Joinable<T> pending(CompletableFuture<T> raw, Supplier<ImageTaskException> abandon) {
    return new Joinable<>(raw, callbacks, abandon);
  }

  /** A submit was accepted: makes its task and tells the listener. */
  ImageTask accepted(
      TaskKey key, Reading reading, @Nullable String traceId, Callbacks.Events events) {
    TaskSnapshot snapshot = bind(key, reading);
    ImageTask task = new ImageTask(new Poller(this, snapshot, false, events), traceId);
    events.tell(Collections.emptyList(), each -> each.submitted(task));
    if (snapshot.status().isTerminal()) {
      events.tell(Collections.emptyList(), each -> each.finished(snapshot));
    }
    return task;
  }

  /** A submit has ended, one way or another. */
  void submitted(SubmitCall call) {
    submits.remove(call);
  }

  Pollers pollers() {
    return pollers;
  }

  private SubmitCall start(R request) {
    checkOpen();
    Submission submission;
    try {
      submission = gateway.submit(request);
    } catch (IOException e) {
      String reason = "it can't be read any more: " + texts.failure(e);
      Violation violation = Violation.of("reference image", "an upload", reason, null);
      throw new InvalidRequestException(Collections.singletonList(violation));
    }
    SubmitCall call = new SubmitCall(this, submission, callbacks.events());
    submits.add(call); // first: close() either finds it, or has been and is seen here
    if (isClosed()) {
      call.abort();
    } else {
      call.start();
    }
    return call;
  }

  private TaskSnapshot bind(TaskKey key, Reading reading) {
    TaskStatus status = reading.status();
    // Without an image it isn't there yet: a query will tell.
    if (status == TaskStatus.SUCCEEDED && reading.images().isEmpty()) status = TaskStatus.UNKNOWN;
    List<GeneratedImage> images = new ArrayList<>();
    if (status == TaskStatus.SUCCEEDED) {
      for (Reading.Image each : reading.images()) {
        images.add(new GeneratedImage(downloads, key, images.size(), each));
      }
    }
    TaskError error = reading.error();
    boolean failed = status == TaskStatus.FAILED;
    return new TaskSnapshot(
        key,
        status,
        texts.message(reading.rawStatus()),
        reading.progress(),
        Collections.unmodifiableList(images),
        failed && error != null ? texts.error(error) : null);
  }

  /** Waits until sent submits have their answers; returns whether the thread was interrupted. */
  private boolean awaitSubmits() {
    long end = System.nanoTime() + CLOSING;
    List<SubmitCall> sent = new ArrayList<>();
    for (SubmitCall call : submits) { // all of them before any wait: none may go out meanwhile
      if (!call.abortUnsent()) sent.add(call);
    }
    for (SubmitCall call : sent) {
      try {
        call.raw().get(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
      } catch (InterruptedException e) {
        return true;
      } catch (ExecutionException | TimeoutException e) {
        // The submit's own caller hears of it.
      }
    }
    return false;
  }
}
