package io.github.imagetask;

import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.json;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The images of a direct call, held in memory or fetched from their URLs. */
@Timeout(60)
final class DirectImagesTest {
  private static final int MAX = 100_000;

  @TempDir Path folder;
  private final FakeTimer timer = new FakeTimer();
  private final MockWebServer server = new MockWebServer();
  private final MockWebServer storage = new MockWebServer();
  private TestClient client;

  @BeforeEach
  void start() throws Exception {
    server.start();
    storage.start();
    client = TestClient.builder(server.url("/")).timer(timer).maxImageBytes(MAX).build();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.shutdown();
    storage.shutdown();
  }

  @Test
  void imagesOfAllSizesAndFromUrlsAreThereInTheirOrder() throws Exception {
    byte[] large = TestImages.jpeg(90_000);
    DirectResult result = generate(large, url("/a"), PNG);
    storage.enqueue(image(TestImages.webp(3_000)));

    List<byte[]> all = new ArrayList<>();
    for (GeneratedImage each : result.images()) all.add(each.bytes());

    assertThat(all).containsExactly(large, TestImages.webp(3_000), PNG);
    assertThat(result.images()).extracting(GeneratedImage::index).containsExactly(0, 1, 2);
    assertThat(result.images())
        .extracting(GeneratedImage::isInline)
        .containsExactly(true, false, true);
    assertThat(result.first()).hasToString("GeneratedImage{test#0, inline}");
  }

  @Test
  void allAreSavedUnderOneNameThatNoOtherCallHas() throws Exception {
    DirectResult first = generate(PNG, TestImages.jpeg(90_000));
    DirectResult second = generate(PNG, url("/a"));
    storage.enqueue(image(TestImages.webp(3_000)));

    List<Path> files = new ArrayList<>(first.saveAll(folder));
    files.addAll(second.saveAllAsync(folder).get(10, TimeUnit.SECONDS));

    assertThat(WatchedFolder.names(folder)).hasSize(4);
    String uuid = "test-[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}-";
    assertThat(files.get(0).getFileName().toString()).matches(uuid + "0\\.png");
    assertThat(files.get(1).getFileName().toString()).matches(uuid + "1\\.jpg");
    assertThat(files.get(2).getFileName().toString()).matches(uuid + "0\\.png");
    assertThat(files.get(3)).hasBinaryContent(TestImages.webp(3_000));
  }

  @Test
  void oneIsSavedWhereItsCallerWantsIt() throws Exception {
    GeneratedImage image = generate(PNG).first();

    assertThat(image.saveTo(folder.resolve("a.png"))).hasBinaryContent(PNG);
  }

  @Test
  void theSameImageOfTwoCallsIsNotEqual() throws Exception {
    assertThat(generate(PNG).first()).isNotEqualTo(generate(PNG).first());
  }

  @Test
  void eightThatAreTogetherMuchLargerThanOneMayBeAreThere() throws Exception {
    Object[] eight = Collections.nCopies(8, TestImages.png(MAX)).toArray();

    assertThat(generate(eight).images()).hasSize(8);
  }

  @Test
  void imageThatIsLargerThanOneMayBeIsTooLargeAndTheOptionIsNamed() throws Exception {
    server.enqueue(json(200, TestDirect.answer(PNG, TestImages.png(MAX + 1))));

    SubmitOutcomeUnknownException tooLarge =
        failure(client.direct().generateAsync("a cube"), SubmitOutcomeUnknownException.class);

    assertThat(tooLarge)
        .hasMessage(
            "test: the request was sent, but its answer can't be read: the answer's images are"
                + " larger than 100000 bytes (maxImageBytes). The images may have been made and"
                + " billed; it was not sent again, and nobody can fetch them later. Look at the"
                + " gateway before you ask again");
  }

  @Test
  void nineThatAreTogetherTooLargeSaySo() throws Exception {
    Object[] nine = Collections.nCopies(9, TestImages.png(MAX)).toArray();
    server.enqueue(json(200, TestDirect.answer(nine)));

    assertThat(
            failure(client.direct().generateAsync("a cube"), SubmitOutcomeUnknownException.class))
        .hasMessageStartingWith(
            "test: the request was sent, but its answer can't be read: the answer's images together"
                + " are larger than 8 times maxImageBytes. ");
  }

  @Test
  void longTextThatIsNoImageIsNone() throws Exception {
    server.enqueue(json(200, "{\"data\":[{\"b64_json\":\"" + "A".repeat(80_000) + "\"}]}"));

    failure(client.direct().generateAsync("a cube"), NoImageException.class);
  }

  @Test
  void urlThatIsNotFoundIsTriedAgainButThereIsNoTaskToAsk() throws Exception {
    GeneratedImage image = generate(url("/a")).first();
    for (int i = 0; i < 5; i++) storage.enqueue(new MockResponse().setResponseCode(404));

    CompletableFuture<byte[]> future = image.bytesAsync();
    DownloadException gone = failure(timer, future, DownloadException.class);

    assertThat(gone)
        .hasMessage(
            "test: image 0: HTTP 404, and a direct call has no task that could be asked for a"
                + " fresh URL, after 5 tries");
    assertThat(gone.key()).isNull();
    assertThat(gone.httpStatus()).isEqualTo(404);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void urlThatStorageHasSomeSecondsLaterIsFetched() throws Exception {
    GeneratedImage image = generate(url("/a")).first();
    storage.enqueue(new MockResponse().setResponseCode(404));
    storage.enqueue(image(PNG));

    CompletableFuture<byte[]> future = image.bytesAsync();

    assertThat(timer.step(Submits.PAUSES)).isLessThanOrEqualTo(Duration.ofSeconds(2));
    assertThat(future.get(10, TimeUnit.SECONDS)).isEqualTo(PNG);
  }

  @Test
  void savedFileIsWholeOrAbsent() throws Exception {
    GeneratedImage image = generate(url("/a")).first();
    for (int i = 0; i < 5; i++) storage.enqueue(new MockResponse().setResponseCode(410));

    failure(timer, image.saveIntoAsync(folder), DownloadException.class);

    try (var files = Files.list(folder)) {
      assertThat(files).isEmpty();
    }
  }

  private DirectResult generate(Object... images) {
    server.enqueue(json(200, TestDirect.answer(images)));
    return client.direct().generate("a cube");
  }

  private String url(String path) {
    return storage.url(path).toString();
  }

  private static MockResponse image(byte[] bytes) {
    return new MockResponse().setBody(TestImages.buffer(bytes));
  }
}
