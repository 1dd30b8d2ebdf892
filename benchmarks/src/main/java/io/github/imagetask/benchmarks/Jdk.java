package io.github.imagetask.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;

/**
 * A JDK that clients run on.
 *
 * @param version its first number
 * @param fullVersion with all of them
 */
record Jdk(Path home, int version, String fullVersion) {
  /** Reads the version from the JDK's own release file. */
  static Jdk at(Path home) throws IOException {
    Properties release = new Properties();
    try (InputStream in = Files.newInputStream(home.resolve("release"))) {
      release.load(in);
    }
    String version = release.getProperty("JAVA_VERSION", "\"0\"").replace("\"", "");
    return new Jdk(home, Integer.parseInt(version.split("[.-]", 2)[0]), version);
  }

  String java() {
    return home.resolve("bin").resolve("java").toString();
  }
}
