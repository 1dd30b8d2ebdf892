package io.github.imagetask.examples.cli;

import java.util.concurrent.Callable;
import picocli.AutoComplete;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Prints what a shell needs to complete commands and options. */
@Command(
    name = "completion",
    customSynopsis = "imagetask completion",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = {
      "Prints a script with which bash and zsh complete commands, options and their values.",
      "",
      "It is for a command called imagetask, such as an alias."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = {
      "Example, for ~/.bashrc or ~/.zshrc:",
      "  alias imagetask='java -jar /path/to/imagetask.jar'",
      "  source <(imagetask completion)"
    })
final class CompletionCommand implements Callable<Integer> {
  private final Host host;

  @Spec private CommandSpec spec;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  CompletionCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    host.out().println(AutoComplete.bash("imagetask", spec.root().commandLine()));
    return 0;
  }
}
