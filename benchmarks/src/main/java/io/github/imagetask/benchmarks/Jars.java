package io.github.imagetask.benchmarks;

import io.github.imagetask.benchmarks.Figure.Bound;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** What a user's program grows by, in bytes of jars. */
final class Jars {
  private final Jdk jdk;
  private final Peers peers;

  Jars(Jdk jdk, Peers peers) {
    this.jdk = jdk;
    this.peers = peers;
  }

  List<Figure> sizes() throws IOException {
    double own = 0;
    double all = 0;
    for (Path jar : jars("Ours")) {
      all += Files.size(jar);
      if (jar.getFileName().toString().startsWith("imagetask-")) own += Files.size(jar);
    }
    int version = jdk.version();
    return List.of(
        Figure.of(version, "own jars, core and a gateway", "KB", own / 1e3, Bound.atMost(230)),
        Figure.of(version, "all jars that a UniAll user gets", "MB", all / 1e6, Bound.atMost(3.4)));
  }

  /** All that a user of another SDK gets. */
  Figure beside(String peer) throws IOException {
    double all = 0;
    for (Path jar : jars("Ours")) all += Files.size(jar);
    double theirs = 0;
    for (Path jar : jars(peer)) theirs += Files.size(jar);
    return Figure.of(jdk.version(), "all jars that a UniAll user gets", "MB", all / 1e6, Bound.NONE)
        .beside(peer, theirs / 1e6);
  }

  private List<Path> jars(String client) throws IOException {
    String separator = System.getProperty("path.separator");
    return Stream.of(peers.classPath(client).split(separator, -1))
        .skip(1) // the programs that are measured
        .map(Path::of)
        .toList();
  }
}
