package io.github.imagetask.uniall;

import com.squareup.moshi.JsonReader;
import io.github.imagetask.TaskKey;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.util.Base64;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okio.Buffer;
import okio.ByteString;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/** Reading UniAll's answers, beside Moshi's reader by names prepared once. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
@Warmup(iterations = 3, time = 1)
@Measurement(iterations = 3, time = 1)
@Fork(1)
public class AnswerBenchmark {
  private static final JsonReader.Options ENVELOPE = JsonReader.Options.of("data");
  private static final JsonReader.Options TASK = JsonReader.Options.of("status", "result_url");

  private final HttpUrl address = HttpUrl.get("https://gateway.example/");
  private final UniAllWire wire = new UniAllWire(address, "test-key-benchmark");
  private final UniAllDirectReader direct = new UniAllDirectReader(address);
  private final TaskKey key = TaskKey.of("uniall", "task_0123456789abcdef");
  private final ByteString running =
      ByteString.encodeUtf8(
          "{\"code\":\"success\",\"message\":\"\",\"data\":{\"task_id\":\"task_0123456789abcdef\","
              + "\"status\":\"processing\",\"progress\":\"40%\",\"metadata\":{\"task_type\":"
              + "\"text2image\"},\"error\":null}}");
  private final ByteString image = image();

  /** A PNG's beginning and noise, 1 MiB. */
  private static ByteString image() {
    byte[] bytes = new byte[1 << 20];
    new Random(1).nextBytes(bytes);
    byte[] start = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    System.arraycopy(start, 0, bytes, 0, start.length);
    String text = Base64.getEncoder().encodeToString(bytes);
    return ByteString.encodeUtf8("{\"created\":1,\"data\":[{\"b64_json\":\"" + text + "\"}]}");
  }

  @Benchmark
  public Reading queryRead() throws IOException {
    return wire.readQuery(key, Answer.of(200, new Buffer().write(running)));
  }

  @Benchmark
  public String queryReadByMoshi() throws IOException {
    JsonReader reader = JsonReader.of(new Buffer().write(running));
    String status = "";
    reader.beginObject();
    while (reader.hasNext()) {
      if (reader.selectName(ENVELOPE) < 0) {
        reader.skipName();
        reader.skipValue();
        continue;
      }
      reader.beginObject();
      while (reader.hasNext()) {
        if (reader.selectName(TASK) == 0) {
          status = reader.nextString();
        } else {
          reader.skipName();
          reader.skipValue();
        }
      }
      reader.endObject();
    }
    reader.endObject();
    return status;
  }

  @Benchmark
  public Reading mebibyteOfBase64Read() throws IOException {
    return direct.read(Answer.of(200, new Buffer().write(image)));
  }

  @Benchmark
  public byte[] mebibyteOfBase64ReadByMoshi() throws IOException {
    JsonReader reader = JsonReader.of(new Buffer().write(image));
    reader.beginObject();
    reader.skipName();
    reader.skipValue();
    reader.skipName();
    reader.beginArray();
    reader.beginObject();
    reader.skipName();
    return Base64.getDecoder().decode(reader.nextString());
  }
}
