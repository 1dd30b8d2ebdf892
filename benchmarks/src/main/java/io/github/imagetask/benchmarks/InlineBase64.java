package io.github.imagetask.benchmarks;

import com.squareup.moshi.JsonReader;
import com.sun.management.ThreadMXBean;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.ImageSink;
import io.github.imagetask.spi.JsonNode;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Locale;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import okio.Buffer;
import okio.Okio;
import okio.Source;
import okio.Timeout;

/**
 * An image of 32 MiB in a JSON answer: ours, which decodes while it streams, beside Moshi's {@code
 * nextString} and {@code java.util.Base64} on the whole text. The answer comes from an array in
 * pieces of 8 KiB, as from a socket, so that nothing but the reading is measured. CPU and bytes are
 * the reading thread's; the collector's work isn't in them.
 *
 * <p>{@code InlineBase64 [pairs]}
 */
public final class InlineBase64 {
  private static final int IMAGE = 32 << 20;
  private static final int WARM_UP = 10;
  private static final Set<String> NAMES = Set.of("b64_json");

  private InlineBase64() {}

  /** Reads one answer, and says how many bytes its image has. */
  private interface Way {
    long read(Source answer) throws IOException;
  }

  public static void main(String[] args) throws IOException {
    int pairs = args.length > 0 ? Integer.parseInt(args[0]) : 15;
    byte[] image = image();
    String base64 = Base64.getEncoder().encodeToString(image);
    byte[] plain = answer(base64);
    compare("inline base64, in memory", pairs, plain, InlineBase64::ours);
    compare("inline base64, streamed", pairs, plain, InlineBase64::streamed);
    compare("inline base64, every / escaped", pairs, answer(escaped(base64)), InlineBase64::ours);
    compare("inline base64, lines of 76", pairs, answer(lines(image)), InlineBase64::ours);
  }

  private static void compare(String name, int pairs, byte[] answer, Way ours) throws IOException {
    double[] cpu = new double[pairs];
    double[] bytes = new double[pairs];
    double[] ourMillis = new double[pairs];
    double[] floorMillis = new double[pairs];
    for (int i = -WARM_UP; i < pairs; i++) {
      boolean first = i % 2 == 0; // neither always comes after the other
      Cost floor = first ? cost(InlineBase64::floor, answer) : null;
      Cost our = cost(ours, answer);
      if (floor == null) floor = cost(InlineBase64::floor, answer);
      if (i < 0) continue;
      cpu[i] = our.nanos / (double) floor.nanos;
      bytes[i] = our.bytes / (double) floor.bytes;
      ourMillis[i] = our.nanos / 1e6;
      floorMillis[i] = floor.nanos / 1e6;
    }
    System.out.printf(
        Locale.ROOT,
        "%-32s CPU %.1f ms, floor %.1f ms, %.2f x; bytes %.2f x%n",
        name,
        median(ourMillis),
        median(floorMillis),
        median(cpu),
        median(bytes));
  }

  private record Cost(long nanos, long bytes) {}

  private static Cost cost(Way way, byte[] answer) throws IOException {
    ThreadMXBean threads = (ThreadMXBean) ManagementFactory.getThreadMXBean();
    long bytes = threads.getCurrentThreadAllocatedBytes();
    long nanos = threads.getCurrentThreadCpuTime();
    long length = way.read(new ArraySource(answer));
    Cost cost =
        new Cost(
            threads.getCurrentThreadCpuTime() - nanos,
            threads.getCurrentThreadAllocatedBytes() - bytes);
    if (length != IMAGE) throw new IllegalStateException("an image of " + length + " bytes");
    return cost;
  }

  private static long ours(Source answer) throws IOException {
    JsonNode json = Answer.of(200, answer).json(NAMES);
    return Objects.requireNonNull(json.at("data").items().get(0).at("b64_json").bytes()).length;
  }

  private static long streamed(Source answer) throws IOException {
    Count count = new Count();
    ImageSink sink = number -> count;
    JsonNode json = Answer.of(200, answer, IMAGE, sink).json(NAMES);
    Objects.requireNonNull(json.at("data").items().get(0).at("b64_json").streamed());
    return count.bytes;
  }

  private static long floor(Source answer) throws IOException {
    JsonReader reader = JsonReader.of(Okio.buffer(answer));
    byte[] image = new byte[0];
    reader.beginObject();
    while (reader.hasNext()) {
      reader.skipName();
      reader.beginArray();
      reader.beginObject();
      reader.skipName();
      String text = reader.nextString();
      image =
          text.indexOf('\n') < 0
              ? Base64.getDecoder().decode(text)
              : Base64.getMimeDecoder().decode(text);
      reader.endObject();
      reader.endArray();
    }
    reader.endObject();
    return image.length;
  }

  private static byte[] image() {
    byte[] image = new byte[IMAGE];
    new Random(1).nextBytes(image);
    byte[] magic = {(byte) 0xff, (byte) 0xd8, (byte) 0xff}; // a JPEG's
    System.arraycopy(magic, 0, image, 0, magic.length);
    return image;
  }

  private static String escaped(String base64) {
    return base64.replace("/", "\\/");
  }

  private static String lines(byte[] image) {
    return Base64.getMimeEncoder().encodeToString(image).replace("\r\n", "\\n");
  }

  private static byte[] answer(String text) {
    String json = "{\"data\":[{\"b64_json\":\"" + text + "\"}]}";
    return json.getBytes(StandardCharsets.ISO_8859_1);
  }

  private static double median(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return sorted[sorted.length / 2];
  }

  /** Gives an array as a socket would. */
  private static final class ArraySource implements Source {
    private final byte[] bytes;
    private int at;

    ArraySource(byte[] bytes) {
      this.bytes = bytes;
    }

    @Override
    public long read(Buffer sink, long byteCount) {
      if (at == bytes.length) return -1;
      int count = (int) Math.min(Math.min(byteCount, 8_192), bytes.length - at);
      sink.write(bytes, at, count);
      at += count;
      return count;
    }

    @Override
    public Timeout timeout() {
      return Timeout.NONE;
    }

    @Override
    public void close() {}
  }

  /** Counts what is streamed into it. */
  private static final class Count implements okio.Sink {
    private long bytes;

    @Override
    public void write(Buffer source, long byteCount) throws IOException {
      bytes += byteCount;
      source.skip(byteCount);
    }

    @Override
    public void flush() {}

    @Override
    public Timeout timeout() {
      return Timeout.NONE;
    }

    @Override
    public void close() {}
  }
}
