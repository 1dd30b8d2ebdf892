package io.github.imagetask.examples.cli;

import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageTask;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskKey;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Parameters;

/** Takes a task up again, waits and saves the images. */
@Command(
    name = "wait",
    customSynopsis = "imagetask wait KEY [OPTION]...",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = {
      "Takes a task up again, waits for its images and saves them.",
      "",
      "Costs nothing but queries, and may be repeated. Standard output is that of 'imagetask generate'."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = {"Example:", "  imagetask wait uniall:task_abc --out images --timeout 1800"})
final class WaitCommand implements Callable<Integer> {
  private final Host host;

  @Parameters(index = "0", paramLabel = "KEY", description = "What 'imagetask submit' printed.")
  private String key = "";

  @Mixin private final ConnectOptions connect = new ConnectOptions();
  @Mixin private final WaitOptions wait = new WaitOptions();
  @Mixin private final HistoryOptions history = new HistoryOptions();
  @Mixin private final OutputOptions output = new OutputOptions();

  WaitCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    TaskKey parsed = ConnectOptions.key(key);
    return call(parsed, Gateways.named(parsed.gateway()));
  }

  private <R> int call(TaskKey parsed, GatewayCli<R> gateway) {
    try (History kept = history.ofWaits(host, connect.home)) {
      TaskRun run = new TaskRun(host, output.json, kept);
      return run.report(
          () -> {
            Path folder = output.folder(host);
            try (ImageClient<R> client = connect.open(host, gateway, run::configure)) {
              PollPolicy policy = wait.policy(client.pollPolicy());
              ImageTask task = ConnectOptions.task(client, parsed);
              run.found(task);
              run.save(run.await(task, policy, Estimate.NONE), folder);
            }
          });
    }
  }
}
