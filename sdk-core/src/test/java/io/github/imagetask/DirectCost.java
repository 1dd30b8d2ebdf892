package io.github.imagetask;

import com.squareup.moshi.JsonReader;
import com.sun.management.ThreadMXBean;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.Paths;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.BufferedSource;

/**
 * What large images cost in a direct call, ours beside a floor: OkHttp and a decoder written by
 * hand. Each run has a JVM of its own; the server is in this one. Prints the table of {@code
 * docs/performance-direct.md}:
 *
 * <pre>{@code
 * mvn -q -pl sdk-core test-compile dependency:build-classpath -Dmdep.outputFile=target/cp
 * java -cp sdk-core/target/test-classes:sdk-core/target/classes:$(cat sdk-core/target/cp) \
 *   io.github.imagetask.DirectCost
 * }</pre>
 */
final class DirectCost {
  static final long MIB = 1 << 20;

  private DirectCost() {}

  /** Who reads an answer, and where to. */
  enum Reader {
    OUR_FILES("generateInto"),
    FLOOR_FILES("floor, into files"),
    OUR_MEMORY("generate"),
    FLOOR_MEMORY("floor, in memory");

    private final String words;

    Reader(String words) {
      this.words = words;
    }
  }

  /** What a run came to. */
  record Cost(long millis, long allocated, long peak) {
    static Cost parse(String line) {
      String[] words = line.split(" ", -1);
      return new Cost(Long.parseLong(words[0]), Long.parseLong(words[1]), Long.parseLong(words[2]));
    }

    @Override
    public String toString() {
      return String.format(
          Locale.ROOT,
          "%,d ms, %.1f MiB allocated, %.1f MiB peak heap",
          millis,
          allocated / (double) MIB,
          peak / (double) MIB);
    }
  }

  public static void main(String[] args) throws Exception {
    if (args.length > 0) {
      measure(args);
      return;
    }
    System.out.println("| reader | images | time | allocated | peak heap |");
    System.out.println("|---|---|---|---|---|");
    for (int count : new int[] {1, 8}) {
      for (Reader reader : Reader.values()) {
        Path folder = Files.createTempDirectory("direct-cost");
        Cost cost = run(reader, count, 32 * MIB, "1g", folder);
        System.out.printf(
            Locale.ROOT,
            "| %s | %d | %.1f s | %.1f MiB | %.0f MiB |%n",
            reader.words,
            count,
            cost.millis / 1e3,
            cost.allocated / (double) MIB,
            cost.peak / (double) MIB);
        delete(folder);
      }
    }
  }

