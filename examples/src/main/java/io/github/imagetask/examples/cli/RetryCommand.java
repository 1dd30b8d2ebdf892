package io.github.imagetask.examples.cli;

import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskFailedException;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskSnapshot;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.examples.cli.HistoryEntry.State;
import io.github.imagetask.examples.cli.HistoryLine.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Takes a task of the history up again, or submits its request again. */
@Command(
    name = "retry",
    customSynopsis = "imagetask retry KEY|ID [--billed-again] [OPTION]...",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = {
      "Takes a task up again: waits for its images and saves them.",
      "",
      "As 'imagetask wait', at the account and the address that the history has. What failed stays"
          + " so, and what was refused or has an unknown outcome has no task: with --billed-again"
          + " the same request is submitted once more. Standard output is that of 'imagetask"
          + " generate'."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  imagetask retry uniall:task_abc --out images",
      "  imagetask retry 3f2a9c1b --billed-again"
    })
final class RetryCommand implements Callable<Integer> {
  private final Host host;

  @Parameters(
      index = "0",
      paramLabel = "KEY|ID",
      description = "As 'imagetask history' lists it; any key will do to take a task up.")
  private String name = "";

  @Option(
      names = "--billed-again",
      description =
          "If the task has failed, or there is none, submit the same request again. That is a new"
              + " task, and is billed as one.")
  private boolean billedAgain;

  @Mixin private final ConnectOptions connect = new ConnectOptions();
  @Mixin private final WaitOptions wait = new WaitOptions();
  @Mixin private final HistoryOptions history = new HistoryOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  RetryCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException {
    HistoryEntry entry = find();
    TaskKey key = entry == null ? ConnectOptions.key(name) : entry.key();
    String gateway = key != null ? key.gateway() : entry == null ? "" : entry.gateway();
    if (entry != null && entry.submitted() != null) {
      if (connect.account == null) connect.account = entry.submitted().account();
      if (connect.baseUrl == null) connect.baseUrl = entry.submitted().baseUrl();
    }
    if (key == null && !billedAgain) {
      throw new UsageException(
          name + " has no key, and so nothing to take up; --billed-again submits it again");
    }
    return call(Gateways.named(gateway), key, entry);
  }

  private <R> int call(GatewayCli<R> gateway, @Nullable TaskKey key, @Nullable HistoryEntry entry) {
    try (History kept = history.ofSubmits(host, connect.home)) {
      TaskRun run = new TaskRun(host, output.json, kept);
      return run.report(
          () -> {
            Path folder = output.folder(host);
            try (ImageClient<R> client = connect.open(host, gateway, run::configure)) {
              PollPolicy policy = wait.policy(client.pollPolicy());
              ImageTask task = key == null ? null : ConnectOptions.task(client, key);
              if (task == null || (billedAgain && hasFailed(task, kept))) {
                task = submit(gateway, client, run, kept, entry);
              }
              run.found(task);
              run.save(await(run, task, policy), folder);
            }
          });
    }
  }

  private static boolean hasFailed(ImageTask task, History kept) {
    TaskSnapshot now = task.refresh();
    if (now.status() != TaskStatus.FAILED) return false;
    kept.ended(null, now.key(), Outcome.FAILED, List.of(), String.valueOf(now.error()));
    return true;
  }

  private ImageResult await(TaskRun run, ImageTask task, PollPolicy policy) {
    try {
      return run.await(task, policy, Estimate.NONE);
    } catch (TaskFailedException e) {
      host.err().println("--billed-again submits the same request again, as a new task.");
      throw e;
    }
  }

  private <R> ImageTask submit(
      GatewayCli<R> gateway,
      ImageClient<R> client,
      TaskRun run,
      History kept,
      @Nullable HistoryEntry entry) {
    RequestOptions request = request(entry);
    R built = gateway.request(request);
    run.submitting(request, connect.submitted(host, request, false));
    ImageTask task = client.submit(built);
    if (entry != null && entry.state() == State.UNKNOWN) kept.close(entry);
    return task;
  }

  /** What was asked for. */
  private RequestOptions request(@Nullable HistoryEntry entry) {
    HistoryLine.Submitted submitted = entry == null ? null : entry.submitted();
    RequestArgs args = submitted == null ? null : submitted.request();
    String problem = null;
    if (entry == null || submitted == null || args == null) {
      problem = "the history doesn't have its request";
    } else if (entry.batch() != null) {
      problem = "it is the batch's in " + entry.batch() + ", which has a --billed-again, too";
    } else if (submitted.direct()) {
      problem = "it was a direct call; 'imagetask generate --direct' makes another";
    } else if (args.values("image").contains(RequestOptions.STANDARD_INPUT)) {
      problem = "it had an image from standard input";
    }
    if (problem != null || args == null) throw new UsageException(name + ": " + problem);
    RequestOptions request = args.parse(host);
    request.tag = History.newId();
    return request;
  }

  /** What the history knows of it. */
  private @Nullable HistoryEntry find() throws IOException {
    if (history.what(host) == HistoryOptions.What.none) return null;
    for (HistoryEntry entry : HistoryEntry.all(new Ledger(connect.home.folder(host)))) {
      if (entry.isCalled(name.trim())) return entry;
    }
    return null;
  }
}
