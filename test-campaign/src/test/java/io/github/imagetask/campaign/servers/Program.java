package io.github.imagetask.campaign.servers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;

/** A server of another's in a process of its own, with its files in a folder of its own. */
final class Program {
  private static final long PATIENCE = TimeUnit.SECONDS.toNanos(60);

  private final Process process;
  private final Path output;

  private Program(Process process, Path output) {
    this.process = process;
    this.output = output;
  }

  /** Where a program is that Debian has; the test is skipped, with a printed reason, if nowhere. */
  static Path find(String name) {
    String path = System.getenv("PATH") + ":/usr/sbin:/usr/local/sbin:/sbin";
    Path found =
        Stream.of(path.split(":", -1))
            .map(folder -> Path.of(folder, name))
            .filter(Files::isExecutable)
            .findFirst()
            .orElse(null);
    if (found == null) System.out.println("skipped: " + name + " isn't installed");
    assumeTrue(found != null, name + " isn't installed");
    return found;
  }

  /**
   * Ports of 127.0.0.1 that nobody has. They lie below those that the system gives to connections,
   * which would be taken again before a slow server has come to bind them.
   */
  static int[] freePorts(int count) {
    return ThreadLocalRandom.current()
        .ints(20_000, 32_000)
        .distinct()
        .filter(Program::isFree)
        .limit(count)
        .toArray();
  }

  private static boolean isFree(int port) {
    try (ServerSocket socket = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
      return socket.isBound();
    } catch (IOException e) {
      return false;
    }
  }

  /** A folder that other users may write to: as root's, servers change to a user of their own. */
  static Path openFolder(Path parent, String name) throws IOException {
    Path folder = Files.createDirectories(parent.resolve(name));
    for (Path each : List.of(parent, folder)) {
      if (!each.toFile().setExecutable(true, false)
          || !each.toFile().setReadable(true, false)
          || !each.toFile().setWritable(true, false)) {
        throw new IOException("can't open " + each);
      }
    }
    return folder;
  }

  /** Starts a program and returns once it listens on this port. */
  static Program start(Path folder, int port, List<String> command) throws IOException {
    Path output = folder.resolve("output");
    Process process =
        new ProcessBuilder(command)
            .directory(folder.toFile())
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()))
            .redirectInput(ProcessBuilder.Redirect.from(Path.of("/dev/null").toFile()))
            .start();
    Program program = new Program(process, output);
    // Whatever ends this JVM ends the server, too.
    Runtime.getRuntime().addShutdownHook(new Thread(program::close));
    try {
      program.awaitPort(port);
    } catch (IOException | RuntimeException e) {
      program.close();
      throw e;
    }
    return program;
  }

  private void awaitPort(int port) throws IOException {
    long end = System.nanoTime() + PATIENCE;
    while (process.isAlive() && System.nanoTime() < end) {
      try (Socket socket = new Socket()) {
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1000);
        return;
      } catch (IOException e) {
        LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
      }
    }
    throw new IOException("doesn't listen on " + port + ": " + Files.readString(output));
  }

  /** Runs a program to its end. */
  static void run(String... command) throws IOException, InterruptedException {
    Process process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(discard()).start();
    if (!process.waitFor(30, TimeUnit.SECONDS) || process.exitValue() != 0) {
      process.destroyForcibly();
      throw new IOException("failed: " + List.of(command));
    }
  }

  private static ProcessBuilder.Redirect discard() {
    return ProcessBuilder.Redirect.DISCARD;
  }

  /** Its own children, such as the workers of nginx. */
  List<ProcessHandle> children() {
    return process.children().toList();
  }

  ProcessHandle handle() {
    return process.toHandle();
  }

  /** Ends it and all that it has started. */
  void close() {
    List<ProcessHandle> all = process.descendants().toList();
    process.destroyForcibly();
    all.forEach(ProcessHandle::destroyForcibly);
    process.onExit().join();
  }
}
