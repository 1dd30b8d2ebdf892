package io.github.imagetask.campaign.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.DownloadException;
import io.github.imagetask.GeneratedImage;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageTask;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.campaign.BareGateway;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.Fault;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Images in S3Proxy, by presigned addresses that are good, too old, forged, or lead nowhere. */
@Tag("campaign")
final class S3Test {
  private static final byte[] IMAGE = BareGateway.image("s3");
  private static final byte[] HALF = Arrays.copyOf(IMAGE, IMAGE.length / 2);
  private static final byte[] PAGE =
      "<!DOCTYPE html><html><body>Gone</body></html>".getBytes(StandardCharsets.UTF_8);

  /** One query is made for a fresh address, which works. */
  private static final int ONCE = 1;

  /** Fresh addresses that don't work, either: one at once, and one after each of four pauses. */
  private static final int EACH_TIME = 5;

  private static final int OK = 200;

  /**
   * What may come of each case, written before it is run.
   *
   * @param first the address that ends the wait
   * @param later that of every query after it
   * @param status {@link #OK} and the whole image, or that of the {@link DownloadException}
   * @param queries for fresh addresses
   */
  private record Row(
      String name,
      Function<S3, String> first,
      Function<S3, String> later,
      int status,
      int queries) {}

  // spotless:off
  private static final List<Row> ROWS = List.of(
      new Row("whole", good("png"), good("none"), OK, 0),
      new Row("text/plain", good("text"), good("none"), OK, 0),
      new Row("octet-stream", good("octets"), good("none"), OK, 0),
      new Row("aws-chunked", good("chunked"), good("none"), OK, 0),
      new Row("base64", good("base64"), good("none"), OK, 0),
      new Row("expired once", s3 -> s3.expired("/images/png"), good("png"), OK, ONCE),
      new Row("expired", s3 -> s3.expired("/images/png"), s3 -> s3.expired("/images/png"), 403, EACH_TIME),
      new Row("forged once", s3 -> s3.forged("/images/png"), good("png"), OK, ONCE),
      new Row("forged", s3 -> s3.forged("/images/png"), s3 -> s3.forged("/images/png"), 403, EACH_TIME),
      new Row("missing once", good("none"), good("png"), OK, ONCE),
      new Row("missing", good("none"), good("none"), 404, EACH_TIME),
      new Row("no bucket", s3 -> s3.url("GET", "/nowhere/png"), s3 -> s3.url("GET", "/nowhere/png"), 404, EACH_TIME),
      new Row("page", good("page"), good("png"), 0, 0),
      new Row("half", good("half"), good("png"), 0, 0));
  // spotless:on

  @TempDir Path folder;

  @Test
  void everyCaseComesOutAsTheTableSays() throws Exception {
    try (S3 s3 = new S3(folder);
        Fronts behind = new Fronts()) {
      upload(s3);
      theServerChecksWhatItIsAsked(s3);
      long start = System.nanoTime();
      List<String> differing = new ArrayList<>();
      int trials = ROWS.size() * Gateway.values().length;
      ExecutorService threads = Executors.newFixedThreadPool(trials);
      try {
        List<CompletableFuture<String>> all = new ArrayList<>();
        for (Row row : ROWS) {
          FakeGateways fakes = behind.start();
          for (Gateway gateway : Gateway.values()) {
            all.add(CompletableFuture.supplyAsync(() -> tried(row, gateway, fakes, s3), threads));
          }
        }
        for (CompletableFuture<String> each : all) {
          if (!each.join().isEmpty()) differing.add(each.join());
        }
      } finally {
        threads.shutdownNow();
      }
      long millis = (System.nanoTime() - start) / 1_000_000;
      System.out.printf("s3: %d trials, %d differing, %d ms%n", trials, differing.size(), millis);
      differing.forEach(System.out::println);
      assertThat(differing).isEmpty();
    }
  }

  private static void upload(S3 s3) throws Exception {
    s3.makeBucket("/images");
    s3.put("/images/png", IMAGE, "Content-Type", "image/png");
    s3.put("/images/text", IMAGE, "Content-Type", "text/plain");
    s3.put("/images/octets", IMAGE, "Content-Type", "application/octet-stream");
    for (String each : List.of("aws-chunked", "base64")) {
      String path = "/images/" + each.replace("aws-", "");
      s3.put(path, IMAGE, "Content-Type", "image/png", "Content-Encoding", each);
    }
    s3.put("/images/page", PAGE, "Content-Type", "image/png");
    s3.put("/images/half", HALF, "Content-Type", "image/png");
  }

