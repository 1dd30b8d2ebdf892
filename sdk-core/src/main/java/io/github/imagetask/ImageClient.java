package io.github.imagetask;

import io.github.imagetask.spi.DirectEntry;
import io.github.imagetask.spi.Gateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/**
 * The client of one gateway: submits requests, takes tasks up again, waits for their images.
 *
 * <p>Thread-safe; one per gateway and key is enough for a whole application, however many tasks
 * wait. Close it when done: open waits end with {@link WaitAbortedException} and their keys.
 *
 * <p><b>Money.</b> One submit is one POST on the wire, ever. What was certainly not sent is tried
 * again, at most twice, and so is what the gateway itself put off (429, or 503 with {@code
 * Retry-After}). Where it can't be known whether a task was made, {@link
 * SubmitOutcomeUnknownException} says so and nothing is repeated. Cancelling, interrupting or
 * closing never cancels a task at the gateway: none of the gateways documents a way.
 *
 * <p><b>Threads.</b> Futures complete, and listeners are called, on the {@link
 * Builder#callbackExecutor}, never on an HTTP or timer thread. A future doesn't wait for listeners:
 * one that is slow or hangs holds up no future, and {@link TaskListener#submitted} may be told
 * before, after or while {@link #submitAsync}'s future completes. Cancelling a future that a method
 * here returned stops its timer and its HTTP call; cancelling what {@code thenCompose} and the like
 * made of it stops nothing. {@link #submit}, {@link #generate} and {@link #close} block their
 * thread: not for Android's main thread. What returns a future never does.
 *
 * @param <R> the gateway's request
 */
public abstract class ImageClient<R> implements AutoCloseable {
  private final Engine<R> engine;

  /**
   * Makes the client of a gateway, with the options that the builder holds.
   *
   * @throws IllegalStateException if the OkHttp on the class path is older than version 4
   */
  protected ImageClient(Gateway<R> gateway, Builder<?> builder) {
    Objects.requireNonNull(gateway, "gateway == null");
    OkHttpVersion.check();
    this.engine = new Engine<>(gateway, builder.options());
  }

  /**
   * Submits a request and returns its task as soon as the gateway has accepted it. Save {@link
   * ImageTask#key()} before you wait.
   *
   * <p>Interrupted before the request is written, nothing is sent and {@link WaitAbortedException}
   * says so; after that the request is left to finish, its key goes to {@link
   * TaskListener#submitted} if it is accepted, and this method throws {@link
   * SubmitOutcomeUnknownException}.
   *
   * @throws GatewayException if the gateway refused it; nothing is billed
   * @throws ConnectionException if nothing could be sent; nothing is billed
   * @throws SubmitOutcomeUnknownException if the task may exist all the same
   * @throws InvalidRequestException if an image to upload can no longer be read, or the request has
   *     what only another entry of the gateway's takes
   * @throws IllegalStateException if the client is closed
   */
  public final ImageTask submit(R request) {
    Objects.requireNonNull(request, "request == null");
    engine.refuseIfInterrupted();
    return engine.submit(request).join();
  }

  /**
   * Submits a request; no thread waits. The future fails with what {@link #submit} throws.
   *
   * <p>Cancelled before the request is written, nothing is sent; after that the request is left to
   * finish and its key goes to {@link TaskListener#submitted}.
   *
   * @throws IllegalStateException if the client is closed
   */
  public final CompletableFuture<ImageTask> submitAsync(R request) {
    Objects.requireNonNull(request, "request == null");
    try {
      return engine.submit(request).future();
    } catch (InvalidRequestException e) {
      return failed(e);
    }
  }

  /**
   * Submits a request and waits for its images, in one call. The task's key is then seen only by
   * the {@link Builder#listener}, with the request's {@code tag(..)}, and in exceptions; where a
   * restart must not lose a paid task, save it there, or use {@link #submit}.
   *
   * @throws ImageTaskException whatever {@link #submit} and {@link ImageTask#awaitResult()} throw
   * @throws IllegalStateException if the client is closed
   */
  public final ImageResult generate(R request) {
    return GenerateCall.await(submit(request)).join();
  }

