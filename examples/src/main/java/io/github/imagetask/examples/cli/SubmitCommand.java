package io.github.imagetask.examples.cli;

import io.github.imagetask.ImageClient;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Submits a request and prints its key. */
@Command(
    name = "submit",
    customSynopsis = "imagetask submit --gateway NAME --model MODEL --prompt TEXT [OPTION]...",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = {
      "Submits a request and prints the task's key.",
      "",
      "The key, and that alone, is on standard output.",
      "Save the key: 'imagetask wait' brings the images, in any process, on any day."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = {
      "Example:",
      "  key=$(imagetask submit --gateway uniall --model NanoBanana2-1K --prompt \"A cup\")",
      "  imagetask wait \"$key\""
    })
final class SubmitCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final RequestOptions request;
  @Mixin private final ConnectOptions connect = new ConnectOptions();
  @Mixin private final HistoryOptions history = new HistoryOptions();

  SubmitCommand(Host host) {
    this.host = host;
    this.request = new RequestOptions(host);
  }

  @Override
  public Integer call() {
    GatewayCli<?> gateway = Gateways.named(request.gateway);
    request.readPrompt();
    request.tag = History.newId();
    return call(gateway);
  }

  private <R> int call(GatewayCli<R> gateway) {
    try (History kept = history.ofSubmits(host, connect.home)) {
      TaskRun run = new TaskRun(host, false, kept);
      return run.report(
          () -> {
            R built = gateway.request(request);
            try (ImageClient<R> client = connect.open(host, gateway, run::configure)) {
              run.submitting(request, connect.submitted(host, request, false));
              run.found(client.submit(built));
            }
          });
    }
  }
}
