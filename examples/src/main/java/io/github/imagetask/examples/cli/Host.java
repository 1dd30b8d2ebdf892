package io.github.imagetask.examples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a command has around it, so that tests can run one in their own process.
 *
 * @param environment where keys and base URLs come from
 * @param in what is to be read where an option or a file is written {@code -}
 * @param out results: keys, paths, JSON
 * @param err everything else: progress, errors, advice
 * @param directory what relative paths are relative to
 * @param columns the width of the terminal that {@code err} is; 0 if it is none
 * @param ctrlC what is to end if the user says so
 */
record Host(
    Map<String, String> environment,
    InputStream in,
    PrintStream out,
    PrintStream err,
    Path directory,
    int columns,
    CtrlC ctrlC) {

  /** The same with another environment. */
  Host with(Map<String, String> other) {
    return new Host(other, in, out, err, directory, columns, ctrlC);
  }

  /** A variable of the environment; null if it is missing or blank. */
  @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.trim();
  }

  /** All of standard input. */
  byte[] input() {
    try {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException("can't read standard input: " + e.getMessage(), e);
    }
  }

  /** All of standard input, as text. */
  String inputText() {
    return new String(input(), StandardCharsets.UTF_8);
  }

  boolean isTerminal() {
    return columns > 0;
  }

  /** A path as the user wrote it, which may be relative to the working directory. */
  Path path(String option, String text) {
    try {
      return directory.resolve(text);
    } catch (InvalidPathException e) {
      throw new UsageException(option + ": no path: " + e.getMessage());
    }
  }

  /** A path as the user would write it: relative if it lies below the working directory. */
  String display(Path path) {
    Path base = directory.toAbsolutePath().normalize();
    Path full = path.toAbsolutePath().normalize();
    return full.startsWith(base) && !full.equals(base)
        ? base.relativize(full).toString()
        : path.toString();
  }
}
