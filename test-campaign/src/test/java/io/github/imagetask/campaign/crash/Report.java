package io.github.imagetask.campaign.crash;

import io.github.imagetask.campaign.Figures;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Map;

/** What all rounds came to. */
final class Report {
  private final Map<Batch.Way, Sum> sums = new EnumMap<>(Batch.Way.class);
  private int rounds;
  private int killedAgain;
  private int leftovers;
  private int resumed;

  /** Of the rounds whose keys came one way. */
  private static final class Sum {
    final Figures unstored = new Figures(); // tasks of a round, not milliseconds
    final Figures heard = new Figures();
    final Figures safe = new Figures();
    int rounds;
    int accepted;
    int answered;
    int stored;
  }

  /** What was found after a kill. */
  record Found(int accepted, int answered, int stored, int leftovers) {}

  synchronized int rounds() {
    return rounds;
  }

  synchronized void add(Batch.Way way, Found found, int resumed, boolean killedAgain) {
    Sum sum = sums.computeIfAbsent(way, unused -> new Sum());
    rounds++;
    sum.rounds++;
    sum.accepted += found.accepted;
    sum.answered += found.answered;
    sum.stored += found.stored;
    sum.unstored.add((found.answered - found.stored) * 1_000_000L);
    leftovers += found.leftovers;
    this.resumed += resumed;
    if (killedAgain) this.killedAgain++;
  }

  synchronized void window(Batch.Way way, long heard, long safe) {
    Sum sum = sums.computeIfAbsent(way, unused -> new Sum());
    sum.heard.add(heard);
    sum.safe.add(safe);
  }

  synchronized void print(Duration took) {
    Figures.print(
        "crash: %d rounds in %d s; %d killed while resuming, too; %d leftovers, all removed;"
            + " %d images saved by the second process",
        rounds, took.toSeconds(), killedAgain, leftovers, resumed);
    sums.forEach(
        (way, sum) -> {
          Figures.print(
              "crash: keys by %s: %d rounds, %d tasks accepted, %d answered before the kill, of"
                  + " which %d keys weren't stored (median %.0f a kill, at most %.0f)",
              way,
              sum.rounds,
              sum.accepted,
              sum.answered,
              sum.answered - sum.stored,
              sum.unstored.millis(0.5),
              sum.unstored.millis(1));
          if (way == Batch.Way.JOURNAL) return; // the client itself stores them
          Figures.print("crash: keys by %s: answer to key heard: %s", way, sum.heard);
          Figures.print("crash: keys by %s: answer to key forced: %s", way, sum.safe);
        });
  }
}
