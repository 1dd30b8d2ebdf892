package io.github.imagetask;

import java.time.Duration;
import java.util.concurrent.Executor;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** What a client's builder held, unchangeable. */
final class Options {
  final @Nullable OkHttpClient okHttpClient;
  final @Nullable PollPolicy pollPolicy;
  final Duration requestTimeout;
  final Duration submitTimeout;
  final @Nullable TaskListener listener;
  final Executor callbackExecutor;
  final int maxConcurrentRequests;
  final long maxImageBytes;
  final boolean allowPrivateAddresses;
  final @Nullable Timer timer;

  Options(
      @Nullable OkHttpClient okHttpClient,
      @Nullable PollPolicy pollPolicy,
      Duration requestTimeout,
      Duration submitTimeout,
      @Nullable TaskListener listener,
      Executor callbackExecutor,
      int maxConcurrentRequests,
      long maxImageBytes,
      boolean allowPrivateAddresses,
      @Nullable Timer timer) {
    this.okHttpClient = okHttpClient;
    this.pollPolicy = pollPolicy;
    this.requestTimeout = requestTimeout;
    this.submitTimeout = submitTimeout;
    this.listener = listener;
    this.callbackExecutor = callbackExecutor;
    this.maxConcurrentRequests = maxConcurrentRequests;
    this.maxImageBytes = maxImageBytes;
    this.allowPrivateAddresses = allowPrivateAddresses;
    this.timer = timer;
  }
}
