package io.github.imagetask.campaign;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** Another JVM that runs a class of these tests; ended with its test, however that ends. */
public final class ChildJvm implements AutoCloseable {
  private static final String END = "the process has ended";

  private final Process process;
  private final BufferedWriter in;
  private final BlockingQueue<String> lines = new LinkedBlockingQueue<>();
  private final List<String> printed = new ArrayList<>();

  private ChildJvm(Process process) {
    this.process = process;
    this.in = process.outputWriter();
    Thread reader = new Thread(this::read, "child-output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Starts one on the JDK of this process. */
  public static ChildJvm start(Class<?> main, String... arguments) throws IOException {
    return start(Path.of(System.getProperty("java.home")), Map.of(), List.of(), main, arguments);
  }

  /**
   * Starts one.
   *
   * @param options of the JVM, beside those for a quick start
   */
  public static ChildJvm start(
      Path home,
      Map<String, String> environment,
      List<String> options,
      Class<?> main,
      String... arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(home.resolve("bin/java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx192m"));
    command.addAll(options);
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), main.getName()));
    command.addAll(List.of(arguments));
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().putAll(environment);
    return new ChildJvm(builder.start());
  }

  /** The next line that it prints. */
  public String line(Duration patience) throws InterruptedException {
    String line = lines.poll(patience.toMillis(), TimeUnit.MILLISECONDS);
    if (line == null) throw new AssertionError("no line within " + patience + ", after " + printed);
    printed.add(line);
    if (line.equals(END)) throw new AssertionError("it has ended: " + printed);
    return line;
  }

  /** The first line from here on that begins so, without that beginning. */
  public String line(String beginning, Duration patience) throws InterruptedException {
    while (true) {
      String line = line(patience);
      if (line.startsWith(beginning)) return line.substring(beginning.length());
    }
  }

  /** Writes a line to its standard input. */
  public void tell(String line) throws IOException {
    in.write(line + "\n");
    in.flush();
  }

  public Process process() {
    return process;
  }

  /** SIGKILL. */
  public void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }

  /** Sends a signal such as {@code STOP}. */
  public void signal(String name) throws IOException, InterruptedException {
    String pid = String.valueOf(process.pid());
    int code = new ProcessBuilder("kill", "-" + name, pid).inheritIO().start().waitFor();
    if (code != 0) throw new IOException("kill -" + name + " ended with " + code);
  }

  @Override
  public void close() {
    process.destroyForcibly();
  }

  private void read() {
    try (BufferedReader out = process.inputReader()) {
      for (String line = out.readLine(); line != null; line = out.readLine()) lines.add(line);
    } catch (IOException killed) {
      // What it had to say is lost with it.
    }
    lines.add(END);
  }
}
