package io.github.imagetask.benchmarks;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** The processes that a measurement is made of: a gateway, and clients that take turns with it. */
final class Bench implements AutoCloseable {
  /** Nothing is collected and every allocation goes to the heap itself: used is allocated. */
  static final List<String> COUNT_BYTES =
      List.of(
          "-XX:+UnlockExperimentalVMOptions",
          "-XX:+UseEpsilonGC",
          "-XX:-UseTLAB",
          "-Xmx6g",
          "-Xlog:disable");

  private final Jdk jdk;
  private final String classPath = System.getProperty("java.class.path");
  private final Jvm gateway;
  private final String url;
  private final List<Jvm> subjects = new ArrayList<>();

  Bench(Jdk jdk) throws IOException {
    this.jdk = jdk;
    this.gateway = Jvm.start(jdk, List.of("-Xmx512m"), classPath, Gateway.class, List.of());
    this.url = "http://127.0.0.1:" + gateway.read() + "/";
  }

  /** Starts a client on this bench. */
  Jvm subject(Class<? extends Client> client, Schedule schedule, List<String> flags)
      throws IOException {
    List<String> arguments = List.of(client.getSimpleName(), url, schedule.toString());
    Jvm subject = Jvm.start(jdk, flags, classPath, Subject.class, arguments);
    subjects.add(subject);
    return subject;
  }

  @Override
  public void close() throws IOException {
    for (Jvm subject : subjects) subject.close();
    gateway.close();
  }
}
