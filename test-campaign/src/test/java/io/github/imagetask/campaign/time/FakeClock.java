package io.github.imagetask.campaign.time;

import static io.github.imagetask.campaign.Figures.print;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Debian's faketime around a process: its wall clock shows what a file says, read anew each time.
 * The monotonic clock stays as it is, as on a machine whose clock is set.
 */
final class FakeClock {
  private static final Path LIBRARIES = Path.of("/usr/lib");

  private final Path library;
  private final Path file;

  private FakeClock(Path library, Path file) {
    this.library = library;
    this.file = file;
  }

  /** Skips the test where there is no faketime. */
  static FakeClock in(Path folder) throws IOException {
    Optional<Path> library = library();
    if (library.isEmpty()) print("time: clock jumps: skipped, faketime isn't installed");
    assumeTrue(library.isPresent(), "faketime isn't installed");
    FakeClock clock = new FakeClock(library.get(), folder.resolve("faketime"));
    clock.jump("+0");
    return clock;
  }

  /** Sets how far the clock is off: {@code +1d}, {@code -1h}. */
  void jump(String offset) throws IOException {
    Path next = file.resolveSibling("next");
    Files.writeString(next, offset + "\n");
    Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  Map<String, String> environment() {
    return Map.of(
        "LD_PRELOAD", library.toString(),
        "FAKETIME_TIMESTAMP_FILE", file.toString(),
        "FAKETIME_NO_CACHE", "1",
        "FAKETIME_DONT_FAKE_MONOTONIC", "1",
        // Its mend for an older glibc makes each timed wait on that clock return at once.
        "FAKETIME_FORCE_MONOTONIC_FIX", "0",
        "DONT_FAKE_MONOTONIC", "1");
  }

  private static Optional<Path> library() throws IOException {
    if (!Files.isDirectory(LIBRARIES)) return Optional.empty();
    try (Stream<Path> folders = Files.list(LIBRARIES)) {
      return folders
          .map(folder -> folder.resolve("faketime/libfaketimeMT.so.1"))
          .filter(Files::exists)
          .findFirst();
    }
  }
}
