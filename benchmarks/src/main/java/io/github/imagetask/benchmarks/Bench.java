package io.github.imagetask.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The processes that a measurement is made of: a gateway, and clients that take turns with it. */
final class Bench implements AutoCloseable {
  /** Nothing is collected and every allocation goes to the heap itself: used is allocated. */
  static final String[] COUNT_BYTES = {
    "-XX:+UnlockExperimentalVMOptions",
    "-XX:+UseEpsilonGC",
    "-XX:-UseTLAB",
    "-Xmx6g",
    "-Xlog:disable"
  };

  final Jdk jdk;
  private final Peers peers;
  private final Jvm gateway;
  private final String url;
  private final List<Jvm> subjects = new ArrayList<>();

  Bench(Jdk jdk, Peers peers) throws IOException {
    this.jdk = jdk;
    this.peers = peers;
    this.gateway =
        Jvm.start(jdk, List.of("-Xmx512m"), peers.classPath("Ours"), "Gateway", List.of());
    this.url = "http://127.0.0.1:" + gateway.read() + "/";
  }

  /**
   * Starts a client on this bench.
   *
   * @param client its class's name
   */
  Jvm subject(String client, Schedule schedule, String... flags) throws IOException {
    return start(client, List.of(client, url, schedule.toString()), flags);
  }

  /** Starts a client that runs on an OkHttpClient with OkHttp's own connection pool. */
  Jvm onDefaultPool(String client, Schedule schedule) throws IOException {
    return start(client, List.of(client, url, schedule.toString(), "default-pool"));
  }

  private Jvm start(String client, List<String> arguments, String... flags) throws IOException {
    Jvm subject = Jvm.start(jdk, List.of(flags), peers.classPath(client), "Subject", arguments);
    subjects.add(subject);
    return subject;
  }

  /** Returns the CPU time, in ms, of a program that makes a client, does one job, and ends. */
  double cold(String client, String... flags) throws IOException {
    List<String> arguments = List.of(client, url);
    try (Jvm cold = Jvm.start(jdk, List.of(flags), peers.classPath(client), "Cold", arguments)) {
      return Double.parseDouble(cold.read());
    }
  }

  /** Archives the classes that such a program loads; returns the flag that uses the archive. */
  String archive(String client, Path folder) throws IOException {
    Path file = folder.resolve(client);
    double unused = cold(client, "-XX:ArchiveClassesAtExit=" + file, "-Xlog:disable");
    return "-XX:SharedArchiveFile=" + file;
  }

  /** Says at which query a task has succeeded. */
  void queries(int last) throws IOException {
    String unused = gateway.ask("queries " + last);
  }

  /** Says how long the images are that tasks have. */
  void image(long bytes) throws IOException {
    String unused = gateway.ask("image " + bytes);
  }

  /** What the gateway has seen so far. */
  Counts counts() throws IOException {
    String[] words = gateway.ask("counts").split(" ", -1);
    return new Counts(Long.parseLong(words[1]), Long.parseLong(words[2]));
  }

  record Counts(long queries, long connects) {
    Counts since(Counts before) {
      return new Counts(queries - before.queries, connects - before.connects);
    }
  }

  @Override
  public void close() throws IOException {
    for (Jvm subject : subjects) subject.close();
    gateway.close();
  }
}
