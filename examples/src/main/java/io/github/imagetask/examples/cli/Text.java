package io.github.imagetask.examples.cli;

import io.github.imagetask.TaskSnapshot;
import io.github.imagetask.TaskStatus;
import java.time.Duration;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Numbers as people write them. */
final class Text {
  private Text() {}

  /** Such as {@code 3.2 s}. */
  static String seconds(Duration time) {
    return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1e3);
  }

  /** Such as {@code 12.3 KB}. */
  static String bytes(long bytes) {
    if (bytes < 1000) return bytes + " B";
    if (bytes < 1_000_000) return String.format(Locale.ROOT, "%.1f KB", bytes / 1e3);
    return String.format(Locale.ROOT, "%.1f MB", bytes / 1e6);
  }

  /** Such as {@code 1 query}, {@code 2 queries}. */
  static String count(int number, String one, String many) {
    return number + " " + (number == 1 ? one : many);
  }

  /** What to say of a finished task that has more images than it names, or null. */
  static @Nullable String unnamedImages(TaskSnapshot task) {
    Integer announced = task.announcedImages();
    int named = task.images().size();
    if (task.status() != TaskStatus.SUCCEEDED || announced == null || announced <= named) {
      return null;
    }
    return ("the gateway says there are " + announced + " images and names " + named)
        + ": the others may be billed, ask the gateway for them";
  }
}
