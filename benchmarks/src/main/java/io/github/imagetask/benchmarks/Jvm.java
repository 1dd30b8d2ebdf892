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
  private final List<String> command;
  private final Process process;
  private final BufferedWriter orders;
  private final BufferedReader answers;

  private Jvm(List<String> command, Process process) {
    this.command = command;
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
   * @param main the class in this package whose main method runs
   */
  static Jvm start(
      Jdk jdk, List<String> flags, String classPath, String main, List<String> arguments)
      throws IOException {
    List<String> command = new ArrayList<>();
    command.add(jdk.java());
    command.addAll(flags);
    command.add("-cp");
    command.add(classPath);
    command.add(Jvm.class.getPackageName() + "." + main);
    command.addAll(arguments);
    return new Jvm(
        command,
        new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT).start());
  }

  /** Reads a line that was not asked for. */
  String read() throws IOException {
    String line = answers.readLine();
    if (line == null) throw new IOException("the process has ended: " + command);
    return line;
  }

  /** Gives an order whose answer is read later. */
  void order(String order) throws IOException {
    orders.write(order + "\n");
    orders.flush();
  }

  String ask(String order) throws IOException {
    order(order);
    return read();
  }

  Cost cost(String order) throws IOException {
    String line = ask(order);
    // What the JVM prints itself before it exits: "Terminating due to java.lang.OutOfMemoryError".
    if (line.startsWith("Terminating")) throw new IOException(line);
    return Cost.parse(line);
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
