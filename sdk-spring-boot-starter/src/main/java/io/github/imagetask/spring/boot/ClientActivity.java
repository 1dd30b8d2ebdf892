package io.github.imagetask.spring.boot;

import io.github.imagetask.DirectResult;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageTask;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskListener;
import io.github.imagetask.TaskSnapshot;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a client's events say of how its gateway is. Nothing is asked for it. */
final class ClientActivity implements TaskListener {
  // What doesn't pass by itself: somebody has to do something about the account.
  private static final Set<ErrorKind> LASTING =
      EnumSet.of(ErrorKind.AUTHENTICATION, ErrorKind.PERMISSION, ErrorKind.QUOTA);

  private @Nullable Instant lastSuccess;
  private @Nullable Instant lastErrorAt;
  private @Nullable String lastError;
  private boolean refused;

  @Override
  public void submitted(TaskContext context, ImageTask task) {
    succeeded();
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
      failed(error.kind().name(), error.kind());
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
      failed(refusal.error().kind().name(), refusal.error().kind());
    } else {
      failed(failure.getClass().getSimpleName(), ErrorKind.UNKNOWN);
    }
  }

  private synchronized void failed(String error, ErrorKind kind) {
    lastErrorAt = Instant.now();
    lastError = error;
    refused = LASTING.contains(kind);
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
    return details;
  }
}
