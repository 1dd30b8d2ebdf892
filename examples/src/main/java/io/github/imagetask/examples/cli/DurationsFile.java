package io.github.imagetask.examples.cli;

import io.github.imagetask.TaskDurations;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where it is remembered how long tasks took. */
final class DurationsFile {
  @Option(
      names = "--durations",
      paramLabel = "FILE",
      description =
          "Remember in this file how long tasks take: to say how long one still needs, and to ask"
              + " when it may be done. Made if missing.")
  private @Nullable String file;

  /** Reads it before anything is paid for. */
  TaskDurations read(Host host) {
    Path path = path(host);
    if (path == null || Files.notExists(path)) return TaskDurations.none();
    try {
      return TaskDurations.parse(Files.readString(path));
    } catch (IOException | IllegalArgumentException e) {
      throw new UsageException("--durations: " + host.display(path) + ": " + e.getMessage());
    }
  }

  /** Writes it; if that fails, the images matter more. */
  void write(Host host, TaskDurations durations) {
    Path path = path(host);
    if (path == null) return;
    try {
      Files.writeString(path, durations.toString());
    } catch (IOException e) {
      host.err().println("--durations: " + host.display(path) + " was not written: " + e);
    }
  }

  private @Nullable Path path(Host host) {
    return file == null ? null : host.path("--durations", file);
  }
}