  /**
   * Submits a request and waits for its images; no thread waits. As with {@link #generate}, the key
   * is seen only by the {@link Builder#listener} and in exceptions.
   *
   * @throws IllegalStateException if the client is closed
   */
  public final CompletableFuture<ImageResult> generateAsync(R request) {
    Objects.requireNonNull(request, "request == null");
    try {
      return engine.generate(request);
    } catch (InvalidRequestException e) {
      return failed(e);
    }
  }

  /**
   * Returns the handle of a task that was submitted earlier, perhaps by another process. Nothing is
   * sent before it is asked or awaited.
   *
   * <p>Each call makes another handle, which knows nothing of the others: waits on two handles of
   * one task ask twice, and the {@link Builder#listener} hears twice what becomes of it. Keep one
   * handle per task. It has no tag: {@link #task(TaskKey, Object)} gives it one.
   *
   * @throws IllegalArgumentException if the key is another gateway's, or of a kind that this one
   *     doesn't have
   * @throws IllegalStateException if the client is closed
   */
  public final ImageTask task(TaskKey key) {
    return task(key, null);
  }

  /**
   * Returns the handle of a task that was submitted earlier, as {@link #task(TaskKey)} does, with a
   * tag that its events carry: a tag isn't kept anywhere but in this process.
   *
   * @param tag as that of a request, or null for none
   */
  public final ImageTask task(TaskKey key, @Nullable Object tag) {
    return engine.task(Objects.requireNonNull(key, "key == null"), tag);
  }

  /**
   * Makes the waits of this client on a task ask at once, for instance because a callback of the
   * gateway came. Does nothing if none waits on it. A callback's own content is never believed: the
   * query's answer ends the task.
   */
  public final void nudge(TaskKey key) {
    engine.nudge(Objects.requireNonNull(key, "key == null"));
  }

  /**
   * The schedule of this client's waits: the one that was set, or the gateway's own. A wait that
   * only wants more patience starts from it: {@code client.pollPolicy().newBuilder()}.
   */
  public final PollPolicy pollPolicy() {
    return engine.pollPolicy();
  }

  /**
   * How long the tasks of each model took, as this client has seen so far, and what its builder was
   * given: for estimates, and to be stored. Works after {@link #close()}, too.
   */
  public final TaskDurations durations() {
    return engine.durations();
  }

  /** The gateway's models as its document lists them, with what each takes. */
  public final List<ModelInfo> models() {
    return engine.models();
  }

  /**
   * Ends all waits with {@link WaitAbortedException} and their keys, gives submits and direct calls
   * that are on their way five seconds in all to bring theirs, for which it blocks, and releases
   * what the client holds. A direct call that isn't done by then is lost, and paid for. An {@link
   * OkHttpClient} of the user's is left alone. Idempotent.
   */
  @Override
  public final void close() {
    engine.close();
  }

  /** The client's class and its gateway's host; no key. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + "{" + engine.host() + "}";
  }

  /** Offers an entry of the gateway's that answers with the image itself. */
  protected final <D> DirectImages<D> direct(DirectEntry<D> entry) {
    return engine.direct(Objects.requireNonNull(entry, "entry == null"));
  }

  private static <T> CompletableFuture<T> failed(RuntimeException failure) {
    CompletableFuture<T> future = new CompletableFuture<>();
    future.completeExceptionally(failure);
    return future;
  }

