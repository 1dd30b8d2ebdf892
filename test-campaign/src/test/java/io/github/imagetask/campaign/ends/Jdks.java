package io.github.imagetask.campaign.ends;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The JDKs of this machine: this process's, those of JAVA_HOME and CAMPAIGN_JDKS (paths, separated
 * as on the class path), and those where Linux distributions put them.
 */
final class Jdks {
  private static final Path DISTRIBUTION = Path.of("/usr/lib/jvm");

  private Jdks() {}

  /** The home of one of this version. */
  static Optional<Path> of(int version) {
    return candidates().stream().filter(home -> isVersion(home, version)).findFirst();
  }

  private static List<Path> candidates() {
    List<Path> homes = new ArrayList<>();
    homes.add(Path.of(System.getProperty("java.home")));
    for (String name : List.of("JAVA_HOME", "CAMPAIGN_JDKS")) {
      String value = System.getenv(name);
      if (value == null) continue;
      for (String home : value.split(File.pathSeparator, -1)) homes.add(Path.of(home));
    }
    if (!Files.isDirectory(DISTRIBUTION)) return homes;
    try (Stream<Path> others = Files.list(DISTRIBUTION)) {
      homes.addAll(others.sorted().toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return homes;
  }

  private static boolean isVersion(Path home, int version) {
    try {
      return Files.isExecutable(home.resolve("bin/java"))
          && Files.readString(home.resolve("release")).contains("JAVA_VERSION=\"" + version + ".");
    } catch (IOException e) {
      return false;
    }
  }
}
