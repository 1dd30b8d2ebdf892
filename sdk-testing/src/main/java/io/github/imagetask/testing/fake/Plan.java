package io.github.imagetask.testing.fake;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** How a task will go. Immutable; a task keeps the plan of the moment that it was made. */
final class Plan {
  static final Plan DEFAULT = new Plan(2, null, null, null, Integer.MAX_VALUE);

  final int queries;
  final @Nullable Duration time;
  final @Nullable String failureCode;
  final @Nullable String failureMessage;
  final int mostImages;

  private Plan(
      int queries,
      @Nullable Duration time,
      @Nullable String failureCode,
      @Nullable String failureMessage,
      int mostImages) {
    this.queries = queries;
    this.time = time;
    this.failureCode = failureCode;
    this.failureMessage = failureMessage;
    this.mostImages = mostImages;
  }

  Plan finishAfterQueries(int queries) {
    if (queries < 0) {
      throw new IllegalArgumentException("queries < 0: " + queries);
    }
    return new Plan(queries, null, failureCode, failureMessage, mostImages);
  }

  Plan finishAfter(Duration time) {
    if (time.isNegative()) {
      throw new IllegalArgumentException("time < 0: " + time);
    }
    return new Plan(queries, time, failureCode, failureMessage, mostImages);
  }

  Plan fail(@Nullable String code, @Nullable String message) {
    return new Plan(queries, time, code, message, mostImages);
  }

  Plan giveAtMost(int images) {
    if (images < 1) {
      throw new IllegalArgumentException("images < 1: " + images);
    }
    return new Plan(queries, time, failureCode, failureMessage, images);
  }
}
