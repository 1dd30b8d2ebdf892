package io.github.imagetask.examples.cli;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Predicate;

/** A terminal of tmux' with a shell in it, and the command line as {@code ./imagetask}. */
final class Terminal implements AutoCloseable {
  /** What the shell prints when it waits for a command. */
  static final String PROMPT = "$";

  private static final Duration PATIENCE = Duration.ofSeconds(40);
  private static final AtomicInteger OPENED = new AtomicInteger();

  private final String name =
      "imagetask-" + ProcessHandle.current().pid() + "-" + OPENED.incrementAndGet();
  private final Path directory;

  private Terminal(Path directory) {
    this.directory = directory;
  }

  /** Opens one; the test is skipped where there is no tmux. */
  static Terminal open(Path directory, Map<String, String> environment, int columns)
      throws IOException {
    assumeTrue(isInstalled(), "skipped: there is no tmux here");
    Path program = directory.resolve("imagetask");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = System.getProperty("java.class.path");
    String main = Main.class.getName();
    Files.writeString(program, "exec '" + java + "' -cp '" + classPath + "' " + main + " \"$@\"\n");
    Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwx------"));
    Terminal terminal = new Terminal(directory);
    List<String> open = new ArrayList<>(List.of("-f", "/dev/null", "new-session", "-d"));
    open.addAll(List.of("-x", String.valueOf(columns), "-y", "24"));
    environment.forEach((variable, value) -> open.addAll(List.of("-e", variable + "=" + value)));
    open.add("sh");
    terminal.tmux(open);
    try {
      terminal.enter("PS1='" + PROMPT + " '; clear"); // a shell of root's takes none from outside
      terminal.await("an empty screen", screen -> screen.equals(List.of(PROMPT)));
      return terminal;
    } catch (IOException | Error e) {
      terminal.close();
      throw e;
    }
  }

  private static boolean isInstalled() {
    try {
      return new ProcessBuilder("tmux", "-V").redirectErrorStream(true).start().waitFor() == 0;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** Types a command and the Enter after it. */
  void enter(String command) throws IOException {
    tmux(List.of("send-keys", "-l", command));
    press("Enter");
  }

  /** Presses a key, such as {@code C-c}. */
  void press(String key) throws IOException {
    tmux(List.of("send-keys", key));
  }

  /** The lines that one sees, without what is blank at their ends. */
  List<String> screen() throws IOException {
    return tmux(List.of("capture-pane", "-p")).stripTrailing().lines().toList();
  }

  /** Looks until the screen is as it should be, and returns it. */
  List<String> await(String what, Predicate<List<String>> isThere) throws IOException {
    long start = System.nanoTime();
    while (true) {
      List<String> screen = screen();
      if (isThere.test(screen)) return screen;
      if (System.nanoTime() - start > PATIENCE.toNanos()) {
        throw new AssertionError(
            "never seen: " + what + "; at last:\n" + String.join("\n", screen));
      }
    }
  }

  /** Looks until the shell waits for the next command. */
  List<String> awaitPrompt() throws IOException {
    return await("the prompt", screen -> screen.get(screen.size() - 1).equals(PROMPT));
  }

  @Override
  public void close() throws IOException {
    tmux(List.of("kill-server"));
  }

  private String tmux(List<String> args) throws IOException {
    List<String> command = new ArrayList<>(List.of("tmux", "-u", "-L", name));
    command.addAll(args);
    Process tmux =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String said = new String(tmux.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    try {
      if (tmux.waitFor() != 0) throw new IOException(String.join(" ", args) + ": " + said);
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
    return said;
  }
}
