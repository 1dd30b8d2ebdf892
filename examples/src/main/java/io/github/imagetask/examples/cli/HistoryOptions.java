package io.github.imagetask.examples.cli;

import java.nio.file.Path;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a command keeps of its submits. */
final class HistoryOptions {
  private static final String VARIABLE = "IMAGETASK_HISTORY";

  /** What is kept. */
  enum What {
    /** Key, model, prompt and all other options, files, time, outcome. */
    all,
    /** The same without the prompt and all else that the request asked for. */
    keys,
    /** Nothing: a key that isn't seen on standard output is lost. */
    none
  }

  @Option(
      names = "--history",
      paramLabel = "WHAT",
      description = {
        "What is kept of a submit, in the home folder: all, the prompt and paths of images included;"
            + " keys, without what was asked for; or none, and a key is lost with its process."
            + " Else IMAGETASK_HISTORY, else all."
      })
  @Nullable What what;

  /** What is to be kept. */
  What what(Host host) {
    if (what != null) return what;
    String given = host.variable(VARIABLE);
    if (given == null) return What.all;
    try {
      return What.valueOf(given);
    } catch (IllegalArgumentException e) {
      throw new UsageException(VARIABLE + " is one of " + Arrays.toString(What.values()));
    }
  }

  /** The history of a command that submits. */
  History ofSubmits(Host host, HomeOption home) {
    What kept = what(host);
    return kept == What.none ? History.NONE : new History(host, folder(host, home), kept, true);
  }

  /** The history of a command that only takes tasks up. */
  History ofWaits(Host host, HomeOption home) {
    What kept = what(host);
    return kept == What.none ? History.NONE : new History(host, folder(host, home), kept, false);
  }

  private static Path folder(Host host, HomeOption home) {
    try {
      return home.folder(host);
    } catch (UsageException e) {
      throw new UsageException(e.getMessage() + ", or --history none");
    }
  }
}
