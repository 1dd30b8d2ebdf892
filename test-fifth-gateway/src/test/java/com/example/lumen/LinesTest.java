package com.example.lumen;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What a gateway costs is a promise of docs/architecture.md, so it is counted. */
final class LinesTest {
  private static final Path MAIN = Path.of("src/main/java/com/example/lumen");
  private static final Path TEST = Path.of("src/test/java/com/example/lumen");
  private static final Pattern FILE = Pattern.compile("\\| `([A-Za-z-]+)` \\| (\\d+) \\|");
  private static final Pattern SUM = Pattern.compile("\\| main, together \\| (\\d+) \\|");

  private final String page = read(Path.of("../docs/architecture.md"));

  @Test
  void everyFileIsCountedAsItIs() throws IOException {
    Map<String, Long> counted = lines(MAIN);
    counted.put("LumenDialect", lines(TEST).get("LumenDialect"));
    counted.put("LumenContractTest", lines(TEST).get("LumenContractTest"));

    Map<String, Long> told =
        FILE.matcher(page)
            .results()
            .collect(Collectors.toMap(row -> row.group(1), row -> Long.valueOf(row.group(2))));

    assertThat(told).isEqualTo(counted);
  }

  @Test
  void sumIsTheSum() throws IOException {
    long sum = lines(MAIN).values().stream().mapToLong(Long::longValue).sum();

    assertThat(SUM.matcher(page).results().map((MatchResult row) -> row.group(1)))
        .containsExactly(String.valueOf(sum));
  }

  private static Map<String, Long> lines(Path folder) throws IOException {
    Map<String, Long> lines = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        String name = file.getFileName().toString().replace(".java", "");
        lines.put(name, read(file).lines().count());
      }
    }
    return lines;
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }
}
