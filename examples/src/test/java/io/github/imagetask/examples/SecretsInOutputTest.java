package io.github.imagetask.examples;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * No test of any module has printed a key: not as output, not in a failure's message, not as the
 * name of a parameterized test. The pom runs this class by itself, after all others.
 */
@Tag("reads-reports")
final class SecretsInOutputTest {
  /** How the keys of the fake gateways begin, and all those that the modules' tests make up. */
  private static final Pattern KEY =
      Pattern.compile("\\b(test-(key|secret|token)-|sk-)[A-Za-z0-9]");

  @TempDir Path directory;

  @Test
  void noReportOfAnyModuleHoldsAKey() throws IOException {
    Path module = Path.of(System.getProperty("basedir", "")).toAbsolutePath();
    List<Path> reports = reports(module.getParent());

    assertThat(reports).as("reports; run the other tests first").isNotEmpty();
    assertThat(leaks(reports))
        .as("lines with a key; an older build's reports stay until 'mvn clean'")
        .isEmpty();
  }

  @Test
  void aKeyIsFoundWhereverItStands() throws IOException {
    Path reports = Files.createDirectories(directory.resolve("sdk-a/target/surefire-reports"));
    Path output = Files.writeString(reports.resolve("A-output.txt"), "none\nthe disk-a is full\n");
    assertThat(leaks(reports(directory))).isEmpty();

    Files.writeString(output, "one\n?api_key=test-key-meitu&b\n");
    Path text = Files.writeString(reports.resolve("A.txt"), "Authorization: Bearer sk-marked");
    Path xml = Files.writeString(reports.resolve("TEST-A.xml"), "<testcase name=\"test-secret-a\"");

    assertThat(leaks(reports(directory))).containsExactly(output + ":2", text + ":1", xml + ":1");
  }

  @Test
  void theKeysOfTheFakeGatewaysBeginSo() {
    try (FakeGateways gateways = FakeGateways.start()) {
      for (FakeGateway gateway : gateways.all()) {
        assertThat(gateway.secrets())
            .as(gateway.name())
            .isNotEmpty()
            .allMatch(secret -> KEY.matcher(secret).lookingAt());
      }
    }
  }

  /**
   * All reports of all modules, but this class's own: a key that it has met would stay for ever.
   */
  private static List<Path> reports(Path root) throws IOException {
    List<Path> reports = new ArrayList<>();
    try (Stream<Path> modules = Files.list(root)) {
      for (Path module : modules.sorted().toList()) {
        Path folder = module.resolve("target/surefire-reports");
        if (!Files.isDirectory(folder)) continue;
        try (Stream<Path> files = Files.list(folder)) {
          files
              .filter(Files::isRegularFile)
              .filter(file -> !file.toString().contains(SecretsInOutputTest.class.getName()))
              .sorted()
              .forEach(reports::add);
        }
      }
    }
    return reports;
  }

  /** The lines that hold a key, by file and number: not the key, which would be printed again. */
  private static List<String> leaks(List<Path> reports) throws IOException {
    List<String> leaks = new ArrayList<>();
    for (Path report : reports) {
      // A test may have printed what is no UTF-8.
      String text = Files.readString(report, StandardCharsets.ISO_8859_1);
      String[] lines = text.split("\n", -1);
      for (int i = 0; i < lines.length; i++) {
        if (KEY.matcher(lines[i]).find()) leaks.add(report + ":" + (i + 1));
      }
    }
    return leaks;
  }
}
