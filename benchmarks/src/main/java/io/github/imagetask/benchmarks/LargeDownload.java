package io.github.imagetask.benchmarks;

import com.sun.management.OperatingSystemMXBean;
import com.sun.management.ThreadMXBean;
import io.github.imagetask.GeneratedImage;
import io.github.imagetask.ImageSize;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okio.Okio;
import okio.Sink;
import org.jspecify.annotations.Nullable;

/**
 * An image of 1 GiB over loopback HTTP into a file and into a stream, with a heap of 64 MB: ours,
 * which looks whether it is an image and whole, beside OkHttp's {@code
 * response.body().source().readAll(sink)}. The client has a JVM of its own, of whose whole process
 * CPU and bytes are; the server is in this one.
 *
 * <p>The file of ours is forced to the disk before it has its name, which the floor doesn't do: a
 * folder in memory ({@code /dev/shm}) shows what the SDK costs, any other one shows the disk.
 *
 * <p>{@code LargeDownload [pairs [folder [bytes]]]}
 */
public final class LargeDownload {
  private static final String CLIENT = "client";

  private LargeDownload() {}

  public static void main(String[] args) throws Exception {
    if (args.length > 0 && args[0].equals(CLIENT)) {
      measure(HttpUrl.get(args[1]), Integer.parseInt(args[2]), Path.of(args[3]), args[4]);
      return;
    }
    String pairs = args.length > 0 ? args[0] : "5";
    String folder = args.length > 1 ? args[1] : System.getProperty("java.io.tmpdir");
    String bytes = args.length > 2 ? args[2] : String.valueOf(1L << 30);
    try (ServerSocket server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress())) {
      Thread acceptor = new Thread(() -> accept(server));
      acceptor.setDaemon(true);
      acceptor.start();
      String url = "http://127.0.0.1:" + server.getLocalPort() + "/";
      Process client =
          new ProcessBuilder(
                  Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx64m",
                  "-cp",
                  System.getProperty("java.class.path"),
                  LargeDownload.class.getName(),
                  CLIENT,
                  url,
                  pairs,
                  folder,
                  bytes)
              .inheritIO()
              .start();
      if (client.waitFor() != 0) throw new IOException("the client failed");
    }
  }

  // The client.

  /** Takes one image, and returns the file that it is in, or null if it is in none. */
  private interface Way {
    @Nullable Path take() throws IOException;
  }

  private static void measure(HttpUrl base, int pairs, Path folder, String length)
      throws IOException {
    Path ourFile = folder.resolve("large-download-" + ProcessHandle.current().pid());
    Path floorFile = ourFile.resolveSibling(ourFile.getFileName() + "-floor");
    OkHttpClient http = new OkHttpClient();
    try (UniAllClient client =
        UniAllClient.builder()
            .baseUrl(base.toString())
            .apiKey("test-key-benchmarks")
            .maxImageBytes(Long.MAX_VALUE >> 8)
            .build()) {
      for (String format : List.of("png", "jpeg")) {
        HttpUrl url = base.resolve("/" + format + "/" + length);
        Request request = new Request.Builder().url(Objects.requireNonNull(url)).build();
        GeneratedImage image = submit(client, url);
        compare(
            format + " into a file",
            pairs,
            () -> image.saveTo(ourFile),
            () -> {
              try (Sink sink = Okio.sink(floorFile)) {
                readAll(http, request, sink);
              }
              return floorFile;
            });
        compare(
            format + " into a stream",
            pairs,
            () -> {
              image.writeTo(OutputStream.nullOutputStream());
              return null;
            },
            () -> {
              readAll(http, request, Okio.sink(OutputStream.nullOutputStream()));
              return null;
            });
      }
    }
    http.dispatcher().executorService().shutdown();
    http.connectionPool().evictAll();
  }

  private static GeneratedImage submit(UniAllClient client, HttpUrl image) {
    return client
        .submit(
            UniAllImageRequest.builder()
                .model(UniAllModel.GPT_IMAGE_2)
                .size(ImageSize.of(1024, 1024))
                .prompt(image.toString()) // which the server takes for the result's address
                .build())
        .awaitResult()
        .first();
  }

  private static void readAll(OkHttpClient http, Request request, Sink sink) throws IOException {
    try (Response response = http.newCall(request).execute()) {
      Objects.requireNonNull(response.body()).source().readAll(sink);
    }
  }

  private static void compare(String name, int pairs, Way ours, Way floor) throws IOException {
    double[] cpu = new double[pairs];
    double[] throughput = new double[pairs];
    double[] ourCpu = new double[pairs];
    double[] floorCpu = new double[pairs];
    double[] bytes = new double[pairs];
    for (int i = -1; i < pairs; i++) {
      boolean first = i % 2 == 0; // neither always comes after the other
      Cost floorCost = first ? cost(floor) : null;
      Cost our = cost(ours);
      if (floorCost == null) floorCost = cost(floor);
      if (i < 0) continue; // warms up
      cpu[i] = our.cpu / (double) floorCost.cpu;
      throughput[i] = floorCost.wall / (double) our.wall;
      ourCpu[i] = our.cpu / 1e6;
      floorCpu[i] = floorCost.cpu / 1e6;
      bytes[i] = (our.bytes - floorCost.bytes) / 1024.0;
    }
    System.out.printf(
        Locale.ROOT,
        "%-20s CPU %,.0f ms, floor %,.0f ms, %.2f x; throughput %.2f x; %,.0f KiB more allocated%n",
        name,
        median(ourCpu),
        median(floorCpu),
        median(cpu),
        median(throughput),
        median(bytes));
  }

  private record Cost(long cpu, long wall, long bytes) {}

  private static Cost cost(Way way) throws IOException {
    OperatingSystemMXBean process =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long bytes = allocated();
    long cpu = process.getProcessCpuTime();
    long wall = System.nanoTime();
    Path file = way.take();
    Cost cost =
        new Cost(process.getProcessCpuTime() - cpu, System.nanoTime() - wall, allocated() - bytes);
    if (file != null) Files.delete(file); // not measured
    return cost;
  }

  /** By all threads that live. */
  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long all = 0;
    for (long each : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      all += Math.max(0, each);
    }
    return all;
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  // The server.

  private static void accept(ServerSocket server) {
    while (true) {
      try {
        Socket socket = server.accept();
        Thread thread = new Thread(() -> serve(socket));
        thread.setDaemon(true);
        thread.start();
      } catch (IOException closed) {
        return;
      }
    }
  }

  private static void serve(Socket socket) {
    try (socket;
        OutputStream out = new BufferedOutputStream(socket.getOutputStream(), 1 << 16)) {
      InputStream in = socket.getInputStream();
      while (true) {
        String head = until(in, "\r\n\r\n");
        if (head.isEmpty()) return;
        if (head.startsWith("POST")) {
          answerSubmit(out, until(in, "}"));
        } else {
          String[] path = head.split(" ", 3)[1].split("/", -1);
          answerImage(out, path[1].equals("png"), Long.parseLong(path[2]));
        }
        out.flush();
      }
    } catch (IOException gone) {
      // The client has what it wants.
    }
  }

  private static String until(InputStream in, String end) throws IOException {
    StringBuilder text = new StringBuilder();
    while (text.indexOf(end) < 0) {
      int c = in.read();
      if (c < 0) return "";
      text.append((char) c);
    }
    return text.toString();
  }

  private static void answerSubmit(OutputStream out, String body) throws IOException {
    int at = body.indexOf("http:");
    String url = body.substring(at, body.indexOf('"', at));
    String json =
        "{\"id\":\"t\",\"task_id\":\"t\",\"status\":\"succeeded\",\"result_url\":\"" + url + "\"}";
    head(out, json.length());
    out.write(json.getBytes(StandardCharsets.ISO_8859_1));
  }

  private static void head(OutputStream out, long length) throws IOException {
    String head = "HTTP/1.1 200 OK\r\nContent-Length: " + length + "\r\n\r\n";
    out.write(head.getBytes(StandardCharsets.ISO_8859_1));
  }

  /** Chunks of 8 KiB, as libpng writes them; a JPEG is one scan. */
  private static void answerImage(OutputStream out, boolean png, long length) throws IOException {
    byte[] data = new byte[8_192];
    new Random(1).nextBytes(data);
    for (int i = 0; i < data.length; i++) {
      if (data[i] == -1) data[Math.min(i + 1, data.length - 1)] = 0; // stuffed
    }
    if (data[data.length - 1] == -1) data[data.length - 1] = 0;
    ByteBuffer.wrap(data).putInt(data.length - 12).put(latin("IDAT"));
    byte[] start =
        latin(
            png
                ? "\u0089PNG\r\n\u001a\n\0\0\0\rIHDR\0\0\0\1\0\0\0\1\u0008\2\0\0\0\u0090wS\u00de"
                : "\u00ff\u00d8\u00ff\u00e0\0\u0010JFIF\0\1\1\0\0\1\0\1\0\0\u00ff\u00da\0\2");
    byte[] end = latin(png ? "\0\0\0\0IEND\u00aeB`\u0082" : "\u00ff\u00d9");
    long count = length / data.length;
    head(out, start.length + count * data.length + end.length);
    out.write(start);
    for (long i = 0; i < count; i++) out.write(data);
    out.write(end);
  }

  private static byte[] latin(String text) {
    return text.getBytes(StandardCharsets.ISO_8859_1);
  }
}
