package io.github.imagetask.spring.boot;

import io.github.imagetask.DirectResult;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageTask;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskFailedException;
import io.github.imagetask.TaskListener;
import io.github.imagetask.TaskSnapshot;
import io.github.imagetask.WaitAbortedException;
import io.github.imagetask.WaitEnd;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What a client's events say of how its gateway is. Nothing is asked for it. */
final class ClientActivity implements TaskListener {
  // What doesn't pass by itself: somebody has to do something about the account.
  private static final Set<ErrorKind> LASTING =
      EnumSet.of(ErrorKind.AUTHENTICATION, ErrorKind.PERMISSION, ErrorKind.QUOTA);

  private final AtomicInteger openWaits = new AtomicInteger();
  private @Nullable Instant lastSuccess;
  private @Nullable Instant lastErrorAt;
  private @Nullable String lastError;
  private boolean refused;

  @Override
  public void submitted(TaskContext context, ImageTask task) {
    succeeded();
  }

  @Override
  public void submitFailed(TaskContext context, ImageTaskException cause) {
    failed(cause);
  }

  @Override
  public void waiting(TaskContext context) {
    openWaits.incrementAndGet();
  }

  @Override
  public void waitEnded(TaskContext context, WaitEnd end) {
    openWaits.decrementAndGet();
    ImageTaskException failure = end.failure();
    // A failed task was told as finished.
    if (failure != null && !(failure instanceof TaskFailedException)) failed(failure);
  }

  @Override
  public void retrying(TaskContext context, ImageTaskException cause, Duration delay) {
    failed(cause);
  }

  @Override
  public void finished(TaskContext context, TaskSnapshot task) {
    TaskError error = task.error();
    if (error == null) {
      succeeded();
    } else {
      refused(error.kind());
    }
  }

  @Override
  public void generated(TaskContext context, DirectResult result) {
    succeeded();
  }

  private synchronized void succeeded() {
    lastSuccess = Instant.now();
    refused = false;
  }

  private void failed(ImageTaskException failure) {
    if (failure instanceof GatewayException refusal) {
      refused(refusal.error().kind());
    } else if (!(failure instanceof WaitAbortedException)) {
      note(failure.getClass().getSimpleName()); // the gateway said nothing
    }
  }

  private synchronized void refused(ErrorKind kind) {
    note(kind.name());
    refused = LASTING.contains(kind);
  }

  private synchronized void note(String error) {
    lastErrorAt = Instant.now();
    lastError = error;
  }

  /** Whether the last that was heard is that the account is refused. */
  synchronized boolean isRefused() {
    return refused;
  }

  synchronized boolean hasSucceeded() {
    return lastSuccess != null;
  }

  synchronized Map<String, Object> details() {
    Map<String, Object> details = new LinkedHashMap<>();
    if (lastSuccess != null) details.put("lastSuccess", lastSuccess.toString());
    if (lastError != null) details.put("lastError", lastError);
    if (lastErrorAt != null) details.put("lastErrorAt", lastErrorAt.toString());
    details.put("openWaits", openWaits.get());
    return details;
  }
}
