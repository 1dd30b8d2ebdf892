package io.github.imagetask.examples.cli;

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
          .firstDelay(Duration.ofMillis(100))
          .delays(Duration.ofMillis(100), Duration.ofMillis(150))
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
    List<Path> files = new ArrayList<>();
    Path input = Files.createTempFile("imagetask-input", ".png");
    try (FakeGateways gateways = FakeGateways.start()) {
      SampleImage.write(input);
      for (GatewayCli<?> gateway : Gateways.ALL) {
        FakeGateway fake = gateways.gateway(gateway.name());
        files.addAll(run(gateway, fake, input, folder, sheet));
      }
    } catch (ImageTaskException e) {
      throw host.ctrlC().isPressed() ? new Stopped(null, null) : e;
    } finally {
      Files.deleteIfExists(input);
    }
    Path page = folder.resolve("index.html");
    sheet.write(page);
    host.out().println(Text.count(files.size(), "image", "images") + " in " + host.display(folder));
    for (Path file : files) list(file, SavedImage.of(null, file).measures());
    list(page, Text.bytes(Files.size(page)));
    host.out().println("Open " + host.display(page) + " in a browser.");
    return 0;
  }

  private <R> List<Path> run(
      GatewayCli<R> gateway, FakeGateway fake, Path input, Path folder, ContactSheet sheet)
      throws IOException {
    fake.finishAfterQueries(3);
    Host there = host.with(fake.environment());
    List<Path> files = new ArrayList<>();
    host.out().println("A fake " + gateway.name() + " at " + fake.baseUrl());
    for (GatewayCli.Example<R> example : gateway.examples(input)) {
      host.out().println();
      host.out().println(example.source() + " " + example.name() + ", " + example.model());
      TaskRun run = new TaskRun(there, false);
      try (ImageClient<R> client = new ConnectOptions().open(there, gateway, run::configure)) {
        ImageTask task = client.submit(example.request());
        ImageResult result = run.await(task, QUICK);
        List<Path> saved = named(example.fileName(gateway.name()), result.saveAll(folder));
        files.addAll(saved);
        sheet.add(example.card(result, run.nanos(), SavedImage.saved(result.images(), saved)));
      }
    }
    host.out().println();
    return files;
  }

  /** A name that stays the same, so that a second demo replaces the first. */
  private static List<Path> named(String name, List<Path> files) throws IOException {
    List<Path> named = new ArrayList<>();
    for (Path file : files) {
      String old = file.getFileName().toString();
      String number = files.size() == 1 ? "" : "-" + (named.size() + 1);
      Path place = file.resolveSibling(name + number + old.substring(old.lastIndexOf('.')));
      named.add(Files.move(file, place, StandardCopyOption.REPLACE_EXISTING));
    }
    return named;
  }

  private void list(Path file, String measures) {
    host.out().printf("  %-44s %s%n", file.getFileName(), measures);
  }
}
