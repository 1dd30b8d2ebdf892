package io.github.imagetask.campaign.matrix;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** Runs cells, compares them with the table, and says which differ. */
final class Matrix {
  /**
   * Most of a cell's time goes by while everything is still: a thread needs an eighth of a core.
   */
  private static final int THREADS = 8 * Runtime.getRuntime().availableProcessors();

  /**
   * Of a cell that differs by its time alone: a thread that has been woken and doesn't get its turn
   * for 300 ms looks as if it still waited, and the time goes on without it.
   */
  private static final int TRIES = 3;

  private final Table table = Table.read();
  private final Queue<String> differing = new ConcurrentLinkedQueue<>();
  private final AtomicInteger tried = new AtomicInteger();
  private final AtomicInteger again = new AtomicInteger();
  private final AtomicInteger distrusted = new AtomicInteger();
  private final Map<String, int[]> stages = new TreeMap<>();

  /** Runs these cells; returns those that differ, in words. */
  List<String> run(List<Cell> cells) throws Exception {
    Path target = Files.createDirectories(Path.of("target"));
    Path root = Files.createTempDirectory(target, "campaign-matrix");
    Queue<Cell> queue = new ConcurrentLinkedQueue<>(cells);
    CountDownLatch over = new CountDownLatch(THREADS);
    Tls.trustByDefault();
    try {
      for (int i = 0; i < THREADS; i++) {
        Path folder = root.resolve(String.valueOf(i));
        Time.start(
            () -> {
              try {
                for (Cell cell; (cell = queue.poll()) != null; ) check(cell, folder);
              } finally {
                over.countDown();
              }
            });
      }
      over.await();
    } finally {
      Tls.trustAsBefore();
    }
    List<String> sorted = new ArrayList<>(differing);
    Collections.sort(sorted);
    int left = cells.size() - tried.get();
    if (left > 0) sorted.add(0, left + " cells weren't tried: a thread of the matrix has died");
    return sorted;
  }

  private void check(Cell cell, Path folder) {
    Table.Row row = table.row(cell);
    String result = row == null ? "not in the table" : differing(cell, row, folder);
    if (row != null) row.cells.incrementAndGet();
    if (row != null && result != null) row.differing.incrementAndGet();
    if (result != null) differing.add(cell + "\n    was     " + result + "\n    allowed " + row);
    tried.incrementAndGet();
    synchronized (stages) {
      int[] counts =
          stages.computeIfAbsent(cell.call() + " " + cell.fault().stage(), stage -> new int[2]);
      counts[0]++;
      if (result != null) counts[1]++;
    }
  }

  /** What differs, in words; null if nothing does. */
  private String differing(Cell cell, Table.Row row, Path folder) {
    Outcome outcome = null;
    for (int i = 0; i < TRIES; i++) {
      try (Stand stand = new Stand(cell)) {
        Files.createDirectories(folder);
        outcome = stand.run(folder);
      } catch (Exception | Error e) {
        return "no outcome: " + e;
      } finally {
        empty(folder);
      }
      if (isDistrusted(cell, outcome)) {
        distrusted.incrementAndGet();
        continue;
      }
      if (!row.allows(cell, outcome)) break;
      if (row.allowsTime(outcome)) return null;
      again.incrementAndGet();
    }
    return outcome.toString();
  }

  /**
   * Whether the client distrusts a certificate that is right: the JDK's own store of roots, which
   * {@link Tls#trustByDefault} replaces for a whole JVM, was read without ours. Seen once in some
   * thousands on a busy machine; it says nothing of the SDK, but that it sends nothing then.
   */
  private static boolean isDistrusted(Cell cell, Outcome outcome) {
    return cell.kind() == Kind.OWN
        && cell.fault().tls == null
        && outcome.said() != null
        && outcome.said().contains("PKIX path building failed");
  }

  private static void empty(Path folder) {
    try (var files = Files.list(folder)) {
      for (Path file : files.toList()) Files.delete(file);
    } catch (IOException e) {
      // The next cell will say so.
    }
  }

  /** The rows that no cell needed. */
  List<Table.Row> idleRows() {
    return table.idle();
  }

  /** A line for each stage: cells, and how many differ. */
  String summary() {
    StringBuilder text = new StringBuilder();
    if (again.get() > 0) text.append(again).append(" runs repeated for their time alone\n");
    if (distrusted.get() > 0) {
      text.append(distrusted.get()).append(" runs repeated since the JDK distrusted our root\n");
    }
    synchronized (stages) {
      stages.forEach(
          (stage, counts) ->
              text.append(
                  String.format("%-18s %6d cells, %d differing%n", stage, counts[0], counts[1])));
    }
    return text.toString();
  }

  /** Writes what came of each row of the table. */
  void write(Path file) throws IOException {
    StringBuilder text =
        new StringBuilder("| call and stage | cells | differing |\n|---|---|---|\n");
    synchronized (stages) {
      stages.forEach(
          (stage, counts) ->
              text.append("| ")
                  .append(stage)
                  .append(" | ")
                  .append(counts[0])
                  .append(" | ")
                  .append(counts[1])
                  .append(" |\n"));
    }
    text.append("\n| row of the table | cells | differing |\n|---|---|---|\n");
    for (Table.Row row : table.rows()) {
      text.append("| `")
          .append(row.toString().replace("|", "\\|"))
          .append("` | ")
          .append(row.cells)
          .append(" | ")
          .append(row.differing)
          .append(" |\n");
    }
    Files.writeString(file, text.toString());
  }
}
