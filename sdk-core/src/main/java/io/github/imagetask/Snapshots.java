package io.github.imagetask;

import io.github.imagetask.spi.Reading;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Makes snapshots of what gateways say of tasks, with images that can be fetched. */
final class Snapshots {
  private final Redactor redactor;
  private final Supplier<GeneratedImage.Fetcher> fetcher;
  private final Map<TaskStatus, String> words = new ConcurrentHashMap<>();

  /**
   * @param fetcher asked late: for a fresh URL it asks the task, whose answer makes snapshots
   */
  Snapshots(Redactor redactor, Supplier<GeneratedImage.Fetcher> fetcher) {
    this.redactor = redactor;
    this.fetcher = fetcher;
  }

  TaskSnapshot bind(TaskKey key, Reading reading) {
    TaskStatus status = reading.status();
    // Without an image it isn't there yet: a query will tell.
    if (status == TaskStatus.SUCCEEDED && reading.images().isEmpty()) status = TaskStatus.UNKNOWN;
    boolean succeeded = status == TaskStatus.SUCCEEDED;
    TaskError error = reading.error();
    boolean failed = status == TaskStatus.FAILED;
    return new TaskSnapshot(
        key,
        status,
        shared(status, redactor.message(reading.rawStatus())),
        reading.progress(),
        succeeded ? images(ImageOrigin.of(key), reading) : Collections.emptyList(),
        failed && error != null ? redactor.error(error) : null,
        reading.announced(),
        reading.createdAt(),
        reading.completedAt());
  }

  /** The word that a status came with last, if it is the same: thousands of waits hold one. */
  private @Nullable String shared(TaskStatus status, @Nullable String word) {
    String last = words.get(status);
    if (word == null) return null;
    if (word.equals(last)) return last;
    words.put(status, word);
    return word;
  }

  /** The images of a reading, bound to what fetches them. */
  List<GeneratedImage> images(ImageOrigin origin, Reading reading) {
    List<GeneratedImage> images = new ArrayList<>();
    for (Reading.Image each : reading.images()) {
      images.add(new GeneratedImage(fetcher.get(), origin, images.size(), each));
    }
    return Collections.unmodifiableList(images);
  }
}
