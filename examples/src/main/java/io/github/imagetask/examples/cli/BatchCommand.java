package io.github.imagetask.examples.cli;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Submits many requests, waits and saves the images. */
@Command(
    name = "batch",
    customSynopsis = "imagetask batch FILE --max-submits N [--out DIR] [OPTION]...",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = {
      "Submits the requests of a file, waits for their images and saves them.",
      "",
      "FILE is CSV whose header names options (prompt,size,n), or JSON lines"
          + " ({\"prompt\":\"A cup\",\"n\":2,\"extra\":{\"seed\":42}}); - is standard input. An"
          + " option of the command line holds for all lines that don't have it; an empty cell is"
          + " as if it weren't there. All lines are checked before the first is sent.",
      "",
      "The folder DIR remembers what was submitted, prompts included unless --history says"
          + " otherwise. The same command, after a kill or Ctrl-C, submits none of it again: it"
          + " takes up what is open and goes on with the rest. A line that is changed is another"
          + " request; one that stands there twice is made twice. What failed, and what was cut off"
          + " while it was sent, needs --billed-again.",
      "",
      "Standard output, whatever ends the batch but a kill: a table of line, key, outcome, billed"
          + " and file. DIR/index.html shows all images. The exit code is the first of 130, 6, 3,"
          + " 5, 4 and 1 that is true of a line."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  imagetask batch prompts.csv --max-submits 100 --out cups \\",
      "      --gateway uniall --model gpt-image-2 --size 1024x768",
      "  printf 'prompt\\nA cup\\nA jug\\n' | imagetask batch - --max-submits 2 \\",
      "      --gateway uniall --model NanoBanana"
    })
final class BatchCommand implements Callable<Integer> {
  private final Host host;

  @Parameters(index = "0", paramLabel = "FILE", description = "CSV or JSON lines; UTF-8.")
  private String file = "";

  @Option(
      names = "--max-submits",
      required = true,
      paramLabel = "N",
      description =
          "Submit no more than so many in this folder, earlier runs of the batch included. Each is"
              + " billed, and with --n as many images; what is refused doesn't count.")
  private int maxSubmits;

  @Option(
      names = "--at-once",
      paramLabel = "N",
      defaultValue = "8",
      description = "How many lines are under way at once, 1 to 100. Default: ${DEFAULT-VALUE}.")
  private int atOnce;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "batch-output",
      description =
          "Where the images, index.html and the batch's memory go; created if missing. Default:"
              + " ${DEFAULT-VALUE}.")
  private String out = "";

  @Option(
      names = "--billed-again",
      description =
          "Submit again what failed and what is unknown in this folder. Each is a new task, and is"
              + " billed as one.")
  private boolean billedAgain;

  @Option(
      names = "--json",
      description = "Print one JSON object instead of the table: lines, each with the same fields.")
  private boolean json;

  @Mixin private final RequestOptions request;
  @Mixin private final ConnectOptions connect = new ConnectOptions();
  @Mixin private final WaitOptions wait = new WaitOptions();
  @Mixin private final HistoryOptions history = new HistoryOptions();

  private BatchCommand(Host host) {
    this.host = host;
    this.request = new RequestOptions(host);
  }

  /** The command, whose lines may have what other commands require. */
  static CommandLine line(Host host) {
    CommandSpec spec = CommandSpec.forAnnotatedObject(new BatchCommand(host));
    for (String name : List.of("--gateway", "--model", "--prompt")) {
      OptionSpec option = spec.findOption(name);
      spec.remove(option).addOption(OptionSpec.builder(option).required(false).build());
    }
    return new CommandLine(spec);
  }

  @Override
  public Integer call() throws IOException {
    if (maxSubmits < 1) throw new UsageException("--max-submits is 1 or more, not " + maxSubmits);
    if (atOnce < 1 || atOnce > 100) {
      throw new UsageException("--at-once is 1 to 100, not " + atOnce);
    }
    List<BatchFile.Line> lines = BatchFile.read(host, file);
    List<BatchItem<?>> items = BatchItem.all(host, lines, RequestArgs.of(request, host));
    Path folder = OutputOptions.folder("--out", host, out);
    HistoryOptions.What kept = history.what(host);
    try (BatchLedger ledger = new BatchLedger(folder, kept == HistoryOptions.What.all)) {
      if (kept != HistoryOptions.What.none) {
        new Ledger(connect.home.folder(host)).append(HistoryLine.batch(folder));
      }
      for (BatchItem<?> item : items) ledger.recall(item, billedAgain);
      if (ledger.isContinued()) {
        host.err().println("going on: " + new BatchReport(host, items).summary());
      }
      try (BatchProgress progress = new BatchProgress(host, items)) {
        new Batch(host, connect, wait, folder, ledger, maxSubmits, progress).run(items, atOnce);
      }
    }
    return report(new BatchReport(host, items), folder.resolve("index.html"));
  }

  private int report(BatchReport report, Path page) {
    report.writeSheet(page);
    if (json) {
      host.out().println(report.json());
    } else {
      report.table().forEach(host.out()::println);
    }
    host.err().println(report.summary());
    host.err().println("contact sheet: " + host.display(page));
    if (!host.ctrlC().isPressed()) return report.exitCode();
    host.err().println("stopped; the same command goes on, without paying again");
    return Failure.CTRL_C;
  }
}
