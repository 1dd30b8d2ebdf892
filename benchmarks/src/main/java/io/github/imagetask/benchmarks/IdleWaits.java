package io.github.imagetask.benchmarks;

import io.github.imagetask.ImageResult;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskKey;
import io.github.imagetask.uniall.UniAllClient;
import java.io.IOException;
import java.io.InputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import javax.management.JMException;
import javax.management.ObjectName;

/**
 * The heap of a wait that nothing happens to, from the histogram of live objects: of tasks that
 * were never asked about, or, with "asked", of such as were asked once and run.
 *
 * <p>Prints one line: {@code idle waits 100000, bytes a wait 512}; with "histogram", also what they
 * are. All that the SDK holds counts; the array of futures, which is the caller's, doesn't.
 *
 * <pre>{@code IdleWaits 100000 [asked] [histogram]}</pre>
 */
public final class IdleWaits {
  private static final String RUNNING =
      "{\"task_id\":\"task_xxx\",\"status\":\"processing\",\"progress\":\"50%\"}";

  private IdleWaits() {}

  /**
   * Measures.
   *
   * @param args how many waits, and the words above
   */
  public static void main(String[] args) throws Exception {
    int waits = Integer.parseInt(args[0]);
    boolean asked = contains(args, "asked");
    // Nothing comes due by itself while this runs.
    PollPolicy idle =
        PollPolicy.builder()
            .delays(Duration.ofDays(30), Duration.ofDays(60))
            .deadline(Duration.ofDays(90))
            .build();
    AtomicInteger answers = new AtomicInteger();
    try (ServerSocket server = new ServerSocket(0, 200, InetAddress.getLoopbackAddress());
        UniAllClient client =
            UniAllClient.builder()
                .baseUrl("http://127.0.0.1:" + server.getLocalPort())
                .apiKey("test-key-idle")
                .pollPolicy(idle)
                .build()) {
      start(() -> accept(server, answers));
      begin(client, "warm", new CompletableFuture<?>[10]);
      if (asked) ask(client, "warm", 10, answers);
      CompletableFuture<?>[] futures = new CompletableFuture<?>[waits];
      String before = histogram();
      begin(client, "task_0123456789_", futures);
      if (asked) ask(client, "task_0123456789_", waits, answers);
      String after = histogram();
      long bytes = total(after) - total(before);
      System.out.println(
          "idle waits " + waits + ", bytes a wait " + Math.round(bytes / (double) waits));
      if (contains(args, "histogram")) after.lines().limit(40).forEach(System.out::println);
      for (CompletableFuture<?> each : futures) {
        if (each.isDone()) throw new IllegalStateException("a wait has ended: " + each);
      }
    }
  }

  private static void begin(UniAllClient client, String prefix, CompletableFuture<?>[] futures) {
    for (int i = 0; i < futures.length; i++) {
      CompletableFuture<ImageResult> future =
          client.task(TaskKey.of("uniall", prefix + i)).resultAsync();
      futures[i] = future;
    }
  }

  /** Has each asked once, few at a time. */
  private static void ask(UniAllClient client, String prefix, int waits, AtomicInteger answers) {
    int start = answers.get();
    for (int i = 0; i < waits; i++) {
      client.nudge(TaskKey.of("uniall", prefix + i));
      while (i - (answers.get() - start) > 50) Thread.onSpinWait();
    }
    while (answers.get() - start < waits) Thread.onSpinWait();
  }

  private static String histogram() throws JMException {
    Object text =
        ManagementFactory.getPlatformMBeanServer()
            .invoke(
                new ObjectName("com.sun.management:type=DiagnosticCommand"),
                "gcClassHistogram",
                new Object[] {new String[0]},
                new String[] {String[].class.getName()});
    return (String) text;
  }

  /** The bytes of the last line: {@code Total 123 4567}. */
  private static long total(String histogram) {
    String text = histogram.trim();
    return Long.parseLong(text.substring(text.lastIndexOf(' ') + 1));
  }

  private static void accept(ServerSocket server, AtomicInteger answers) {
    try {
      while (true) {
        Socket socket = server.accept();
        start(() -> serve(socket, answers));
      }
    } catch (IOException closed) {
      // Over.
    }
  }

  /** Says of every task that it runs: a request without a body ends with an empty line. */
  private static void serve(Socket socket, AtomicInteger answers) {
    byte[] answer =
        ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: "
                + (RUNNING.length() + "\r\n\r\n" + RUNNING))
            .getBytes(StandardCharsets.US_ASCII);
    try (Socket closed = socket;
        InputStream in = closed.getInputStream()) {
      int newlines = 0;
      byte[] buffer = new byte[8192];
      for (int n = in.read(buffer); n > 0; n = in.read(buffer)) {
        for (int i = 0; i < n; i++) {
          if (buffer[i] == '\r') continue;
          newlines = buffer[i] == '\n' ? newlines + 1 : 0;
          if (newlines < 2) continue;
          newlines = 0;
          socket.getOutputStream().write(answer);
          answers.incrementAndGet();
        }
      }
    } catch (IOException gone) {
      // The client is done.
    }
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "silent-server");
    thread.setDaemon(true);
    thread.start();
  }

  private static boolean contains(String[] args, String word) {
    for (String each : args) {
      if (each.equals(word)) return true;
    }
    return false;
  }
}
