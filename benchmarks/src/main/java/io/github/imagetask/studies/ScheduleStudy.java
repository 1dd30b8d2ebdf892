package io.github.imagetask.studies;

import io.github.imagetask.PollPolicy;
import io.github.imagetask.studies.Simulation.Result;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * When to ask: how late a task's end is seen, against how many queries that takes, in simulated
 * time. Prints docs/studies/schedule.md.
 */
public final class ScheduleStudy {
  private static final long SEED = 5;

  /** Less than this is chance. */
  private static final double CHANCE = 0.003;

  private final int tasks;
  private final PrintStream out;

  ScheduleStudy(int tasks, PrintStream out) {
    this.tasks = tasks;
    this.out = out;
  }

  /** Prints the study. */
  public static void main(String[] args) {
    if (args.length > 1 || (args.length == 1 && !args[0].matches("[1-9]\\d{3,6}"))) {
      System.out.println("usage: ScheduleStudy [--help | TASKS]");
      System.out.println("Prints the study of schedules as Markdown; about a minute.");
      System.out.println("TASKS  how many tasks each schedule meets in each world; 40000");
      if (args.length != 1 || !args[0].equals("--help")) System.exit(2);
      return;
    }
    int tasks = args.length == 0 ? 40_000 : Integer.parseInt(args[0]);
    new ScheduleStudy(tasks, System.out).print();
  }

  void print() {
    out.println("# When to ask: a study of schedules\n");
    out.println("Printed by `ScheduleStudy` in `benchmarks`; decision 0021 says what follows.");
    out.println("Simulated with " + tasks + " tasks a cell and 0.1 s a query, there and back.");
    out.println("In each cell: delay from a task's end to its result, mean, in seconds");
    out.println("@ queries a task.\n");
    out.println("## Without anything learned\n");
    out.println("\"beaten\": the worlds in which it is worse than a schedule of others on both,");
    out.println("delay and queries, counted for the one that does so most often.\n");
    Map<String, List<Result>> rivals = new LinkedHashMap<>();
    Rivals.all().forEach((name, schedule) -> rivals.put(name, steady(schedule)));
    header("beaten");
    Rivals.policies()
        .forEach(
            (name, policy) -> {
              List<Result> ours = steady(Schedule.ours(policy.newBuilder().learned(false).build()));
              row("**" + name + "**", ours, worlds(mostBeaten(ours, rivals)));
            });
    rivals.forEach((name, results) -> row(name, results, ""));
    Rivals.policies().forEach(this::learned);
  }

  /** The most worlds in which one of the rivals beats these results on both figures. */
  static int mostBeaten(List<Result> ours, Map<String, List<Result>> rivals) {
    int most = 0;
    for (List<Result> rival : rivals.values()) {
      int beaten = 0;
      for (int i = 0; i < ours.size(); i++) if (beats(rival.get(i), ours.get(i))) beaten++;
      most = Math.max(most, beaten);
    }
    return most;
  }

  private static boolean beats(Result a, Result b) {
    return a.delay() < b.delay() * (1 - CHANCE) && a.queries() < b.queries() * (1 - CHANCE);
  }

  /** What comes of a schedule in the steady worlds. */
  List<Result> steady(Schedule schedule) {
    return World.STEADY.stream()
        .map(world -> Simulation.run(world, schedule, tasks, 0, SEED))
        .toList();
  }

  private void learned(String name, PollPolicy policy) {
    out.println("\n## Learned, " + name + "\n");
    out.println("The constant schedule and the best one are those with as many queries as the");
    out.println("learned one; the best knows all durations beforehand.\n");
    out.println("| world | not learned | learned | its p95, worst | constant | | best known |");
    out.println("|---|---|---|---|---|---|---|");
    for (World world : World.STEADY) row(world, policy, true);
    for (World world : World.TROUBLED) row(world, policy, false);
  }

  private void row(World world, PollPolicy policy, boolean steady) {
    Comparison is = compare(world, policy);
    String best = steady ? seconds(is.at(known(world, policy))) : "";
    out.printf(
        Locale.ROOT,
        "| %s | %s | **%s** | %.1f, %.1f | %.2f | %+.0f %% | %s |%n",
        world.name(),
        cell(is.plain()),
        cell(is.learned()),
        is.learned().p95(),
        is.learned().worst(),
        is.constant(),
        100 * is.excess(),
        best);
  }

  /**
   * One policy in one world.
   *
   * @param constants what comes of all constant schedules within its bounds
   */
  record Comparison(Result plain, Result learned, List<Result> constants) {
    /** The delay of the constant schedule that asks as often as the learned one. */
    double constant() {
      return at(constants);
    }

    double at(List<Result> family) {
      return delayAt(learned.queries(), family);
    }

    /** By which part the learned one's delay is above it. */
    double excess() {
      return learned.delay() / constant() - 1;
    }
  }

  Comparison compare(World world, PollPolicy policy) {
    List<Result> constants = new ArrayList<>();
    Rivals.constants(policy).values().forEach(each -> constants.add(run(world, each)));
    Result plain = run(world, Schedule.ours(policy.newBuilder().learned(false).build()));
    return new Comparison(plain, run(world, Schedule.ours(policy)), constants);
  }

  private List<Result> known(World world, PollPolicy policy) {
    double floor = policy.floor().toSeconds();
    double ceiling = policy.ceiling().toSeconds();
    List<Result> family = new ArrayList<>();
    for (double price = 0.02; price < 30; price *= 1.5) {
      family.add(run(world, Known.schedule(world, price, floor, ceiling)));
    }
    return family;
  }

  private Result run(World world, Schedule schedule) {
    boolean steady = World.STEADY.contains(world);
    int all = steady ? Math.min(tasks, 20_000) : 4000;
    return Simulation.run(world, schedule, all, steady ? Math.min(500, all / 4) : 0, SEED);
  }

  /** The delay where a family of schedules needs so many queries, between its nearest two. */
  private static double delayAt(double queries, List<Result> family) {
    List<Result> sorted = new ArrayList<>(family);
    sorted.sort((a, b) -> Double.compare(a.queries(), b.queries()));
    Result below = sorted.get(0);
    if (queries <= below.queries()) return below.delay();
    for (Result above : sorted) {
      if (queries <= above.queries()) {
        double part = (queries - below.queries()) / (above.queries() - below.queries());
        return below.delay() + (above.delay() - below.delay()) * part;
      }
      below = above;
    }
    return below.delay();
  }

  private void header(String last) {
    StringBuilder names = new StringBuilder("| |");
    for (World world : World.STEADY) names.append(' ').append(world.name()).append(" |");
    out.println(names.append(' ').append(last).append(" |"));
    out.println("|---|" + "---|".repeat(World.STEADY.size() + 1));
  }

  private void row(String name, List<Result> results, String last) {
    StringBuilder row = new StringBuilder("| " + name + " |");
    for (Result each : results) row.append(' ').append(cell(each)).append(" |");
    out.println(row.append(' ').append(last).append(" |"));
  }

  private static String worlds(int count) {
    return "in " + count;
  }

  private static String cell(Result result) {
    return String.format(Locale.ROOT, "%.2f @ %.1f", result.delay(), result.queries());
  }

  private static String seconds(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }
}
