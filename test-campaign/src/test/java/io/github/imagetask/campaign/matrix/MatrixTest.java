package io.github.imagetask.campaign.matrix;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Every fault at every stage, against the table that says what may come of it. */
final class MatrixTest {
  /** How many cells besides the first of each submit's fault are tried at each build. */
  private static final int OTHERS = 300;

  @Test
  void cellsOfEverySubmitFaultAndSomeOthersComeOutAsTheTableSays() throws Exception {
    long seed = Long.getLong("campaign.seed", System.nanoTime() & 0xffffff);
    Random random = new Random(seed);
    List<Cell> all = Cell.all();
    Collections.shuffle(all, random);
    Map<String, Cell> chosen = new HashMap<>();
    for (Cell cell : all) {
      boolean isMoney = cell.target() == Fault.Target.SUBMIT;
      if (isMoney) chosen.putIfAbsent(cell.fault().name() + cell.often() + cell.protocol(), cell);
    }
    for (int i = 0; i < OTHERS; i++) chosen.putIfAbsent(all.get(i).toString(), all.get(i));

    run("campaign.seed=" + seed, new ArrayList<>(chosen.values()), new Matrix());
  }

  @Test
  @Tag("campaign")
  void allCellsComeOutAsTheTableSays() throws Exception {
    String only = System.getProperty("campaign.cells", "");
    List<Cell> cells = new ArrayList<>(Cell.all());
    cells.removeIf(cell -> !cell.toString().contains(only));
    Collections.shuffle(cells, new Random(1));
    Matrix matrix = new Matrix();

    run("all cells", cells, matrix);

    matrix.write(Path.of("target", "matrix.md"));
    if (only.isEmpty()) assertThat(matrix.idleRows()).isEmpty();
  }

  private static void run(String which, List<Cell> cells, Matrix matrix) throws Exception {
    if (!isResolverQuick()) {
      System.out.println("left out: unknown hosts by the JDK's resolver, which takes seconds here");
      cells.removeIf(cell -> cell.kind() == Kind.OWN && cell.fault().name().equals("unknown-host"));
    }
    long start = System.nanoTime();
    List<String> differing = matrix.run(cells);
    System.out.printf(
        "%s: %d cells in %d s%n%s",
        which, cells.size(), (System.nanoTime() - start) / 1_000_000_000, matrix.summary());
    differing.stream().limit(200).forEach(System.out::println);
    assertThat(differing.size()).as("cells that differ").isZero();
  }

  /** Nobody can give the SDK's own client another resolver than the machine's. */
  private static boolean isResolverQuick() {
    long start = System.nanoTime();
    try {
      Object unused = InetAddress.getAllByName("no-such-host.invalid");
      return false; // somebody answers for names that nobody has
    } catch (UnknownHostException e) {
      return System.nanoTime() - start < TimeUnit.SECONDS.toNanos(1);
    }
  }
}
