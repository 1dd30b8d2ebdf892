package io.github.imagetask;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One reading of a task. Immutable. */
public final class TaskSnapshot {
  private final TaskKey key;
  private final TaskStatus status;
  private final @Nullable String rawStatus;
  private final @Nullable Integer progress;
  private final List<GeneratedImage> images;
  private final @Nullable TaskError error;
  private final @Nullable Integer announcedImages;
  private final @Nullable Instant createdAt;
  private final @Nullable Instant completedAt;

  TaskSnapshot(
      TaskKey key,
      TaskStatus status,
      @Nullable String rawStatus,
      @Nullable Integer progress,
      List<GeneratedImage> images,
      @Nullable TaskError error,
      @Nullable Integer announcedImages) {
    this(key, status, rawStatus, progress, images, error, announcedImages, null, null);
  }

  TaskSnapshot(
      TaskKey key,
      TaskStatus status,
      @Nullable String rawStatus,
      @Nullable Integer progress,
      List<GeneratedImage> images,
      @Nullable TaskError error,
      @Nullable Integer announcedImages,
      @Nullable Instant createdAt,
      @Nullable Instant completedAt) {
    this.key = key;
    this.status = status;
    this.rawStatus = rawStatus;
    this.progress = progress;
    this.images = images;
    this.error = error;
    this.announcedImages = announcedImages;
    this.createdAt = createdAt;
    this.completedAt = completedAt;
  }

  /** The state of a task that was never read. */
  static TaskSnapshot unread(TaskKey key) {
    return new TaskSnapshot(
        key, TaskStatus.UNKNOWN, null, null, Collections.emptyList(), null, null);
  }

  /** The same reading, with images whose downloads these are told of, if anybody hears them. */
  TaskSnapshot heardBy(TaskContext context, Events events) {
    if (images.isEmpty() || !events.areHeard()) return this;
    ImageOrigin origin = ImageOrigin.of(key).heardBy(context, events);
    List<GeneratedImage> from = new ArrayList<>(images.size());
    for (GeneratedImage each : images) from.add(each.from(origin));
    return new TaskSnapshot(
        key,
        status,
        rawStatus,
        progress,
        Collections.unmodifiableList(from),
        error,
        announcedImages,
        createdAt,
        completedAt);
  }

  /** The task's key. */
  public TaskKey key() {
    return key;
  }

  /** How far the task is. */
  public TaskStatus status() {
    return status;
  }

  /** The gateway's own word for the status, or null if it uses none or nothing was read yet. */
  public @Nullable String rawStatus() {
    return rawStatus;
  }

  /** The progress in percent, 0 to 100, or null if the gateway gave none. It decides nothing. */
  public @Nullable Integer progress() {
    return progress;
  }

  /** The images in the gateway's order; empty unless {@link TaskStatus#SUCCEEDED}. */
  public List<GeneratedImage> images() {
    return images;
  }

  /**
   * How many images the gateway says there are, or null if it doesn't say. More than {@link
   * #images()} has means that some are billed, perhaps, and not named: ask the gateway for them.
   */
  public @Nullable Integer announcedImages() {
    return announcedImages;
  }

  /** Why the task failed; null unless {@link TaskStatus#FAILED}. */
  public @Nullable TaskError error() {
    return error;
  }

  /** When the task was made, by the gateway's clock, or null if the gateway doesn't say. */
  public @Nullable Instant createdAt() {
    return createdAt;
  }

  /** When the task was done, by the gateway's clock, or null if it isn't or nobody says. */
  public @Nullable Instant completedAt() {
    return completedAt;
  }

  /** Whether a listener would want to hear of this reading after the other. */
  boolean differsFrom(TaskSnapshot other) {
    return status != other.status
        || !Objects.equals(rawStatus, other.rawStatus)
        || !Objects.equals(progress, other.progress);
  }

  /** Whether the other says the same of the same task, images included. */
  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof TaskSnapshot)) return false;
    TaskSnapshot that = (TaskSnapshot) other;
    return key.equals(that.key)
        && status == that.status
        && Objects.equals(rawStatus, that.rawStatus)
        && Objects.equals(progress, that.progress)
        && images.equals(that.images)
        && Objects.equals(error, that.error)
        && Objects.equals(announcedImages, that.announcedImages)
        && Objects.equals(createdAt, that.createdAt)
        && Objects.equals(completedAt, that.completedAt);
  }

  @Override
  public int hashCode() {
    return Objects.hash(
        key, status, rawStatus, progress, images, error, announcedImages, createdAt, completedAt);
  }

  /** Such as {@code uniall:task_abc RUNNING 50%}. */
  @Override
  public String toString() {
    return key
        + " "
        + status
        + (status == TaskStatus.UNKNOWN && rawStatus != null ? " (\"" + rawStatus + "\")" : "")
        + (progress == null || status.isTerminal() ? "" : " " + progress + "%")
        + (error == null ? "" : " " + error);
  }
}
