package io.github.imagetask.campaign.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.DirectImages;
import io.github.imagetask.FuzzInsides;
import io.github.imagetask.ImageClient;
import io.github.imagetask.TaskKey;
import io.github.imagetask.hingnet.HingnetClient;
import io.github.imagetask.meitu.MeituClient;
import io.github.imagetask.meitu.MeituEnvironment;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.DirectEntry;
import io.github.imagetask.spi.Fault;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.zexi.ZexiClient;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import okio.ForwardingSource;
import okio.Source;
import org.jspecify.annotations.Nullable;

/**
 * All twelve readers of answers, and what core makes of what they say: the same bytes give the same
 * reading however they arrive, an exception is one that the reader's contract names, and what an
 * answer means agrees with its status.
 */
final class Answers {
  private static final int[] STATUSES = {
    200, 201, 202, 400, 401, 404, 408, 429, 500, 502, 503, 504
  };

  /** More white space than an answer that is read in one piece may have. */
  private static final byte[] SPACE = new byte[(1 << 16) + 10];

  private static final MediaType JSON = MediaType.get("application/json");
  private static final List<Entry> ENTRIES = entries();

  static {
    Arrays.fill(SPACE, (byte) ' ');
  }

  private Answers() {}

  private interface Reader {
    Reading read(Answer answer) throws IOException;
  }

  private record Entry(
      String name,
      Reader reader,
      FuzzInsides.Judge judge,
      @Nullable DirectEntry<?> direct,
      @Nullable TaskKey query) {}

  static void check(byte[] body) throws IOException {
    int choice = Arrays.hashCode(body);
    int status = STATUSES[Math.floorMod(choice, STATUSES.length)];
    boolean marked = body.length > 0 && body[0] == (byte) 0xef; // a byte order mark comes first
    Entry one = ENTRIES.get(Math.floorMod(choice >> 4, ENTRIES.size()));
    String whole = read(one, new Buffer().write(body));
    Source pieces = pieces(new Buffer().write(body), 1 + ((choice >>> 8) & 7));
    assertThat(read(one, pieces)).as("%s in pieces", one.name).isEqualTo(whole);
    if (!marked) {
      String large = read(one, new Buffer().write(SPACE).write(body));
      assertThat(large).as("%s of a large answer", one.name).isEqualTo(whole);
    }
    for (Entry each : ENTRIES) {
      judge(each, 200, body);
      judge(each, status, body);
    }
  }

  private static void judge(Entry entry, int status, byte[] body) throws IOException {
    boolean namesTask = false;
    try {
      namesTask = entry.reader.read(Answer.of(status, new Buffer().write(body))).id() != null;
    } catch (IOException | JsonDataException e) { // and nothing else, which core would bear
      // No task is named.
    }
    Response response = response(status, body);
    if (entry.query != null) {
      entry.judge.query(entry.query, response);
    } else {
      entry.judge.submit(response, entry.direct, namesTask);
    }
  }

  /** The reading in words, or that there is none. */
  private static String read(Entry entry, Source body) {
    Reading reading;
    try {
      reading = entry.reader.read(Answer.of(200, body, 1 << 20));
    } catch (IOException | JsonDataException e) { // and nothing else
      return "unreadable";
    }
    StringBuilder out = new StringBuilder();
    Fault fault = reading.fault();
    if (fault != null) {
      out.append(fault.error()).append(fault.isRetryable()).append(fault.processed());
    }
    out.append(reading.id())
        .append(reading.status())
        .append(reading.rawStatus())
        .append(reading.progress())
        .append(reading.announced())
        .append(reading.createdAt())
        .append(reading.completedAt())
        .append(reading.text())
        .append(reading.error());
    for (Reading.Image image : reading.images()) {
      byte[] bytes = image.bytes();
      out.append(image.url())
          .append(bytes == null ? "" : new String(bytes, StandardCharsets.ISO_8859_1));
      assertThat(image.url() != null ^ bytes != null).as("a URL or bytes").isTrue();
    }
    Integer progress = reading.progress();
    assertThat(progress == null || (progress >= 0 && progress <= 100)).isTrue();
    return out.toString();
  }

  private static Source pieces(Buffer body, int step) {
    return new ForwardingSource(body) {
      @Override
      public long read(Buffer sink, long byteCount) throws IOException {
        return super.read(sink, Math.min(step, byteCount));
      }
    };
  }

  private static Response response(int status, byte[] body) {
    return new Response.Builder()
        .request(new Request.Builder().url("https://api.example.com/v1/images").build())
        .protocol(Protocol.HTTP_1_1)
        .code(status)
        .message("")
        .body(ResponseBody.create(body, JSON))
        .build();
  }

  private static List<Entry> entries() {
    String url = "https://api.example.com";
    String key = "sk-fuzz-0123456789";
    List<Entry> all = new ArrayList<>();
    try (UniAllClient uniall = UniAllClient.builder().baseUrl(url).apiKey(key).build();
        HingnetClient hingnet = HingnetClient.builder().baseUrl(url).apiKey(key).build();
        ZexiClient zexi = ZexiClient.builder().baseUrl(url).apiKey(key).build();
        MeituClient meitu = meitu(url, key)) {
      add(all, uniall, "uniall:task_1", uniall.direct(), uniall.gemini());
      add(all, hingnet, "hingnet:generations/task_1", hingnet.direct());
      add(all, zexi, "zexi:task_1");
      add(all, meitu, "meitu:task_1", meitu.direct());
    }
    return all;
  }

  private static MeituClient meitu(String url, String key) {
    return MeituClient.builder()
        .environment(MeituEnvironment.ofBaseUrl(url + "/v1").withDirectUrl(url + "/sync"))
        .apiKey(key)
        .apiSecret("secret-" + key)
        .token("token-" + key)
        .build();
  }

  private static void add(
      List<Entry> all, ImageClient<?> client, String key, DirectImages<?>... directs) {
    Gateway<?> gateway = FuzzInsides.gateway(client);
    FuzzInsides.Judge judge = FuzzInsides.judge(gateway);
    TaskKey task = TaskKey.parse(key);
    String name = gateway.name();
    all.add(new Entry(name + " submit", gateway::readSubmit, judge, null, null));
    all.add(new Entry(name + " query", it -> gateway.readQuery(task, it), judge, null, task));
    for (DirectImages<?> direct : directs) {
      DirectEntry<?> entry = FuzzInsides.entry(Objects.requireNonNull(direct));
      all.add(new Entry(name + " direct", entry::read, judge, entry, null));
    }
  }
}
