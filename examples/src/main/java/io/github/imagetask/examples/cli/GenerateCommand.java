package io.github.imagetask.examples.cli;

import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskDurations;
import java.nio.file.Path;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Submits a request, waits and saves the images. */
@Command(
    name = "generate",
    customSynopsis = "imagetask generate --gateway NAME --model MODEL --prompt TEXT [OPTION]...",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = {
      "Submits a request, waits for its images and saves them.",
      "",
      "Standard output: the task's key as soon as there is one, then each file. With --json one"
          + " object instead: key, status, images (url, path, bytes, width, height),"
          + " announcedImages (how many the gateway says there are), queries, seconds and, if it"
          + " failed, error (kind, code, message)."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = {
      "Examples:",
      "  imagetask generate --gateway uniall --model gpt-image-2 --size 1024x768 --n 2 \\",
      "      --prompt \"A small blue glass sphere\" --out images --html images/index.html",
      "  imagetask generate --gateway hingnet --model gemini-3-pro-image-preview \\",
      "      --image photo.png --prompt \"Make it an oil painting\" --json",
      "  imagetask generate --gateway zexi --model nano-banana-pro --aspect-ratio 16:9 \\",
      "      --resolution 4K --prompt \"A cup\"",
      "  imagetask generate --gateway meitu --model gemini-3-pro-image-preview \\",
      "      --resolution 2K --temperature 0.5 --prompt \"A cup\""
    })
final class GenerateCommand implements Callable<Integer> {
  private final Host host;

  @Mixin private final RequestOptions request;
  @Mixin private final ConnectOptions connect = new ConnectOptions();
  @Mixin private final WaitOptions wait = new WaitOptions();
  @Mixin private final HistoryOptions history = new HistoryOptions();
  @Mixin private final DurationsFile durations = new DurationsFile();
  @Mixin private final OutputOptions output = new OutputOptions();

  @Option(
      names = "--direct",
      description = {
        "Ask the entry that answers with the image itself (uniall, hingnet, meitu). There is no"
            + " task and no key: a call that is cut off is paid for, and nobody can fetch its"
            + " images."
      })
  private boolean direct;

  @Option(
      names = "--html",
      paramLabel = "FILE",
      description = "Also write a contact sheet: one page with the images and their prompt.")
  private @Nullable String html;

  GenerateCommand(Host host) {
    this.host = host;
    this.request = new RequestOptions(host);
  }

  @Override
  public Integer call() {
    GatewayCli<?> gateway = Gateways.named(request.gateway);
    request.readPrompt();
    request.tag = History.newId();
    return direct ? callDirectly(gateway) : call(gateway);
  }

  private <R> int call(GatewayCli<R> gateway) {
    return call(
        gateway, gateway::request, (run, client, request, folder) -> client.submit(request));
  }

  private <R> int callDirectly(GatewayCli<R> gateway) {
    for (DirectCli<R, ?> entry : gateway.direct()) {
      if (entry.takes().test(request.model)) return callDirectly(gateway, entry);
    }
    throw new UsageException("--direct: " + gateway.name() + " has no such entry");
  }

  private <R, D> int callDirectly(GatewayCli<R> gateway, DirectCli<R, D> entry) {
    return call(
        gateway,
        entry.request(),
        (run, client, request, folder) -> run.direct(entry.entry().apply(client), request, folder));
  }

  private <R, D> int call(
      GatewayCli<R> gateway, Function<RequestOptions, D> request, Beginning<R, D> beginning) {
    try (History kept = history.ofSubmits(host, connect.home)) {
      TaskRun run = new TaskRun(host, output.json, kept);
      return run.report(() -> generate(run, gateway, request.apply(this.request), beginning));
    }
  }

  private <R, D> void generate(
      TaskRun run, GatewayCli<R> gateway, D built, Beginning<R, D> beginning) {
    Path folder = output.folder(host);
    TaskDurations known = durations.read(host);
    Path page = html == null ? null : page(html);
    try (ImageClient<R> client = connect.open(host, gateway, options(run, known))) {
      PollPolicy policy = wait.policy(client.pollPolicy());
      run.submitting(request, connect.submitted(host, request, direct));
      ImageTask task = beginning.begin(run, client, built, folder);
      if (task != null) {
        run.found(task);
        Estimate estimate = Estimate.of(client, request.model);
        ImageResult result = run.await(task, policy, estimate);
        durations.write(host, client.durations());
        run.save(result, folder);
      }
      if (page != null) write(page, run);
    }
  }

  private Consumer<ImageClient.Builder<?>> options(TaskRun run, TaskDurations known) {
    return client -> {
      run.configure(client);
      client.durations(known);
      if (wait.timeout != null) client.directTimeout(wait.timeout);
    };
  }

  /** Sends the request; whatever comes back is paid for. */
  private interface Beginning<R, D> {
    /** Returns the task to wait for, or null if the images are saved already. */
    @Nullable ImageTask begin(TaskRun run, ImageClient<R> client, D request, Path folder);
  }

  /** The page's place, ready before anything is paid for. */
  private Path page(String text) {
    Path page = host.path("--html", text).toAbsolutePath();
    Path folder = page.getParent();
    OutputOptions.folder("--html", host, folder == null ? "" : folder.toString());
    return page;
  }

  private void write(Path page, TaskRun run) {
    ContactSheet sheet = new ContactSheet("imagetask · " + request.gateway);
    sheet
        .section("", "")
        .add(
            new ContactSheet.Card(
                request.prompt,
                request.model,
                null,
                request.images,
                run.name(),
                run.elapsed(),
                run.images()));
    sheet.write(page);
    host.err().println("contact sheet: " + host.display(page));
  }
}
