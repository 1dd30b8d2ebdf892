package io.github.imagetask;

import java.time.Duration;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;
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

  Options(ImageClient.Builder<?> builder) {
    okHttpClient = builder.okHttpClient;
    pollPolicy = builder.pollPolicy;
    requestTimeout = builder.requestTimeout;
    submitTimeout = builder.submitTimeout;
    listener = builder.listener;
    callbackExecutor =
        builder.callbackExecutor == null ? defaultExecutor() : builder.callbackExecutor;
    maxConcurrentRequests = builder.maxConcurrentRequests;
    maxImageBytes = builder.maxImageBytes;
    allowPrivateAddresses = builder.allowPrivateAddresses;
    timer = builder.timer;
  }

  static Executor defaultExecutor() {
    if (ForkJoinPool.getCommonPoolParallelism() > 0) return ForkJoinPool.commonPool();
    // A common pool that was configured to have no threads would run nothing, for ever.
    return task -> {
      Thread thread = new Thread(task, "imagetask-callback");
      thread.setDaemon(true);
      thread.start();
    };
  }
}
