package io.github.imagetask.campaign;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A gateway in UniAll's shape on sockets of its own. Its tasks outlive its listener, so that it can
 * go down and come up again on its port; it counts POSTs by their prompt, which is a task's mark,
 * and notes when each task was asked for. Times are {@link System#nanoTime()}, which on Linux is
 * the same clock in all processes.
 */
public final class BareGateway implements AutoCloseable {
  public static final String KEY = "test-key-bare";

  private static final Pattern PROMPT = Pattern.compile("\"prompt\":\"([a-z0-9-]+)\"");
  private static final int IMAGE_BYTES = 24_000;

  private final Map<String, Task> tasks = new ConcurrentHashMap<>();
  private final Map<String, AtomicInteger> posts = new ConcurrentHashMap<>();
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private final AtomicInteger accepted = new AtomicInteger();
  private final int port;
  private volatile ServerSocket listener;
  private volatile boolean isUp = true;
  private volatile long longestSubmit;
  private volatile Script script = (task, query) -> task.running();
  private volatile Consumer<String> watcher = mark -> {};

  public BareGateway() throws IOException {
    listener = listen(0);
    port = listener.getLocalPort();
    accept(listener);
  }

  /** What a query is answered with; null keeps it waiting until its socket is closed. */
  public interface Script {
    String answer(Task task, int query);
  }

  /** A task that was accepted. */
  public static final class Task {
    public final String id;
    public final String mark;
    public final long accepted = System.nanoTime();
    public final Queue<Long> asked = new ConcurrentLinkedQueue<>();
    private final AtomicInteger queries = new AtomicInteger();
    private final String url;
    private volatile long answered;
    private volatile boolean isAnswered;
    private volatile long closed;

    private Task(String id, String mark, String url) {
      this.id = id;
      this.mark = mark;
      this.url = url;
    }

    /** When the answer to its submit went out. */
    public long answered() {
      return answered;
    }

    /** Whether the answer to its submit was written whole. */
    public boolean isAnswered() {
      return isAnswered;
    }

    /** When the socket of a query that was kept waiting was seen closed, or 0. */
    public long closed() {
      return closed;
    }

    public int queries() {
      return queries.get();
    }

    public boolean isOlderThan(Duration age) {
      return System.nanoTime() - accepted >= age.toNanos();
    }

    public String running() {
      return json("200 OK", data("running", ""));
    }

    public String done() {
      return json("200 OK", data("succeeded", ",\"result_url\":\"" + url + "\""));
    }

    private String data(String status, String more) {
      return "{\"code\":\"success\",\"data\":{\"task_id\":\"%s\",\"status\":\"%s\"%s}}"
          .formatted(id, status, more);
    }
  }

  public String url() {
    return url(port);
  }

  /** The address by way of another port, such as a relay's. */
  public static String url(int port) {
    return "http://127.0.0.1:" + port + "/bare";
  }

  public int port() {
    return port;
  }

  /** Lets a submit take up to this long, by chance. */
  public void submitsTake(Duration longest) {
    longestSubmit = longest.toNanos();
  }

  /** Answers queries from now on by this. */
  public void answer(Script script) {
    this.script = script;
  }

  /** Is told the mark of the task that each request is about, once the request has come. */
  public void watch(Consumer<String> watcher) {
    this.watcher = watcher;
  }

  /** The tasks whose mark begins so. */
  public List<Task> tasks(String prefix) {
    return tasks.values().stream().filter(task -> task.mark.startsWith(prefix)).toList();
  }

  public Task task(String id) {
    return tasks.get(id);
  }

  /** The most POSTs that came for one mark that begins so. */
  public int mostPosts(String prefix) {
    return posts.entrySet().stream()
        .filter(each -> each.getKey().startsWith(prefix))
        .mapToInt(each -> each.getValue().get())
        .max()
        .orElse(0);
  }

  public void forget(String prefix) {
    Predicate<String> gone = mark -> mark.startsWith(prefix);
    tasks.values().removeIf(task -> gone.test(task.mark));
    posts.keySet().removeIf(gone);
  }

  public int connections() {
    return lines.size();
  }

  /** All connections are cut and no new one is accepted; tasks go on. */
  public void down() throws IOException {
    isUp = false; // a process that has died doesn't see what is still sent to it
    listener.close();
    for (Line line : lines) line.socket.close();
  }

  /** Accepts connections again, on the same port. */
  public void up() throws IOException {
    listener = listen(port);
    isUp = true;
    accept(listener);
  }

  @Override
  public void close() throws IOException {
    down();
  }

  /** An answer of one's own. */
  public static String json(String status, String body, String... headers) {
    StringBuilder out = new StringBuilder("HTTP/1.1 " + status + "\r\n");
    for (String header : headers) out.append(header).append("\r\n");
    return out + "Content-Length: " + body.length() + "\r\n\r\n" + body;
  }

  /** The image of a task: a PNG that differs from every other's. */
  public static byte[] image(String id) {
    byte[] noise = new byte[IMAGE_BYTES];
    new Random(id.hashCode()).nextBytes(noise);
    ByteBuffer out = ByteBuffer.allocate(8 + 25 + 12 + noise.length + 12);
    out.put("\u0089PNG\r\n\u001a\n".getBytes(StandardCharsets.ISO_8859_1));
    chunk(out, "IHDR", new byte[] {0, 0, 0, 1, 0, 0, 0, 1, 8, 2, 0, 0, 0});
    chunk(out, "IDAT", noise);
    chunk(out, "IEND", new byte[0]);
    return out.array();
  }

  private static void chunk(ByteBuffer out, String type, byte[] data) {
    CRC32 checksum = new CRC32();
    checksum.update(type.getBytes(StandardCharsets.US_ASCII));
    checksum.update(data);
    out.putInt(data.length).put(type.getBytes(StandardCharsets.US_ASCII)).put(data);
    out.putInt((int) checksum.getValue());
  }

  private static ServerSocket listen(int port) throws IOException {
    ServerSocket socket = new ServerSocket();
    socket.setReuseAddress(true);
    socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1_024);
    return socket;
  }

  private void accept(ServerSocket from) {
    daemon(
        () -> {
          while (true) {
            Line line = new Line(from.accept());
            lines.add(line);
            if (from.isClosed()) line.socket.close(); // accepted while it went down
            daemon(line::serve);
          }
        });
  }

  private static void daemon(Daemon daemon) {
    Daemon.start("bare-gateway", daemon);
  }

  /** One connection. */
  private final class Line {
    final Socket socket;
    private final InputStream in;

    Line(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
      socket.setTcpNoDelay(true);
    }

    void serve() throws IOException {
      try (socket) {
        for (String head = head(); head != null; head = head()) answer(head);
      } finally {
        lines.remove(this);
      }
    }

    private void answer(String head) throws IOException {
      if (!isUp) throw new IOException("down");
      String[] words = head.split(" ", 3);
      String last = words[1].substring(words[1].lastIndexOf('/') + 1);
      if (words[1].startsWith("/results/")) {
        download(last);
      } else if (!head.contains("Bearer " + KEY)) {
        write(json("401 Unauthorized", "{\"error\":{\"message\":\"no key\"}}"));
      } else if (words[0].equals("POST")) {
        submit(body(head));
      } else {
        query(last);
      }
    }

    private void submit(String body) throws IOException {
      Matcher prompt = PROMPT.matcher(body);
      if (!prompt.find()) throw new IOException("no mark in " + body);
      String mark = prompt.group(1);
      posts.computeIfAbsent(mark, unused -> new AtomicInteger()).incrementAndGet();
      String id = "task_" + accepted.incrementAndGet() + "_" + mark;
      Task task = new Task(id, mark, "http://127.0.0.1:" + port + "/results/" + id);
      tasks.put(id, task);
      watcher.accept(mark);
      if (longestSubmit > 0) LockSupport.parkNanos((long) (Math.random() * longestSubmit));
      task.answered = System.nanoTime(); // before: the other side may be quicker than we are
      write(json("200 OK", "{\"task_id\":\"" + id + "\",\"status\":\"queued\"}"));
      task.isAnswered = true;
    }

    private void query(String id) throws IOException {
      Task task = tasks.get(id);
      if (task == null) {
        write(json("400 Bad Request", "{\"code\":\"task_not_exist\",\"message\":\"none\"}"));
        return;
      }
      task.asked.add(System.nanoTime());
      int number = task.queries.incrementAndGet();
      watcher.accept(task.mark);
      String answer = script.answer(task, number);
      if (answer != null) {
        write(answer);
        return;
      }
      try {
        int next = in.read();
        if (next >= 0) throw new IOException("a request before the answer to the last one");
      } finally {
        task.closed = System.nanoTime();
      }
    }

    /** In two parts, so that a file can be cut short between them. */
    private void download(String id) throws IOException {
      Task task = tasks.get(id);
      if (task == null) throw new IOException("no task " + id);
      watcher.accept(task.mark);
      byte[] image = image(id);
      write("HTTP/1.1 200 OK\r\nContent-Type: image/png\r\nContent-Length: " + image.length);
      write("\r\n\r\n");
      socket.getOutputStream().write(image, 0, image.length / 2);
      LockSupport.parkNanos(1_000_000);
      socket.getOutputStream().write(image, image.length / 2, image.length - image.length / 2);
    }

    private String body(String head) throws IOException {
      Matcher length = Pattern.compile("(?i)content-length: (\\d+)").matcher(head);
      if (!length.find()) throw new IOException("no length in " + head);
      byte[] body = in.readNBytes(Integer.parseInt(length.group(1)));
      if (body.length < Integer.parseInt(length.group(1))) throw new EOFException();
      return new String(body, StandardCharsets.UTF_8);
    }

    private void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
    }

    private String head() throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      int ends = 0;
      while (ends < 4) {
        int next = in.read();
        if (next < 0) return null;
        out.write(next);
        ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
      }
      return out.toString(StandardCharsets.ISO_8859_1);
    }
  }
}
