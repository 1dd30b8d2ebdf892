package io.github.imagetask.studies.pacing;

import io.github.imagetask.RealPacer;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** The study's main class: what becomes of many waits in each world, with each rule. */
public final class PacingStudy {
  private static final String HELP =
      """
      Simulates many waits at gateways that refuse queries, and prints a Markdown table for each
      kind of gateway: the SDK's own pacer beside other rules. Time is only counted, and all chance
      is seeded: the output is the same each time.

      usage: PacingStudy [--seeds N]   means of N runs each; 3 unless given
      """;

  private static final Map<String, Supplier<Rule>> RULES = new LinkedHashMap<>();

  static {
    RULES.put("unpaced", Unpaced::new);
    RULES.put("first edition", FirstEdition::new);
    RULES.put("fixed tolerance", FixedTolerance::new);
    RULES.put("**the SDK's**", RealPacer::new);
  }

  private PacingStudy() {}

  /** Runs it; {@code --help} says how. */
  public static void main(String[] args) {
    int seeds = 3;
    if (args.length == 2 && args[0].equals("--seeds") && args[1].matches("[1-9][0-9]{0,3}")) {
      seeds = Integer.parseInt(args[1]);
    } else if (args.length > 0) {
      System.out.print(HELP);
      if (!args[0].equals("--help")) System.exit(2);
      return;
    }
    PrintStream out = System.out;
    print(out, "A limit that stays what it is", Worlds.limited(), seeds);
    print(out, "A limit that is met after a calm, or changes", Worlds.changing(), seeds);
    print(out, "No limit, or refusals by chance", Worlds.chance(), seeds);
    print(out, "Several clients on one key", Worlds.shared(), seeds);
  }

  private static void print(PrintStream out, String title, List<World> worlds, int seeds) {
    out.println("### " + title + "\n");
    out.println("| world | rule | queries | refused | lost | delay: mean | p50 | p95 | clients' |");
    out.println("|---|---|---:|---:|---:|---:|---:|---:|---|");
    for (World world : worlds) {
      String name = world.name();
      for (Map.Entry<String, Supplier<Rule>> rule : RULES.entrySet()) {
        out.println("| " + name + " | " + rule.getKey() + row(world, rule.getValue(), seeds));
        name = "";
      }
    }
    out.println();
  }

  private static String row(World world, Supplier<Rule> rule, int seeds) {
    List<Figures> all = new ArrayList<>();
    for (int seed = 0; seed < seeds; seed++) all.addAll(Simulation.run(world, rule, 42 + seed));
    Figures sum = Figures.sum(all);
    return String.format(
        Locale.ROOT,
        " | %,d | %.2f %% | %,d | %.1f s | %.1f | %.1f | %s |",
        sum.queries / seeds,
        sum.refusedPercent(),
        sum.lost / seeds,
        sum.meanDelay(),
        sum.delay(0.5),
        sum.delay(0.95),
        world.clients() == 1 ? "" : eachOf(all.subList(0, world.clients())));
  }

  private static String eachOf(List<Figures> clients) {
    return clients.stream()
        .map(each -> String.format(Locale.ROOT, "%.0f", each.meanDelay()))
        .collect(Collectors.joining(" ", "", " s"));
  }
}
