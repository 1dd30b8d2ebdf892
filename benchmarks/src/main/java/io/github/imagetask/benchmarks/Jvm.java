package io.github.imagetask.benchmarks;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.OutputStreamWriter;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A process that answers each line of its input with a line. */
final class Jvm implements AutoCloseable {
  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader answers;

  private Jvm(Process process) {
    this.process = process;
    this.orders =
        new BufferedWriter(
            new OutputStreamWriter(process.getOutputStream(), StandardCharsets.UTF_8));
    this.answers =
        new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
  }

  /**
   * Starts a JVM.
   *
   * @param main whose main method runs
   */
  static Jvm start(
      Jdk jdk, List<String> flags, String classPath, Class<?> main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java());
    command.addAll(flags);
    command.add("-cp");
    command.add(classPath);
    command.add(main.getName());
    command.addAll(arguments);
    return new Jvm(
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Reads a line that was not asked for. */
  String read() throws IOException {
    String line = answers.readLine();
    if (line == null) throw new IOException("the process has ended: " + process.info());
    return line;
  }

  String ask(String order) throws IOException {
    orders.write(order + "\n");
    orders.flush();
    return read();
  }

  Cost cost(String order) throws IOException {
    return Cost.parse(ask(order));
  }

  /** Ends it by the end of its input. */
  @Override
  public void close() throws IOException {
    try (orders;
        answers) {
      orders.close();
      if (!process.waitFor(20, TimeUnit.SECONDS)) process.destroyForcibly();
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
