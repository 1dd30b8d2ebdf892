package io.github.imagetask.spi;

import io.github.imagetask.TaskError;
import io.github.imagetask.TaskStatus;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What one answer of a gateway says: a task, or a fault of the call. A failed task is a task; a
 * refused submit, a wrong key or "try again later" is a fault, whatever HTTP status it came under.
 */
public final class Reading {
  private final @Nullable String id;
  private final TaskStatus status;
  private final @Nullable String rawStatus;
  private final @Nullable Integer progress;
  private final List<Image> images;
  private final @Nullable TaskError error;
  private final @Nullable Integer announced;
  private final @Nullable Instant createdAt;
  private final @Nullable Instant completedAt;
  private final @Nullable String text;
  private final @Nullable Fault fault;

  private Reading(Builder builder, @Nullable Fault fault) {
    this.id = builder.id;
    this.status = builder.status;
    this.rawStatus = builder.rawStatus;
    this.progress = builder.progress;
    this.images =
        builder.images.isEmpty()
            ? Collections.<Image>emptyList()
            : Collections.unmodifiableList(new ArrayList<>(builder.images));
    this.error = builder.error;
    this.announced = builder.announced;
    this.text = builder.text;
    this.createdAt = builder.createdAt;
    this.completedAt = builder.completedAt;
    this.fault = fault;
  }

  /** Returns a builder of a task's reading. */
  public static Builder task(TaskStatus status) {
    return new Builder(Objects.requireNonNull(status, "status == null"));
  }

  /** Returns a fault of the call. */
  public static Reading fault(Fault fault) {
    return fault(fault, null);
  }

  /**
   * Returns a fault of the call.
   *
   * @param id the id of a task that the answer names all the same, or null: a submit with one is
   *     never called refused
   */
  public static Reading fault(Fault fault, @Nullable String id) {
    Objects.requireNonNull(fault, "fault == null");
    return new Reading(new Builder(TaskStatus.UNKNOWN).id(id).error(fault.error()), fault);
  }

  /** The fault of the call, or null if this is a task. */
  public @Nullable Fault fault() {
    return fault;
  }

  /** The gateway's id of the task, or null if the answer has none. */
  public @Nullable String id() {
    return id;
  }

  /** How far the task is. */
  public TaskStatus status() {
    return status;
  }

  /** The gateway's own word for it, or null if it uses none. */
  public @Nullable String rawStatus() {
    return rawStatus;
  }

  /** The progress in percent, 0 to 100, or null if the answer has none. */
  public @Nullable Integer progress() {
    return progress;
  }

  /** The images of a task that succeeded, in the gateway's order. */
  public List<Image> images() {
    return images;
  }

  /**
   * How many images the answer says there are, or null if it doesn't say; it may name fewer than it
   * counts.
   */
  public @Nullable Integer announced() {
    return announced;
  }

  /** When the task was made, or null if the answer doesn't say. */
  public @Nullable Instant createdAt() {
    return createdAt;
  }

  /** When the task was done, or null if the answer doesn't say. */
  public @Nullable Instant completedAt() {
    return completedAt;
  }

  /** What the answer says beside its images, such as the prompt that was used; or null. */
  public @Nullable String text() {
    return text;
  }

  /** The error of a fault or of a failed task, or null. */
  public @Nullable TaskError error() {
    return error;
  }

  /** Builds the reading of a task. */
  public static final class Builder {
    private final TaskStatus status;
    private @Nullable String id;
    private @Nullable String rawStatus;
    private @Nullable Integer progress;
    private final List<Image> images = new ArrayList<>(0); // most readings have none
    private @Nullable TaskError error;
    private @Nullable Integer announced;
    private @Nullable String text;
    private @Nullable Instant createdAt;
    private @Nullable Instant completedAt;

    private Builder(TaskStatus status) {
      this.status = status;
    }

    /** Sets the gateway's id of the task. */
    public Builder id(@Nullable String id) {
      this.id = id;
      return this;
    }

    /** Sets the gateway's own word for the status. */
    public Builder rawStatus(@Nullable String rawStatus) {
      this.rawStatus = rawStatus;
      return this;
    }

    /** Sets the progress in percent. */
    public Builder progress(@Nullable Integer progress) {
      this.progress = progress;
      return this;
    }

    /** Adds an image of a task that succeeded. */
    public Builder addImage(Image image) {
      this.images.add(Objects.requireNonNull(image, "image == null"));
      return this;
    }

    /** Adds the images of a task that succeeded. */
    public Builder addImages(List<Image> images) {
      this.images.addAll(images);
      return this;
    }

    /** Sets how many images the answer says there are. */
    public Builder announced(@Nullable Integer announced) {
      this.announced = announced;
      return this;
    }

    /** Sets when the task was made. */
    public Builder createdAt(@Nullable Instant createdAt) {
      this.createdAt = createdAt;
      return this;
    }

    /** Sets when the task was done. */
    public Builder completedAt(@Nullable Instant completedAt) {
      this.completedAt = completedAt;
      return this;
    }

    /** Sets what the answer says beside its images. */
    public Builder text(@Nullable String text) {
      this.text = text;
      return this;
    }

    /** Sets the error of a failed task. */
    public Builder error(@Nullable TaskError error) {
      this.error = error;
      return this;
    }

    /** Returns the reading. */
    public Reading build() {
      return new Reading(this, null);
    }
  }

  /** An image as an answer names it: by URL, or inline. */
  public static final class Image {
    private final @Nullable String url;
    private final byte @Nullable [] bytes;
    private final @Nullable Integer streamed;
    private final @Nullable Instant expiresAt;

    private Image(
        @Nullable String url,
        byte @Nullable [] bytes,
        @Nullable Integer streamed,
        @Nullable Instant expiresAt) {
      this.url = url;
      this.bytes = bytes;
      this.streamed = streamed;
      this.expiresAt = expiresAt;
    }

    /** Returns an image at an absolute http or https URL, as the gateway wrote it. */
    public static Image url(String url) {
      return url(url, null);
    }

    /** Returns an image at an absolute URL that the gateway says expires. */
    public static Image url(String url, @Nullable Instant expiresAt) {
      return new Image(Objects.requireNonNull(url, "url == null"), null, null, expiresAt);
    }

    /** Returns an image that the answer itself holds; the array is not copied. */
    public static Image inline(byte[] bytes) {
      return new Image(null, Objects.requireNonNull(bytes, "bytes == null"), null, null);
    }

    /** Returns an image that went into an {@link ImageSink} as it came. */
    public static Image streamed(int number) {
      return new Image(null, null, number, null);
    }

    /** The URL, or null if the image is inline. */
    public @Nullable String url() {
      return url;
    }

    /** The content, not copied, or null if the image is at a URL. */
    public byte @Nullable [] bytes() {
      return bytes;
    }

    /** The number of an image that went into an {@link ImageSink}, or null. */
    public @Nullable Integer streamed() {
      return streamed;
    }

    /** When the URL stops to work, or null if the gateway doesn't say. */
    public @Nullable Instant expiresAt() {
      return expiresAt;
    }
  }
}