  /**
   * Reads one answer in a JVM of its own.
   *
   * @param bytes of each image
   * @param heap as {@code -Xmx} takes it
   * @throws IOException if that JVM fails; its message is what it has printed
   */
  static Cost run(Reader reader, int count, long bytes, String heap, Path folder)
      throws IOException, InterruptedException {
    byte[] base64 = Base64.getEncoder().encode(TestImages.png((int) bytes));
    byte[] small = Base64.getEncoder().encode(TestImages.png(200_000));
    try (ScriptServer server =
        new ScriptServer((in, out) -> serve(in, out, count, base64, small))) {
      Process process =
          new ProcessBuilder(
                  Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                  "-Xmx" + heap,
                  "-cp",
                  System.getProperty("java.class.path"),
                  DirectCost.class.getName(),
                  reader.name(),
                  server.url("/").toString(),
                  folder.toString(),
                  String.valueOf(bytes))
              .redirectErrorStream(true)
              .start();
      try (BufferedReader out =
          new BufferedReader(
              new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
        List<String> lines = out.lines().toList();
        if (process.waitFor() != 0) throw new IOException(String.join("\n", lines));
        return Cost.parse(lines.get(0));
      } finally {
        process.destroyForcibly();
      }
    }
  }

  // The server.

  private static void serve(InputStream in, OutputStream out, int count, byte[] large, byte[] small)
      throws IOException {
    StringBuilder prompt = new StringBuilder();
    while (prompt.indexOf("}") < 0) prompt.append((char) in.read());
    byte[] image = prompt.indexOf("warm") < 0 ? large : small;
    out.write(ScriptServer.ascii("HTTP/1.1 200 OK\r\nConnection: close\r\n\r\n{\"data\":["));
    for (int i = 0; i < count; i++) {
      out.write(ScriptServer.ascii(i == 0 ? "{\"b64_json\":\"" : ",{\"b64_json\":\""));
      for (int at = 0; at < image.length; at += 1 << 16) {
        out.write(image, at, Math.min(1 << 16, image.length - at));
      }
      out.write(ScriptServer.ascii("\"}"));
    }
    out.write(ScriptServer.ascii("]}"));
    out.flush();
  }

  // The other JVM.

  private static void measure(String[] args) throws Exception {
    Reader reader = Reader.valueOf(args[0]);
    HttpUrl url = HttpUrl.get(args[1]);
    Path folder = Paths.get(args[2]);
    long maxImageBytes = Long.parseLong(args[3]);
    Path warm = Files.createTempDirectory("direct-warm");
    try (TestClient client = TestClient.builder(url).maxImageBytes(maxImageBytes).build()) {
      OkHttpClient plain = new OkHttpClient();
      long ignored = read(reader, client, plain, url, "warm", warm);
      delete(warm);
      System.gc();
      for (MemoryPoolMXBean pool : heap().toList()) pool.resetPeakUsage();
      long before = allocated();
      long start = System.nanoTime();

      long bytes = read(reader, client, plain, url, "cold", folder);

      long millis = (System.nanoTime() - start) / 1_000_000;
      long peak = heap().mapToLong(pool -> pool.getPeakUsage().getUsed()).sum();
      System.out.println(millis + " " + (allocated() - before) + " " + peak + " " + bytes);
      plain.dispatcher().executorService().shutdown();
    }
  }

  private static long read(
      Reader reader, TestClient client, OkHttpClient plain, HttpUrl url, String prompt, Path folder)
      throws IOException {
    if (reader == Reader.OUR_FILES) return client.direct().generateInto(prompt, folder).size();
    if (reader == Reader.OUR_MEMORY) return client.direct().generate(prompt).images().size();
    RequestBody body =
        RequestBody.create("{\"prompt\":\"" + prompt + "\"}", MediaType.get("application/json"));
    Request request = new Request.Builder().url(url).post(body).build();
    try (Response response = plain.newCall(request).execute()) {
      BufferedSource source = response.body().source();
      return reader == Reader.FLOOR_FILES ? intoFiles(source, folder) : inMemory(source);
    }
  }

  /** All heap pools; their peaks may lie at different times, so that the sum is never too low. */
  private static Stream<MemoryPoolMXBean> heap() {
    return ManagementFactory.getMemoryPoolMXBeans().stream()
        .filter(pool -> pool.getType() == MemoryType.HEAP);
  }

  /** By all threads that live; those of OkHttp's pools outlive a run. */
  private static long allocated() {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long all = 0;
    for (long each : threads.getThreadAllocatedBytes(threads.getAllThreadIds())) {
      all += Math.max(0, each);
    }
    return all;
  }

  // The floor.

  /** Finds base64 by its name and decodes it block by block, with no care for anything else. */
  private static long intoFiles(BufferedSource source, Path folder) throws IOException {
    byte[] name = ScriptServer.ascii("\"b64_json\":\"");
    byte[] chunk = new byte[1 << 13];
    byte[] block = new byte[1 << 12];
    byte[] decoded = new byte[block.length / 4 * 3];
    int matched = 0;
    int count = 0;
    long files = 0;
    OutputStream out = null;
    for (int read; (read = source.read(chunk)) >= 0; ) {
      for (int i = 0; i < read; i++) {
        byte c = chunk[i];
        if (out == null) {
          matched = c == name[matched] ? matched + 1 : c == name[0] ? 1 : 0;
          if (matched == name.length) {
            out = Files.newOutputStream(folder.resolve(files++ + ".png"));
            matched = 0;
          }
        } else if (c != '"') {
          block[count++] = c;
          if (count == block.length) {
            out.write(decoded, 0, Base64.getDecoder().decode(block, decoded));
            count = 0;
          }
        } else {
          out.write(Base64.getDecoder().decode(Arrays.copyOf(block, count)));
          out.close();
          out = null;
          count = 0;
        }
      }
    }
    return files;
  }

  /** As most clients read. */
  private static long inMemory(BufferedSource source) throws IOException {
    List<byte[]> images = new ArrayList<>();
    JsonReader reader = JsonReader.of(source);
    reader.beginObject();
    reader.skipName();
    reader.beginArray();
    while (reader.hasNext()) {
      reader.beginObject();
      reader.skipName();
      images.add(Base64.getDecoder().decode(reader.nextString()));
      reader.endObject();
    }
    return images.size();
  }

  private static void delete(Path folder) throws IOException {
    for (String name : WatchedFolder.names(folder)) Files.delete(folder.resolve(name));
    Files.delete(folder);
  }
}
