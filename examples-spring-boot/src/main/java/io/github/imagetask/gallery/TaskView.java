package io.github.imagetask.gallery;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A task as the page shows it.
 *
 * @param label the account's name for people
 * @param age how long ago it was submitted, in milliseconds; until its end, if it has ended
 * @param left about how long it still takes, in milliseconds; null if nobody knows
 */
record TaskView(
    @JsonUnwrapped GalleryTask task,
    String label,
    boolean over,
    boolean resumable,
    long age,
    @Nullable Long left) {
  static TaskView of(GalleryTask task, @Nullable Account<?> account) {
    Instant end = task.ended();
    Duration age = Duration.between(task.since(), end == null ? Instant.now() : end);
    Duration left =
        account == null || task.status() != GalleryTask.Status.WAITING
            ? null
            : account.client().durations().left(task.order().model(), age);
    return new TaskView(
        task,
        account == null ? task.order().account() : account.label(),
        task.isOver(),
        task.isResumable(),
        age.toMillis(),
        left == null ? null : left.toMillis());
  }
}
