package io.github.imagetask.micrometer;

import io.github.imagetask.DownloadEnd;
import io.github.imagetask.TaskContext;
import io.github.imagetask.WaitEnd;
import io.micrometer.common.KeyValue;
import io.micrometer.observation.Observation;
import org.jspecify.annotations.Nullable;

/** What is known of a submit, a wait or a download that is observed. */
public final class ImageTaskObservationContext extends Observation.Context {
  private final ImageTaskObservation kind;
  private final String model;
  private volatile TaskContext task;
  private volatile String outcome = KeyValue.NONE_VALUE;
  private volatile @Nullable WaitEnd waitEnd;
  private volatile @Nullable DownloadEnd downloadEnd;

  ImageTaskObservationContext(ImageTaskObservation kind, TaskContext task, String model) {
    this.kind = kind;
    this.task = task;
    this.model = model;
  }

  /** What is observed. */
  public ImageTaskObservation kind() {
    return kind;
  }

  /** The task; of a submit it has a key once that was accepted. */
  public TaskContext task() {
    return task;
  }

  /** The model for a key with few values: {@code none} if unknown, {@code other} if too many. */
  public String model() {
    return model;
  }

  /** How it ended; {@code none} until it has. */
  public String outcome() {
    return outcome;
  }

  /** How the wait ended, or null. */
  public @Nullable WaitEnd waitEnd() {
    return waitEnd;
  }

  /** How the download ended, or null. */
  public @Nullable DownloadEnd downloadEnd() {
    return downloadEnd;
  }

  void end(TaskContext task, String outcome) {
    this.task = task;
    this.outcome = outcome;
  }

  void end(TaskContext task, WaitEnd end) {
    this.waitEnd = end;
    end(task, Outcomes.ofWait(end.failure()));
  }

  void end(TaskContext task, DownloadEnd end) {
    this.downloadEnd = end;
    end(task, Outcomes.ofDownload(end.failure()));
  }
}
