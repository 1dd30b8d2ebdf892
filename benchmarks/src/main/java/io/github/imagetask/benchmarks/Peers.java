package io.github.imagetask.benchmarks;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Each peer's class path: its own module under {@code benchmarks/peers}, and this one's. */
final class Peers {
  /** Those that wait for tasks, by their classes. */
  static final List<String> WAITING = List.of("AwsWaiter", "AzurePoller", "FailsafeRetry");

  private final Path folder;

  /**
   * Knows the peers that Maven has built.
   *
   * @param folder this module's
   */
  Peers(Path folder) {
    this.folder = folder;
  }

  String classPath(String client) throws IOException {
    return switch (client) {
      case "AzurePoller" -> of("peers/azure");
      case "AwsWaiter" -> of("peers/aws");
      case "FailsafeRetry" -> of("peers/failsafe");
      case "OpenAi" -> of("peers/openai");
      default -> of(".");
    };
  }

  /** Jars alone: what else lies on a class path can't be archived. */
  private String of(String module) throws IOException {
    Path target = folder.resolve(module).resolve("target");
    try (DirectoryStream<Path> jars = Files.newDirectoryStream(target, "imagetask-*.jar")) {
      return jars.iterator().next()
          + System.getProperty("path.separator")
          + Files.readString(target.resolve("classpath")).strip();
    }
  }
}
