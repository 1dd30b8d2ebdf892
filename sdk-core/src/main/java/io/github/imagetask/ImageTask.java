package io.github.imagetask;

import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The handle of one submitted task. Thread-safe. Holds neither the request nor raw answers; a
 * handle that nobody waits on costs nothing.
 *
 * <p>All waits on one handle share one polling, each with its own future and deadline; cancelling
 * one leaves the others, and polling ends with the last. Nothing here cancels the task at the
 * gateway: the key always resumes it.
 *
 * <p>{@link #refresh()} and every {@code awaitResult} block their thread: not for Android's main
 * thread. What returns a future never does.
 */
public final class ImageTask {
  private final Driver poller;
  private final TaskContext context;

  /** What asks for the task, and waits. */
  interface Driver {
    TaskKey key();

    /** The client's schedule. */
    PollPolicy policy();

    TaskSnapshot snapshot();

    /** Asks once; whatever holds the query up, it ends. */
    Joinable<TaskSnapshot> refresh();

    /**
     * Waits for the end of the task.
     *
     * @param policy null for the client's
     */
    Joinable<ImageResult> await(@Nullable PollPolicy policy, @Nullable TaskListener listener);
  }

  ImageTask(Driver poller, TaskContext context) {
    this.poller = poller;
    this.context = context;
  }

  /** The task's key: save it, and any process can take the task up again. */
  public TaskKey key() {
    return poller.key();
  }

  /** The id of its own that the submit carried, or null where the gateway has no such thing. */
  public @Nullable String traceId() {
    return context.traceId();
  }

  /**
   * What the request's {@code tag(..)} or {@link ImageClient#task(TaskKey, Object)} was given, or
   * null. Held as long as this handle is.
   */
  public @Nullable Object tag() {
    return context.tag();
  }

  /** The last reading, without network; {@link TaskStatus#UNKNOWN} before the first. */
  public TaskSnapshot snapshot() {
    return poller.snapshot();
  }

  /**
   * Asks the gateway once and returns what it says; a task that has ended is not asked again.
   *
   * <p>While the gateway has too many queries it waits for its turn, as those of the waits do; but
   * two minutes longer than the client's {@code requestTimeout} at most, and then it fails with
   * {@link ConnectionException}.
   *
   * @throws ImageTaskException if the query fails; nothing is retried
   * @throws IllegalStateException if the client is closed
   */
  public TaskSnapshot refresh() {
    return poller.refresh().join();
  }

  /**
   * Asks the gateway once, as {@link #refresh} does; no thread waits.
   *
   * @throws IllegalStateException if the client is closed
   */
  public CompletableFuture<TaskSnapshot> refreshAsync() {
    return poller.refresh().future();
  }

  /**
   * Waits for the images with the client's policy.
   *
   * <p>Interrupting the thread ends the wait within 50 ms: {@link WaitAbortedException}, the flag
   * restored.
   *
   * @throws TaskFailedException if the task failed
   * @throws TaskTimeoutException if the policy's deadline passed; the task may still finish
   * @throws GatewayException if the gateway refuses the query, say for a wrong key
   * @throws MalformedResponseException if the gateway keeps answering nonsense
   * @throws WaitAbortedException if the thread was interrupted or the client closed
   * @throws IllegalStateException if the client is closed already
   */
  public ImageResult awaitResult() {
    return poller.await(null, null).join();
  }

  /** Waits for the images with a policy of its own; otherwise as {@link #awaitResult()}. */
  public ImageResult awaitResult(PollPolicy policy) {
    return poller.await(Objects.requireNonNull(policy, "policy == null"), null).join();
  }

  /**
   * Waits for the images with the client's policy, but another deadline; otherwise as {@link
   * #awaitResult()}.
   *
   * @param deadline how long to wait at most, 1 ms to 366 days
   * @throws IllegalArgumentException if the deadline is shorter or longer
   */
  public ImageResult awaitResult(Duration deadline) {
    return poller.await(until(deadline), null).join();
  }

  /** Waits with a listener of its own; otherwise as {@link #awaitResult()}. */
  public ImageResult awaitResult(TaskListener listener) {
    return poller.await(null, Objects.requireNonNull(listener, "listener == null")).join();
  }

  /** Waits with a policy and a listener of its own; otherwise as {@link #awaitResult()}. */
  public ImageResult awaitResult(PollPolicy policy, TaskListener listener) {
    Objects.requireNonNull(policy, "policy == null");
    Objects.requireNonNull(listener, "listener == null");
    return poller.await(policy, listener).join();
  }

  /**
   * Waits for the images with the client's policy; no thread waits. The future fails with what
   * {@link #awaitResult()} throws. Cancelling it stops its timer and its HTTP call; cancelling what
   * {@code thenCompose} made of it does not.
   *
   * @throws IllegalStateException if the client is closed
   */
  public CompletableFuture<ImageResult> resultAsync() {
    return poller.await(null, null).future();
  }

  /** Waits with a policy of its own; otherwise as {@link #resultAsync()}. */
  public CompletableFuture<ImageResult> resultAsync(PollPolicy policy) {
    return poller.await(Objects.requireNonNull(policy, "policy == null"), null).future();
  }

  /**
   * Waits for the images with the client's policy, but another deadline; otherwise as {@link
   * #resultAsync()}.
   *
   * @param deadline how long to wait at most, 1 ms to 366 days
   * @throws IllegalArgumentException if the deadline is shorter or longer
   */
  public CompletableFuture<ImageResult> resultAsync(Duration deadline) {
    return poller.await(until(deadline), null).future();
  }

  /** Waits with a listener of its own; otherwise as {@link #resultAsync()}. */
  public CompletableFuture<ImageResult> resultAsync(TaskListener listener) {
    return poller.await(null, Objects.requireNonNull(listener, "listener == null")).future();
  }

  /** Waits with a policy and a listener of its own; otherwise as {@link #resultAsync()}. */
  public CompletableFuture<ImageResult> resultAsync(PollPolicy policy, TaskListener listener) {
    Objects.requireNonNull(policy, "policy == null");
    Objects.requireNonNull(listener, "listener == null");
    return poller.await(policy, listener).future();
  }

  /** The wait with the client's policy, for those of this package. */
  Joinable<ImageResult> await() {
    return poller.await(null, null);
  }

  private PollPolicy until(Duration deadline) {
    return poller.policy().newBuilder().deadline(deadline).build();
  }

  /** The key and the last status; no tag, which may be private. */
  @Override
  public String toString() {
    return "ImageTask{" + snapshot() + "}";
  }
}
