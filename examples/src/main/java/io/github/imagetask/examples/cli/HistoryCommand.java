package io.github.imagetask.examples.cli;

import com.squareup.moshi.JsonWriter;
import io.github.imagetask.examples.cli.HistoryLine.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Lists what was submitted, and what is open. */
@Command(
    name = "history",
    customSynopsis = "imagetask history [--limit N] [--json] [--close KEY|ID]",
    sortOptions = false,
    mixinStandardHelpOptions = true,
    versionProvider = RootCommand.Version.class,
    description = {
      "Lists what was submitted on this machine, what is open first.",
      "",
      "OPEN has a key: 'imagetask retry KEY' takes it up, without paying again. RUNNING: another"
          + " process has it. UNKNOWN was sent, or was about to be, when its process or its"
          + " connection ended: it may be billed, and there is no key. Look for it at the gateway;"
          + " then close it, or submit it again. SUCCEEDED, FAILED and REFUSED have ended.",
      "",
      "Kept in the home folder, for its owner alone, prompts included unless --history or"
          + " IMAGETASK_HISTORY says otherwise; keys of accounts never. What has ended is in its"
          + " history.jsonl, which you may delete; the journals hold what is open."
    },
    optionListHeading = "%nOptions:%n",
    footerHeading = "%n",
    footer = {"Examples:", "  imagetask history", "  imagetask history --close 3f2a9c1b"})
final class HistoryCommand implements Callable<Integer> {
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm", Locale.ROOT).withZone(ZoneId.systemDefault());
  private static final int LONGEST_TEXT = 60;

  private final Host host;

  @Mixin private final HomeOption home = new HomeOption();

  @Option(
      names = "--limit",
      paramLabel = "N",
      defaultValue = "20",
      description =
          "How many that have ended are listed; all that are open are. Default: ${DEFAULT-VALUE}.")
  private int limit;

  @Option(
      names = "--json",
      description =
          "Print one JSON object instead: tasks, each with id, key, state, since, gateway, model,"
              + " prompt, files, billed, error, batch.")
  private boolean json;

  @Option(
      names = "--close",
      paramLabel = "KEY|ID",
      description = "List it as open no longer, because you have dealt with it.")
  private @Nullable String close;

  HistoryCommand(Host host) {
    this.host = host;
  }

  @Override
  public Integer call() throws IOException {
    if (limit < 0) throw new UsageException("--limit is 0 or more, not " + limit);
    Ledger ledger = new Ledger(home.folder(host));
    if (close != null) {
      close(ledger, close);
      return 0;
    }
    List<HistoryEntry> listed = new ArrayList<>();
    int ended = 0;
    for (HistoryEntry entry : HistoryEntry.all(ledger)) {
      if (entry.state().isOpen() || ended++ < limit) listed.add(entry);
    }
    if (json) {
      host.out().println(Report.object(out -> write(out, listed)));
    } else if (listed.isEmpty()) {
      host.err().println("nothing yet in " + ledger.folder());
    } else {
      Columns table = new Columns().row("SINCE", "STATE", "KEY OR ID", "MODEL", "WHAT");
      for (HistoryEntry entry : listed) {
        table.row(
            TIME.format(entry.since()),
            entry.state().name(),
            entry.name(),
            entry.model() == null ? "" : entry.model(),
            what(entry));
      }
      table.lines().forEach(host.out()::println);
    }
    return 0;
  }

  private void close(Ledger ledger, String name) throws IOException {
    for (HistoryEntry entry : HistoryEntry.all(ledger)) {
      if (!entry.state().isOpen() || !entry.name().equals(name.trim())) continue;
      Path batch = entry.batch();
      // What a batch doesn't remember it would submit again.
      if (batch != null) throw new UsageException("--close: it is the batch's in " + batch);
      if (ledger.close(entry::isOf) == 0)
        throw new UsageException("--close: a process has it: " + name);
      ledger.append(HistoryLine.ended(entry.id(), entry.key(), Outcome.CLOSED, List.of(), null));
      return;
    }
    throw new UsageException("--close: nothing open is called " + name);
  }

  /** The prompt in brief, the first file or the error, and whose batch it is. */
  private String what(HistoryEntry entry) {
    List<String> parts = new ArrayList<>();
    if (entry.prompt() != null) parts.add('"' + brief(entry.prompt()) + '"');
    List<String> files = entry.files();
    if (!files.isEmpty()) {
      String more = files.size() == 1 ? "" : " and " + (files.size() - 1) + " more";
      parts.add(host.display(Path.of(files.get(0))) + more);
    }
    if (entry.error() != null) parts.add(brief(entry.error()));
    if (entry.batch() != null) parts.add("batch " + host.display(entry.batch()));
    return String.join("  ", parts);
  }

  private static String brief(String text) {
    String line = text.replaceAll("\\s+", " ");
    if (line.codePointCount(0, line.length()) <= LONGEST_TEXT) return line;
    return line.substring(0, line.offsetByCodePoints(0, LONGEST_TEXT - 1)) + "…";
  }

  private static void write(JsonWriter out, List<HistoryEntry> entries) throws IOException {
    out.name("tasks").beginArray();
    for (HistoryEntry entry : entries) {
      out.beginObject();
      out.name("id").value(entry.id());
      out.name("key").value(entry.key() == null ? null : entry.key().toString());
      out.name("state").value(entry.state().name());
      out.name("since").value(entry.since().toString());
      out.name("gateway").value(entry.gateway());
      out.name("model").value(entry.model());
      out.name("prompt").value(entry.prompt());
      out.name("files").beginArray();
      for (String file : entry.files()) out.value(file);
      out.endArray();
      out.name("billed").value(entry.state().billed());
      out.name("error").value(entry.error());
      out.name("batch").value(entry.batch() == null ? null : entry.batch().toString());
      out.endObject();
    }
    out.endArray();
  }
}
