package io.github.imagetask;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** What a client's builder held, unchangeable. */
final class Options {
  final @Nullable OkHttpClient okHttpClient;
  final @Nullable UnaryOperator<PollPolicy> pollPolicy;
  final TaskDurations durations;
  final Duration requestTimeout;
  final Duration submitTimeout;
  final Duration directTimeout;
  final List<TaskListener> listeners;
  final @Nullable TaskJournal journal;
  final Executor callbackExecutor;
  final Executor ownThreads;
  final int maxConcurrentRequests;
  final long maxImageBytes;
  final boolean allowPrivateAddresses;
  final @Nullable Timer timer;
  final Function<String, ExecutorService> httpThreads;

  Options(
      @Nullable OkHttpClient okHttpClient,
      @Nullable UnaryOperator<PollPolicy> pollPolicy,
      TaskDurations durations,
      Duration requestTimeout,
      Duration submitTimeout,
      Duration directTimeout,
      List<TaskListener> listeners,
      @Nullable TaskJournal journal,
      Executor callbackExecutor,
      Executor ownThreads,
      int maxConcurrentRequests,
      long maxImageBytes,
      boolean allowPrivateAddresses,
      @Nullable Timer timer,
      Function<String, ExecutorService> httpThreads) {
    this.okHttpClient = okHttpClient;
    this.pollPolicy = pollPolicy;
    this.durations = durations;
    this.requestTimeout = requestTimeout;
    this.submitTimeout = submitTimeout;
    this.directTimeout = directTimeout;
    this.listeners = listeners;
    this.journal = journal;
    this.callbackExecutor = callbackExecutor;
    this.ownThreads = ownThreads;
    this.maxConcurrentRequests = maxConcurrentRequests;
    this.maxImageBytes = maxImageBytes;
    this.allowPrivateAddresses = allowPrivateAddresses;
    this.timer = timer;
    this.httpThreads = httpThreads;
  }
}
