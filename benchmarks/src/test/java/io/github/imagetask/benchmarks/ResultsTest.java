package io.github.imagetask.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.benchmarks.Figure.Bound;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ResultsTest {
  private final Results results =
      new Results(
          "quick",
          new Results.Machine("2026-01-31", 2, 8_000_000_000L, "Linux amd64", List.of("17.0.1")),
          List.of(
              Figure.than(17, "bytes", "B", 126, "async", 100, Bound.atMost(1.25)),
              Figure.of(17, "waits", "", 5, Bound.atLeast(4)),
              Figure.of(17, "CPU of a query, 10,000 waits", "µs", 5, Bound.NONE)
                  .beside("AwsWaiter", 4)),
          List.of(
              new Growth.Point(17, "Ours", 1, 300),
              new Growth.Point(17, "AsyncFloor", 1, 250.25),
              new Growth.Point(17, "Ours", 10, 200)));

  @Test
  void whatIsWrittenIsRead(@TempDir Path folder) throws IOException {
    Path file = folder.resolve("results.json");

    results.write(file);

    assertThat(Results.read(file)).isEqualTo(results);
  }

  @Test
  void thePageHasEveryFigureAndEverySize(@TempDir Path docs) throws IOException {
    new Page(results, docs).write();

    assertThat(docs.resolve("performance.md"))
        .content()
        .contains("| bytes | 17 | 126 B | async floor 100 B | 1.26 | ≤ 1.25 × | short |")
        .contains("| waits | 17 | 5 |  |  | ≥ 4 | ok |")
        .contains("| 5 µs | AWS AsyncWaiter 4 µs | 1.25 |  |  |")
        .contains("| 1 | 300 | 250 |\n| 10 | 200 |  |")
        .contains("2 processors, 8 GB")
        .doesNotContain("{{");
    assertThat(docs.resolve("performance/cpu.svg")).content().contains("AWS AsyncWaiter, 17");
  }
}
