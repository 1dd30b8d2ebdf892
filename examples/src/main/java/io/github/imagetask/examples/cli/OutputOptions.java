package io.github.imagetask.examples.cli;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the images go and how the outcome is written. */
final class OutputOptions {
  @Option(
      names = "--out",
      paramLabel = "DIR",
      description =
          "Where the images go, named after the task; created if missing. The working"
              + " directory unless given.")
  @Nullable String out;

  @Option(
      names = "--json",
      description = "Print one JSON object on standard output instead of lines, on failure too.")
  boolean json;

  /** The folder, ready before anything is paid for. */
  Path folder(Host host) {
    return folder("--out", host, out == null ? "" : out);
  }

  static Path folder(String option, Host host, String text) {
    Path folder = host.path(option, text);
    try {
      Files.createDirectories(folder);
    } catch (FileAlreadyExistsException e) {
      throw new UsageException(option + ": " + e.getFile() + " is a file, not a folder");
    } catch (IOException e) {
      throw new UsageException(option + ": can't create the folder " + folder + " (" + e + ")");
    }
    if (!Files.isWritable(folder)) {
      throw new UsageException(option + ": can't write into " + folder);
    }
    return folder;
  }
}