  /**
   * The options that all clients share. Each gateway's own builder adds its address and its key.
   *
   * @param <B> the gateway's builder
   */
  public abstract static class Builder<B extends Builder<B>> {
    @Nullable OkHttpClient okHttpClient;
    @Nullable UnaryOperator<PollPolicy> pollPolicy;
    TaskDurations durations = TaskDurations.none();
    Duration requestTimeout = Duration.ofSeconds(30);
    Duration submitTimeout = Duration.ofMinutes(5);
    @Nullable Duration directTimeout;
    final List<TaskListener> listeners = new ArrayList<>(0);
    @Nullable TaskJournal journal;
    @Nullable Executor callbackExecutor;
    int maxConcurrentRequests = 64;
    long maxImageBytes = 64L << 20;
    boolean allowPrivateAddresses;
    // In this package's tests: others.
    @Nullable Timer timer;
    @Nullable Executor ownThreads;
    Function<String, ExecutorService> httpThreads = Threads::http;

    /** Makes a builder with the defaults. */
    protected Builder() {}

    /** Returns this builder, as its own type. */
    protected abstract B self();

    /**
     * Sets the OkHttpClient to build on: its connection pool, proxy, proxy authenticator, TLS, DNS
     * and interceptors are used, and it is never closed. Dispatcher, timeouts, redirects, cache and
     * authenticator are this SDK's own. Keys are added nearest the wire, so that interceptors and
     * loggers of the user never see them; an {@code EventListener} that looks at the request it is
     * given does.
     *
     * <p>HTTP/2 connections that this SDK opens are pinged every 10 s, or at the client's own
     * {@code pingInterval} if that isn't zero. Submits and queries leave a connection on which one
     * of them timed out, and an HTTP/1.1 connection that was idle for more than 55 s after a call
     * of theirs; other calls of the user's over the same pool don't.
     *
     * <p>Over HTTP/1.1 queries spare the pool, which may be as small as OkHttp's own with its five
     * idle connections: a query waits until another has ended, and only while all wait for more
     * than 100 ms there are more at once, up to {@link #maxConcurrentRequests}. Without a client of
     * the user's the pool is large enough for all. The system's own sockets are replaced by ones
     * with a channel from JDK 17 on; a {@code SocketFactory} of the user's is kept.
     */
    public final B okHttpClient(OkHttpClient okHttpClient) {
      this.okHttpClient = Objects.requireNonNull(okHttpClient, "okHttpClient == null");
      return self();
    }

    /** Sets the schedule of all waits, instead of the one that the gateway advises. */
    public final B pollPolicy(PollPolicy pollPolicy) {
      Objects.requireNonNull(pollPolicy, "pollPolicy == null");
      this.pollPolicy = advised -> pollPolicy;
      return self();
    }

    /**
     * Changes the schedule that the gateway advises, when the client is built: {@code
     * pollPolicy(advised -> advised.newBuilder().deadline(ofHours(1)).build())}.
     */
    public final B pollPolicy(UnaryOperator<PollPolicy> change) {
      Objects.requireNonNull(change, "change == null");
      this.pollPolicy =
          advised -> Objects.requireNonNull(change.apply(advised), "change returned null");
      return self();
    }

    /** Sets the durations of tasks that are known already, say from before a restart. */
    public final B durations(TaskDurations durations) {
      this.durations = Objects.requireNonNull(durations, "durations == null");
      return self();
    }

    /** Sets how long one query may take, 30 s unless set; also how long a download may stall. */
    public final B requestTimeout(Duration requestTimeout) {
      this.requestTimeout = positive("requestTimeout", requestTimeout);
      return self();
    }

    /**
     * Sets how long a submit may take in all, 5 min unless set. A submit that is cut off is a task
     * lost from sight, and a gateway may work on it while we wait, so don't be short with it.
     */
    public final B submitTimeout(Duration submitTimeout) {
      this.submitTimeout = positive("submitTimeout", submitTimeout);
      return self();
    }

    /**
     * Sets how long a direct call may take in all; unless set, 10 min, or as long as a submit if
     * that is longer. It lasts as long as the image takes, and one that is cut off is paid for and
     * lost.
     */
    public final B directTimeout(Duration directTimeout) {
      this.directTimeout = positive("directTimeout", directTimeout);
      return self();
    }

