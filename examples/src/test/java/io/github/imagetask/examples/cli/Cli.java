package io.github.imagetask.examples.cli;

import com.squareup.moshi.JsonReader;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import okio.Buffer;

/** The command line in this process, beside a fake gateway. */
final class Cli implements AutoCloseable {
  /** A request that breaks no rule. */
  static final String[] SUBMIT = {
    "--gateway", "uniall", "--model", "NanoBanana", "--prompt", "A cup"
  };

  /** The same, asked about more often than a real gateway would like. */
  static final String[] CUP = {
    "--gateway", "uniall", "--model", "NanoBanana", "--prompt", "A cup", "--poll-min", "0.05"
  };

  final FakeGateways gateways = FakeGateways.start();
  final FakeGateway uniall = gateways.uniall();
  final Map<String, String> environment = new TreeMap<>(uniall.environment());
  final Path directory;

  /** What the command line keeps; below the directory, so that no test meets the user's own. */
  final Path home;

  /** Given to the commands that read it. */
  byte[] input = {};

  Cli(Path directory) {
    this.directory = directory;
    this.home = directory.resolve("home");
    environment.put("IMAGETASK_HOME", home.toString());
  }

  Ended run(String... args) {
    return started().run(args);
  }

  /** Gives the commands a text to read. */
  void input(String text) {
    input = text.getBytes(StandardCharsets.UTF_8);
  }

  /** Without address and key. */
  void withoutAccount() {
    environment.keySet().removeAll(uniall.environment().keySet());
  }

  /** A command in a process of its own, which may be killed. */
  Process process(String... args) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-cp", System.getProperty("java.class.path"), Main.class.getName()));
    command.addAll(List.of(args));
    ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
    builder.environment().putAll(environment);
    builder.redirectError(directory.resolve("err").toFile());
    return builder.start();
  }

  /** A command that another thread is to interrupt. */
  Started started() {
    return new Started(environment, directory, 0, input);
  }

  /** A command on a terminal. */
  Started onTerminal() {
    return new Started(environment, directory, 80, input);
  }

  @Override
  public void close() {
    gateways.close();
  }

  static String[] args(String command, String[] request, String... more) {
    String[] args = new String[1 + request.length + more.length];
    args[0] = command;
    System.arraycopy(request, 0, args, 1, request.length);
    System.arraycopy(more, 0, args, 1 + request.length, more.length);
    return args;
  }

  static Object json(String text) throws IOException {
    JsonReader reader = JsonReader.of(new Buffer().writeUtf8(text));
    Object value = reader.readJsonValue();
    if (reader.peek() != JsonReader.Token.END_DOCUMENT) throw new IOException("more than one");
    return value;
  }

  /** A command, perhaps under way. */
  static final class Started {
    final CtrlC ctrlC = new CtrlC();
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final Host host;

    Started(Map<String, String> environment, Path directory, int columns) {
      this(withHome(environment, directory), directory, columns, new byte[0]);
    }

    Started(Map<String, String> environment, Path directory, int columns, byte[] input) {
      InputStream stdin = new ByteArrayInputStream(input);
      PrintStream stdout = new PrintStream(out, true, StandardCharsets.UTF_8);
      PrintStream stderr = new PrintStream(err, true, StandardCharsets.UTF_8);
      this.host = new Host(environment, stdin, stdout, stderr, directory, columns, ctrlC);
    }

    private static Map<String, String> withHome(Map<String, String> environment, Path directory) {
      Map<String, String> all = new TreeMap<>(environment);
      all.put("IMAGETASK_HOME", directory.resolve("home").toString());
      return all;
    }

    Ended run(String... args) {
      int exitCode = Main.run(args, host);
      return new Ended(
          exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    String outSoFar() {
      return out.toString(StandardCharsets.UTF_8);
    }

    String errSoFar() {
      return err.toString(StandardCharsets.UTF_8);
    }
  }

  /** How a command ended. */
  record Ended(int exitCode, String out, String err) {
    List<String> lines() {
      return out.lines().toList();
    }

    Map<?, ?> json() throws IOException {
      return (Map<?, ?>) Cli.json(out);
    }
  }
}
