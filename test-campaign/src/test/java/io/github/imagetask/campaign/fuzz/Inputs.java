package io.github.imagetask.campaign.fuzz;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * The inputs that are kept: what found something, what reaches much, and the gateways' own JSON.
 */
final class Inputs {
  private static final Path KEPT = Path.of("src/test/resources/io/github/imagetask/campaign/fuzz");

  private Inputs() {}

  /** Those of a target, in the order of their names. */
  static List<byte[]> of(Target target) throws IOException {
    List<byte[]> all = files(KEPT.resolve(target.label()), "");
    if (target != Target.ANSWERS) return all;
    for (String gateway : List.of("uniall", "hingnet", "zexi", "meitu")) {
      all.addAll(files(Path.of("../sdk-" + gateway + "/src/test/resources"), ".json"));
    }
    return all;
  }

  private static List<byte[]> files(Path folder, String end) throws IOException {
    List<byte[]> all = new ArrayList<>();
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file :
          files
              .filter(it -> Files.isRegularFile(it) && it.toString().endsWith(end))
              .sorted()
              .toList()) {
        all.add(Files.readAllBytes(file));
      }
    }
    return all;
  }
}