    /** Adds a listener that hears of all tasks of this client, after those added before. */
    public final B listener(TaskListener listener) {
      listeners.add(Objects.requireNonNull(listener, "listener == null"));
      return self();
    }

    /** Sets what stores submits and keys before anything else happens; none unless set. */
    public final B journal(TaskJournal journal) {
      this.journal = Objects.requireNonNull(journal, "journal == null");
      return self();
    }

    /**
     * Sets where futures complete and listeners are called. Unless set, on threads of the client's
     * own: daemons that grow as needed and end when idle, virtual ones from JDK 24 on, with the
     * context class loader of the thread that calls {@code build()}.
     *
     * <p>Completions come before events that wait. What an executor doesn't run, since it rejects,
     * drops or is busy, runs on the client's own threads all the same: what it rejects at once, a
     * completion after ten seconds, an event once nothing of the client's has moved on it for a
     * minute. One that runs tasks on the thread that hands them in would hold up the SDK's own
     * threads.
     */
    public final B callbackExecutor(Executor callbackExecutor) {
      this.callbackExecutor = Objects.requireNonNull(callbackExecutor, "callbackExecutor == null");
      return self();
    }

    /**
     * Sets how many submits, how many queries and how many downloads may be under way at once, each
     * kind by itself, 1 to 10,000; 64 unless set. More wait for their turn. So does what else
     * downloads do on the SDK's threads, such as asking a proxy selector or saving inline images.
     */
    public final B maxConcurrentRequests(int maxConcurrentRequests) {
      if (maxConcurrentRequests < 1 || maxConcurrentRequests > 10_000) {
        throw new IllegalArgumentException(
            "maxConcurrentRequests is 1 to 10000, not " + maxConcurrentRequests);
      }
      this.maxConcurrentRequests = maxConcurrentRequests;
      return self();
    }

    /** Sets the largest image that is downloaded, or taken out of an answer; 64 MiB unless set. */
    public final B maxImageBytes(long maxImageBytes) {
      if (maxImageBytes < 1) {
        throw new IllegalArgumentException("maxImageBytes is positive, not " + maxImageBytes);
      }
      this.maxImageBytes = maxImageBytes;
      return self();
    }

    /**
     * Allows downloads from loopback, private and link-local addresses. Without it they are
     * refused, so that an answer can't make a server call its own network; a gateway that is itself
     * at a loopback or private address may name such addresses all the same. Where a VPN or a local
     * proxy resolves names to fake-ip addresses (198.18.0.0/15), and the gateway's own name, too,
     * names may lead there; a URL that spells such an address out is refused.
     */
    public final B allowPrivateAddresses() {
      return allowPrivateAddresses(true);
    }

    /** Sets whether {@link #allowPrivateAddresses()} holds; not unless set. */
    public final B allowPrivateAddresses(boolean allowPrivateAddresses) {
      this.allowPrivateAddresses = allowPrivateAddresses;
      return self();
    }

    Options options() {
      Executor own = ownThreads;
      if (own == null) own = Threads.callbacks(Thread.currentThread().getContextClassLoader());
      return new Options(
          okHttpClient,
          pollPolicy,
          durations,
          requestTimeout,
          submitTimeout,
          directTimeout == null ? longer(Duration.ofMinutes(10), submitTimeout) : directTimeout,
          Collections.unmodifiableList(new ArrayList<>(listeners)),
          journal,
          callbackExecutor == null ? own : callbackExecutor,
          own,
          maxConcurrentRequests,
          maxImageBytes,
          allowPrivateAddresses,
          timer,
          httpThreads);
    }

    private static Duration longer(Duration a, Duration b) {
      return a.compareTo(b) > 0 ? a : b;
    }

    private static Duration positive(String name, Duration value) {
      Objects.requireNonNull(value, name + " == null");
      if (value.compareTo(Duration.ofMillis(1)) < 0 || value.compareTo(Duration.ofDays(1)) > 0) {
        throw new IllegalArgumentException(name + " is 1 ms to 1 day, not " + value);
      }
      return value;
    }
  }
}
