package io.github.imagetask.examples.cli;

import java.util.List;

/** A command line that can't be carried out as it is written: exit code 2, nothing was sent. */
final class UsageException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UsageException(String problem) {
    super(problem);
  }

  UsageException(List<String> problems) {
    super(String.join("\n", problems));
  }
}
