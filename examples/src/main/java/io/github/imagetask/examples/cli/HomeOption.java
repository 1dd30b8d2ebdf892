package io.github.imagetask.examples.cli;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Where the command line keeps its history and finds its accounts. */
final class HomeOption {
  private static final String VARIABLE = "IMAGETASK_HOME";

  @Option(
      names = "--home",
      paramLabel = "DIR",
      description =
          "Where the history and the accounts are. Else IMAGETASK_HOME, else ~/.imagetask.")
  @Nullable String home;

  /** The folder, which needn't exist. */
  Path folder(Host host) {
    if (home != null) return host.path("--home", home);
    String given = host.variable(VARIABLE);
    if (given != null) return host.path(VARIABLE, given);
    String user = host.variable("HOME");
    if (user == null) user = host.variable("USERPROFILE"); // Windows
    if (user == null) throw new UsageException("no home directory: give --home or " + VARIABLE);
    return host.path("HOME", user).resolve(".imagetask");
  }
}
