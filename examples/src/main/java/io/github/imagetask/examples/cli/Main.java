package io.github.imagetask.examples.cli;

import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStreamWriter;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.lang.ProcessBuilder.Redirect;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** {@code java -jar imagetask.jar}. */
public final class Main {
  private Main() {}

  /** Runs a command and ends the JVM with its exit code. */
  public static void main(String[] args) {
    System.setProperty("java.awt.headless", "true"); // images are read, never shown
    CtrlC ctrlC = new CtrlC();
    Runtime.getRuntime().addShutdownHook(new Thread(ctrlC::press, "imagetask-ctrl-c"));
    PrintStream out = stream(FileDescriptor.out);
    PrintStream err = stream(FileDescriptor.err);
    Host host = new Host(System.getenv(), System.in, out, err, Path.of(""), columns(), ctrlC);
    System.exit(run(args, host));
  }

  /** Runs a command in this process and returns its exit code. */
  public static int run(
      String[] args, Map<String, String> environment, PrintStream out, PrintStream err) {
    return run(
        args,
        new Host(
            environment, InputStream.nullInputStream(), out, err, Path.of(""), 0, new CtrlC()));
  }

  static int run(String[] args, Host host) {
    try {
      for (String arg : args) checkReadable(arg);
      return commandLine(host).execute(args);
    } catch (UsageException e) {
      return fail(e, "", host, false);
    } finally {
      host.ctrlC().ended();
    }
  }

  static CommandLine commandLine(Host host) {
    RootCommand root = new RootCommand();
    CommandLine line =
        new CommandLine(root)
            .addSubcommand(new GenerateCommand(host))
            .addSubcommand(new SubmitCommand(host))
            .addSubcommand(new StatusCommand(host))
            .addSubcommand(new WaitCommand(host))
            .addSubcommand(new RetryCommand(host))
            .addSubcommand(BatchCommand.line(host))
            .addSubcommand(new HistoryCommand(host))
            .addSubcommand(new ModelsCommand(host))
            .addSubcommand(new SandboxCommand(host))
            .addSubcommand(new DemoCommand(host))
            .addSubcommand(new CompletionCommand(host));
    return line.setOut(writer(host.out()))
        .setErr(writer(host.err()))
        .setExpandAtFiles(false) // a prompt may begin with @
        .setUsageHelpWidth(96)
        .setColorScheme(
            CommandLine.Help.defaultColorScheme(host.isTerminal() ? Ansi.AUTO : Ansi.OFF))
        .setParameterExceptionHandler((e, args) -> misused(e, host))
        .setExecutionExceptionHandler(
            (thrown, command, parsed) -> fail(thrown, sameGateway(parsed), host, root.verbose));
  }

  /** One line and where to read on; the whole usage would push it off the screen. */
  private static int misused(ParameterException e, Host host) {
    CommandLine command = e.getCommandLine();
    host.err().println("imagetask: " + e.getMessage());
    UnmatchedArgumentException.printSuggestions(e, command.getErr());
    host.err().println("Try '" + command.getCommandSpec().qualifiedName() + " --help'.");
    return Failure.USAGE;
  }

  private static int fail(Throwable thrown, String sameGateway, Host host, boolean verbose) {
    Failure failure = Failure.of(thrown);
    host.err().println("imagetask: " + failure.text());
    Failure.advice(thrown, sameGateway).forEach(host.err()::println);
    if (verbose) {
      thrown.printStackTrace(host.err());
    } else if (failure.kind().equals("UNKNOWN")) {
      host.err().println("--verbose shows where this comes from.");
    }
    return failure.exit();
  }

  /** What a further command needs to find the same gateway. */
  private static String sameGateway(ParseResult parsed) {
    ParseResult last = parsed;
    while (last.hasSubcommand()) last = last.subcommand();
    StringBuilder same = new StringBuilder();
    for (String option : List.of("--base-url", "--account")) {
      Object value = last.matchedOptionValue(option, null);
      if (value != null) same.append(' ').append(option).append(' ').append(value);
    }
    return same.toString();
  }

  /** A Java that was started in the locale C has lost all letters but ASCII's: a paid prompt. */
  private static void checkReadable(String arg) {
    if (arg.indexOf('\uFFFD') < 0) return;
    throw new UsageException(
        "the command line has letters that this locale can't read; start it with LC_ALL=C.UTF-8");
  }

  /** JSON is UTF-8, whatever the locale is. */
  private static PrintStream stream(FileDescriptor descriptor) {
    return new PrintStream(new FileOutputStream(descriptor), true, StandardCharsets.UTF_8);
  }

  private static PrintWriter writer(PrintStream stream) {
    return new PrintWriter(new OutputStreamWriter(stream, StandardCharsets.UTF_8), true);
  }

  /**
   * The width of the terminal that standard error is, or 0. Java can tell neither; every POSIX
   * system can.
   */
  private static int columns() {
    if ("dumb".equals(System.getenv("TERM"))) return 0;
    try {
      Process stty =
          new ProcessBuilder("sh", "-c", "stty size <&2 2>/dev/null")
              .redirectError(Redirect.INHERIT) // its descriptor 2 is ours
              .start();
      String size = new String(stty.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
      if (stty.waitFor() != 0) return 0;
      int columns = Integer.parseInt(size.trim().replaceFirst(".* ", ""));
      return columns > 0 ? columns : 80;
    } catch (IOException | NumberFormatException e) {
      return 0; // Windows: lines are right everywhere
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }
}
