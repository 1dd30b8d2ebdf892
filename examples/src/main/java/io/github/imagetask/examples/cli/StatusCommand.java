package io.github.imagetask.examples.cli;

import io.github.imagetask.GeneratedImage;
import io.github.imagetask.ImageClient;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskSnapshot;
import io.github.imagetask.TaskStatus;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Asks once how a task is. */
@Command(
    name = "status",
    customSynopsis = "imagetask status KEY [--base-url URL] [--json]",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = {
      "Asks once how a task is.",
      "",
      "Prints one line: KEY STATUS, and a percentage if the gateway gives one. STATUS is QUEUED,"
          + " RUNNING, SUCCEEDED, FAILED or UNKNOWN (a word that this version doesn't know).",
      "",
      "The exit code is 0 whatever the status: the question was answered."
    },
    parameterListHeading = "%n",
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = {"Example:", "  imagetask status uniall:task_abc"})
final class StatusCommand implements Callable<Integer> {
  private final Host host;

  @Parameters(index = "0", paramLabel = "KEY", description = "What 'imagetask submit' printed.")
  private String key = "";

  @Mixin private final ConnectOptions connect = new ConnectOptions();

  @Option(
      names = "--json",
      description =
          "Print one JSON object instead: key, status, progress, images,"
              + " announcedImages, error.")
  private boolean json;

  StatusCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() {
    TaskKey parsed = ConnectOptions.key(key);
    try (ImageClient<?> client =
        connect.open(host, Gateways.named(parsed.gateway()), options -> {})) {
      TaskSnapshot task = ConnectOptions.task(client, parsed).refresh();
      host.out().println(json ? json(task) : line(task));
      if (task.error() != null) host.err().println(task.error());
      if (task.status() == TaskStatus.UNKNOWN) {
        host.err().println("the gateway's word is \"" + task.rawStatus() + "\"");
      }
      String unnamed = Text.unnamedImages(task);
      if (unnamed != null) host.err().println(unnamed);
      return 0;
    }
  }

  private static String line(TaskSnapshot task) {
    String progress = task.progress() == null ? "" : " " + task.progress() + "%";
    return task.key() + " " + task.status() + progress;
  }

  private static String json(TaskSnapshot task) {
    return Report.object(
        out -> {
          out.name("key").value(task.key().toString());
          out.name("status").value(task.status().name());
          out.name("progress").value(task.progress());
          out.name("images").beginArray();
          for (GeneratedImage image : task.images()) {
            out.beginObject().name("url").value(image.url()).endObject();
          }
          out.endArray();
          out.name("announcedImages").value(task.announcedImages());
          if (task.error() != null) Report.write(out, task.error());
        });
  }
}
