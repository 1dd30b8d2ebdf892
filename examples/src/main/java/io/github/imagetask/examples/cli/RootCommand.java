package io.github.imagetask.examples.cli;

import picocli.CommandLine.Command;
import picocli.CommandLine.IVersionProvider;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ScopeType;
import picocli.CommandLine.Spec;

/** The command that has only commands. */
@Command(
    name = "imagetask",
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = "Images from asynchronous gateways: submit, wait, save.",
    customSynopsis = "imagetask COMMAND [OPTION]...",
    commandListHeading = "%nCommands:%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = {
      "Keys and base URLs come from the environment:",
      "  UNIALL_BASE_URL, UNIALL_API_KEY",
      "  HINGNET_BASE_URL, HINGNET_API_KEY",
      "  ZEXI_API_KEY, and ZEXI_BASE_URL for another address than the document's",
      "  MEITU_API_KEY, MEITU_API_SECRET, MEITU_TOKEN, and MEITU_BASE_URL as above;",
      "    MEITU_DIRECT_URL, the whole address of its sync/request, for --direct",
      "Or from an account in ~/.imagetask/config, chosen with --account:",
      "  [work]",
      "  UNIALL_BASE_URL = https://uniall.example",
      "  UNIALL_API_KEY = $WORK_KEY",
      "A variable of the environment is named; a key itself may stand there if nobody but you may",
      "read the file.",
      "Without an account: 'imagetask demo', or 'imagetask sandbox' and its lines in another shell.",
      "",
      "Examples:",
      "  imagetask generate --gateway uniall --model gpt-image-2 --size 1024x768 --prompt \"A cup\"",
      "  key=$(imagetask submit --gateway uniall --model NanoBanana --prompt \"A cup\")",
      "  imagetask wait \"$key\" --out images --json",
      "  imagetask batch prompts.csv --max-submits 100 --gateway uniall --model NanoBanana",
      "  imagetask history",
      "",
      "Exit codes:",
      "    0  done",
      "    1  anything that isn't below",
      "    2  usage, or a request that breaks a rule of its gateway; nothing was sent",
      "    3  the key was refused",
      "    4  the task failed, or a direct call brought no image",
      "    5  the deadline passed; the task goes on",
      "    6  the submit may have made a task, or not; it was not sent again",
      "  130  Ctrl-C; the task goes on",
      "Whatever ends a command after a submit, the task's key is on standard output, and in the",
      "history, even if the command is killed."
    })
final class RootCommand implements Runnable {
  @Spec CommandSpec spec;

  @Option(
      names = "--verbose",
      scope = ScopeType.INHERIT,
      description = "Show the stack trace of an error.")
  boolean verbose;

  @SuppressWarnings("NullAway.Init") // picocli sets spec
  RootCommand() {}

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Missing command");
  }

  /** The version that the jar was built as. */
  static final class Version implements IVersionProvider {
    @Override
    public String[] getVersion() {
      String version = Main.class.getPackage().getImplementationVersion();
      return new String[] {"imagetask " + (version == null ? "(not from a jar)" : version)};
    }
  }
}
