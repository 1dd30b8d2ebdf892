package io.github.imagetask.examples.cli;

import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.Fault;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Serves the fake gateways. */
@Command(
    name = "sandbox",
    customSynopsis = "imagetask sandbox [--port N] [--seconds SECONDS] [--fail]",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = {
      "Serves fake gateways until Ctrl-C.",
      "",
      "They answer as the gateways' documents say, on this machine only and free of charge; their"
          + " images show a pattern. Prints the lines to export in another shell on standard output.",
      "",
      "OpenAI's own clients reach UniAll and Hingnet at the base URL with /v1 behind it, Google's"
          + " reach UniAll at the base URL."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = {
      "Example:",
      "  imagetask sandbox --port 8765 > sandbox.env &",
      "  . ./sandbox.env",
      "  imagetask generate --gateway uniall --model NanoBanana2-1K --prompt \"A cup\""
    })
final class SandboxCommand implements Callable<Integer> {
  private static final String FAILED = "the sandbox was started with --fail";

  private final Host host;

  @Option(
      names = "--port",
      paramLabel = "PORT",
      description = "The port on 127.0.0.1; any that is free unless given.")
  private int port;

  @Option(
      names = "--seconds",
      paramLabel = "SECONDS",
      converter = WaitOptions.Seconds.class,
      description =
          "How long a task or a synchronous call takes; a task until its second query unless"
              + " given.")
  private @Nullable Duration seconds;

  @Option(names = "--fail", description = "Let every task and synchronous call fail.")
  private boolean fail;

  SandboxCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws InterruptedException {
    if (port < 0 || port > 65_535) throw new UsageException("--port is 0 to 65535, not " + port);
    CountDownLatch stop = new CountDownLatch(1);
    host.ctrlC().onPress(stop::countDown);
    try (FakeGateways gateways = start()) {
      for (FakeGateway gateway : gateways.all()) {
        configure(gateway);
        gateway
            .environment()
            .forEach((name, value) -> host.out().println("export " + name + "=" + value));
      }
      String meitu = gateways.meitu().internalUrl() + "/sync/request";
      host.err().println("Meitu's synchronous requests: " + meitu);
      host.err().println("serving; Ctrl-C ends it");
      stop.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // as Ctrl-C
    }
    return Failure.CTRL_C;
  }

  private void configure(FakeGateway gateway) {
    if (seconds != null) {
      gateway.finishAfter(seconds);
      gateway.always(FakeCall.DIRECT, Fault.slowHeaders(seconds));
    }
    if (fail) {
      gateway.failTasks("task_failed", FAILED);
      gateway.always(FakeCall.DIRECT, Fault.refusal(400, "task_failed", FAILED));
    }
  }

  private FakeGateways start() {
    try {
      return FakeGateways.start(port);
    } catch (UncheckedIOException e) {
      throw new UsageException("--port: can't listen on 127.0.0.1:" + port + "; is it in use?");
    }
  }
}
