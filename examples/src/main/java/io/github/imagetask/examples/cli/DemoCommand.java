package io.github.imagetask.examples.cli;

import io.github.imagetask.DirectImages;
import io.github.imagetask.DirectResult;
import io.github.imagetask.GeneratedImage;
import io.github.imagetask.GeneratedImages;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.examples.SampleImage;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Runs the examples of the gateways' documents against fake gateways. */
@Command(
    name = "demo",
    customSynopsis = "imagetask demo [--out DIR]",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = {
      "Runs the documents' example requests against fake gateways.",
      "",
      "All in this process: submit, wait, save, and a contact sheet. Needs no key, asks nobody,"
          + " costs nothing."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = {"Example:", "  imagetask demo"})
final class DemoCommand implements Callable<Integer> {
  /** The fake gateways answer at once; a real one is asked every few seconds. */
  private static final PollPolicy QUICK =
      PollPolicy.builder()
          .firstDelay(Duration.ofMillis(60))
          .delays(Duration.ofMillis(60), Duration.ofMillis(100))
          .build();

  private final Host host;

  @Option(
      names = "--out",
      paramLabel = "DIR",
      defaultValue = "demo-output",
      description =
          "Where the images and index.html go; created if missing. Default:" + " ${DEFAULT-VALUE}.")
  private String out = "";

  DemoCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException {
    Path folder = OutputOptions.folder("--out", host, out);
    ContactSheet sheet = new ContactSheet("imagetask demo");
    Path input = Files.createTempFile("imagetask-input", ".png");
    int images = 0;
    try (FakeGateways gateways = FakeGateways.start()) {
      SampleImage.write(input);
      host.out().println("The examples of the gateways' documents, answered by fake gateways:");
      for (GatewayCli<?> gateway : Gateways.ALL) {
        FakeGateway fake = gateways.gateway(gateway.name());
        images += run(gateway, fake, input, folder, sheet);
      }
    } catch (ImageTaskException e) {
      throw host.ctrlC().isPressed() ? new Stopped(null, null) : e;
    } finally {
      Files.deleteIfExists(input);
    }
    Path page = folder.resolve("index.html");
    sheet.write(page);
    host.out().println();
    host.out().println(Text.count(images, "image", "images") + " in " + host.display(folder));
    host.out().println("Open " + host.display(page) + " in a browser.");
    return 0;
  }

  private <R> int run(
      GatewayCli<R> gateway, FakeGateway fake, Path input, Path folder, ContactSheet sheet)
      throws IOException {
    GatewayCli.Document document = gateway.document();
    host.out().println();
    host.out().println(document.gateway() + ": " + document.title());
    ContactSheet.Section section = sheet.section(document.gateway(), document.title());
    fake.finishAfterQueries(3);
    Host there = host.with(fake.environment());
    int images = 0;
    try (ImageClient<R> client =
        new ConnectOptions()
            .open(there, gateway, options -> options.callbackExecutor(Runnable::run))) {
      for (Example<R> example : gateway.examples(input)) {
        title(example);
        ImageResult result =
            await(client.submit(example.request()), Estimate.of(client, example.model()));
        List<SavedImage> saved = save(result, folder, example.fileName(gateway.name()));
        section.add(example.card(result.key().toString(), result.elapsed(), saved));
        images += saved.size();
      }
      for (DirectCli<R, ?> direct : gateway.direct()) {
        images += run(direct, client, gateway.name(), folder, section);
      }
    }
    return images;
  }

  /** Runs the examples of the entry that answers with the image itself. */
  private <R, D> int run(
      DirectCli<R, D> direct,
      ImageClient<R> client,
      String gateway,
      Path folder,
      ContactSheet.Section section)
      throws IOException {
    int images = 0;
    DirectImages<D> entry = direct.entry().apply(client);
    for (Example<D> example : direct.examples()) {
      title(example);
      host.out().print(" ".repeat(15) + TaskRun.DIRECT);
      DirectResult result = entry.generate(example.request());
      List<SavedImage> saved = save(result, folder, example.fileName(gateway));
      if (host.isTerminal()) host.out().println();
      section.add(example.card(TaskRun.DIRECT, result.elapsed(), saved));
      images += saved.size();
    }
    return images;
  }

  private void title(Example<?> example) {
    host.out().printf("  %-13s%-35s%s%n", example.source(), example.name(), example.model());
  }

  /** A line for the key, and on a terminal one for the bar: more would hide the examples. */
  private ImageResult await(ImageTask task, Estimate estimate) {
    host.out().print(" ".repeat(15) + task.key());
    if (!host.isTerminal()) return task.awaitResult(QUICK);
    host.out().println();
    try (Progress progress = Progress.of(host, task, estimate)) {
      return task.awaitResult(QUICK, progress);
    }
  }

  /** Saves under a name that stays the same, so that a second demo replaces the first. */
  private List<SavedImage> save(GeneratedImages result, Path folder, String name)
      throws IOException {
    List<SavedImage> saved = new ArrayList<>();
    for (GeneratedImage image : result.images()) {
      Path file = image.saveInto(folder);
      String old = file.getFileName().toString();
      String number = result.images().size() == 1 ? "" : "-" + (image.index() + 1);
      Path place = folder.resolve(name + number + old.substring(old.lastIndexOf('.')));
      Files.move(file, place, StandardCopyOption.REPLACE_EXISTING);
      saved.add(SavedImage.of(image.url(), place));
    }
    if (!host.isTerminal()) host.out().println("  " + SavedImage.measures(saved));
    return saved;
  }
}
