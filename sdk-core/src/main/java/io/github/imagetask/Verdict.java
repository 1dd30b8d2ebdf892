package io.github.imagetask;

import io.github.imagetask.spi.Reading;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What the answer to a submit means. */
final class Verdict {
  private final @Nullable Reading task;
  private final @Nullable ImageTaskException failure;
  private final boolean deferred;

  private Verdict(@Nullable Reading task, @Nullable ImageTaskException failure, boolean deferred) {
    this.task = task;
    this.failure = failure;
    this.deferred = deferred;
  }

  /** A task was made; the reading has its id. */
  static Verdict accepted(Reading task) {
    return new Verdict(task, null, false);
  }

  /** No task was made. */
  static Verdict refused(GatewayException failure) {
    return new Verdict(null, failure, false);
  }

  /** No task was made, and the gateway says to come back later. */
  static Verdict deferred(GatewayException failure) {
    return new Verdict(null, failure, true);
  }

  /** A task may have been made. */
  static Verdict unknown(SubmitOutcomeUnknownException failure) {
    return new Verdict(null, failure, false);
  }

  /** The accepted task, or null. */
  @Nullable Reading task() {
    return task;
  }

  /** The failure, if there is no task. */
  ImageTaskException failure() {
    return Objects.requireNonNull(failure, "no failure");
  }

  /** Whether the same submit may be made again after a pause. */
  boolean isDeferred() {
    return deferred;
  }
}