  /** Else the cases would show nothing. */
  private static void theServerChecksWhatItIsAsked(S3 s3) throws Exception {
    String url = s3.url("GET", "/images/png");
    assertThat(s3.get(url)).isEqualTo("200 image/png -");
    assertThat(s3.get(good("text").apply(s3))).isEqualTo("200 text/plain -");
    assertThat(s3.get(good("octets").apply(s3))).isEqualTo("200 application/octet-stream -");
    assertThat(s3.get(good("chunked").apply(s3))).isEqualTo("200 image/png aws-chunked");
    assertThat(s3.get(good("base64").apply(s3))).isEqualTo("200 image/png base64");
    assertThat(s3.get(url.replaceFirst("\\?.*", ""))).startsWith("403 ");
    assertThat(s3.get(s3.expired("/images/png"))).startsWith("403 ");
    assertThat(s3.get(s3.forged("/images/png"))).startsWith("403 ");
    assertThat(s3.get(good("none").apply(s3))).startsWith("404 ");
    // A gateway's key sent along would be noticed.
    assertThat(s3.get(url, "Authorization", "Bearer test-key")).startsWith("400 ");
  }

  private static Function<S3, String> good(String object) {
    return s3 -> s3.url("GET", "/images/" + object);
  }

  /** What came of it, in words; empty if the table allows it. */
  private String tried(Row row, Gateway gateway, FakeGateways fakes, S3 s3) {
    FakeGateway fake = gateway.in(fakes);
    Path own = folder.resolve(row.name().replace('/', '-') + "-" + gateway.label());
    List<String> wrong = new ArrayList<>();
    String origin = fake.baseUrl().substring(0, fake.baseUrl().indexOf("/" + gateway.label()));
    try (ImageClient<?> client = gateway.client(fake, origin, S3Test::options)) {
      Files.createDirectories(own);
      ImageTask task = gateway.submit(client, 0);
      String id = task.key().id();
      fake.always(FakeCall.QUERY, Fault.body(done(gateway, id, row.first().apply(s3))));
      GeneratedImage image = task.awaitResult().first();
      int before = fake.queries();
      fake.always(FakeCall.QUERY, Fault.body(done(gateway, id, row.later().apply(s3))));
      int status = OK;
      Path file = own.resolve("image.png");
      try {
        if (!image.saveTo(file).equals(file)) wrong.add("saved elsewhere");
        if (!Arrays.equals(Files.readAllBytes(file), IMAGE)) wrong.add("another image");
      } catch (DownloadException e) {
        status = e.httpStatus();
        wrong.addAll(faults(e, task));
        if (!files(own).isEmpty()) wrong.add("files are left: " + files(own));
      }
      int queries = fake.queries() - before;
      if (status != row.status()) wrong.add("status " + status);
      if (queries != row.queries()) wrong.add(queries + " queries for fresh addresses");
      if (fake.submits() != 1) wrong.add(fake.submits() + " POSTs");
    } catch (IOException | RuntimeException e) {
      wrong.add(e.toString());
    }
    return wrong.isEmpty() ? "" : row.name() + " " + gateway.label() + ": " + wrong;
  }

  private static List<String> faults(DownloadException e, ImageTask task) {
    StringWriter text = new StringWriter();
    e.printStackTrace(new PrintWriter(text));
    List<String> all = new ArrayList<>();
    if (!task.key().equals(e.key())) all.add("key " + e.key());
    if (text.toString().contains("X-Amz-")) all.add("the signature in " + text);
    return all;
  }

  private static List<Path> files(Path folder) {
    try (Stream<Path> all = Files.list(folder)) {
      return all.toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void options(ImageClient.Builder<?> builder) {
    Duration often = Duration.ofMillis(100);
    builder
        .requestTimeout(Duration.ofSeconds(60))
        .submitTimeout(Duration.ofSeconds(60))
        .pollPolicy(PollPolicy.builder().firstDelay(Duration.ZERO).delays(often, often).build());
  }

  /** A finished task in the gateway's shape; ampersands as Go's JSON writes them. */
  private static String done(Gateway gateway, String id, String url) {
    String json =
        switch (gateway) {
          case UNIALL ->
              """
              {"code":"success","data":{"task_id":"ID","status":"succeeded","result_url":"URL"}}""";
          case HINGNET ->
              """
              {"id":"ID","task_id":"ID","status":"completed","data":[{"url":"URL"}]}""";
          case ZEXI ->
              """
              {"code":"success","data":{"task_id":"ID","status":"SUCCESS","result_url":"URL",
              "data":{"data":[{"url":"URL"}]}}}""";
          case MEITU ->
              """
              {"error_code":0,"error_msg":"","msg_id":"ID","media_info_list":[{"media_data":"URL",
              "media_profiles":{"media_data_type":"url"}}]}""";
        };
    return json.replace("ID", id).replace("URL", url.replace("&", "\\u0026"));
  }
}
