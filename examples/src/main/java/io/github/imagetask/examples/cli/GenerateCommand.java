package io.github.imagetask.examples.cli;

import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.PollPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
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
  @Mixin private final OutputOptions output = new OutputOptions();

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
    return call(Gateways.named(request.gateway));
  }

  private <R> int call(GatewayCli<R> gateway) {
    TaskRun run = new TaskRun(host, output.json);
    return run.report(
        () -> {
          R built = gateway.request(request);
          Path folder = output.folder(host);
          Path page = html == null ? null : page(html);
          try (ImageClient<R> client = connect.open(host, gateway, run::configure)) {
            PollPolicy policy = wait.policy(client.pollPolicy());
            ImageTask task = client.submit(built);
            run.found(task);
            ImageResult result = run.await(task, policy);
            List<SavedImage> images = run.save(result, folder);
            if (page != null) write(page, result, images);
          }
        });
  }

  /** The page's place, ready before anything is paid for. */
  private Path page(String text) {
    Path page = host.path("--html", text).toAbsolutePath();
    Path folder = page.getParent();
    OutputOptions.folder("--html", host, folder == null ? "" : folder.toString());
    return page;
  }

  private void write(Path page, ImageResult result, List<SavedImage> images) {
    ContactSheet sheet = new ContactSheet("imagetask · " + request.gateway);
    sheet
        .section("", "")
        .add(
            new ContactSheet.Card(
                request.prompt,
                request.model,
                null,
                request.images,
                result.key().toString(),
                result.elapsed(),
                images));
    sheet.write(page);
    host.err().println("contact sheet: " + host.display(page));
  }
}
