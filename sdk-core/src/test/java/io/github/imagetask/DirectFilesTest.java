package io.github.imagetask;

import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.json;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okhttp3.mockwebserver.SocketPolicy;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Direct calls whose images go into files as they come: each is whole or absent. */
@Timeout(60)
final class DirectFilesTest {
  private static final byte[] LARGE = TestImages.png(200_000);
  private static final String LOST =
      ". The images may have been made and billed; it was not sent again, and nobody can fetch them"
          + " later. Look at the gateway before you ask again";

  @TempDir Path folder;
  private final FakeTimer timer = new FakeTimer();
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final MockWebServer server = new MockWebServer();
  private final MockWebServer storage = new MockWebServer();
  private TestClient client;

  @BeforeEach
  void start() throws Exception {
    server.start();
    storage.start();
    client =
        TestClient.builder(server.url("/"))
            .timer(timer)
            .maxImageBytes(300_000)
            .listener(new Recorder(heard))
            .build();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.shutdown();
    storage.shutdown();
  }

  @Test
  void largeImagesGoIntoFilesWithTheExtensionOfTheirBytes() throws Exception {
    byte[] jpeg = TestImages.jpeg(150_000);
    byte[] webp = TestImages.webp(120_000);
    server.enqueue(json(200, TestDirect.answer(LARGE, jpeg, webp)));

    List<Path> files = client.direct().generateInto("a cube", folder);

    assertThat(read(files)).containsExactly(LARGE, jpeg, webp);
    assertThat(files)
        .extracting(file -> file.getFileName().toString().replaceAll("^.*\\.", ""))
        .containsExactly("png", "jpg", "webp");
    assertThat(WatchedFolder.names(folder)).hasSize(3);
    assertThat(server.getRequestCount()).isEqualTo(1);
    Recorder.await(heard, 1);
    assertThat(heard).containsExactly("generated DirectResult{0 images}"); // all are in files
  }

  @Test
  void smallImagesAndThoseByUrlLandThereTooEachUnderANameOfItsOwn() throws Exception {
    byte[] other = TestImages.jpeg(200_000);
    byte[] third = TestImages.png(3_000);
    String url = storage.url("/a").toString();
    server.enqueue(json(200, TestDirect.answer(PNG, LARGE, url, other, third)));
    storage.enqueue(new MockResponse().setBody(TestImages.buffer(TestImages.webp(9_000))));

    List<Path> files = client.direct().generateInto("a cube", folder);

    assertThat(read(files)).containsExactly(PNG, LARGE, TestImages.webp(9_000), other, third);
    assertThat(files).doesNotHaveDuplicates();
    assertThat(WatchedFolder.names(folder)).hasSize(5);
  }

  @Test
  void listenerHearsOfWhatIsNotInFilesYetAndOnlyOfThat() throws Exception {
    server.enqueue(json(200, TestDirect.answer(LARGE, PNG)));

    client.direct().generateInto("a cube", folder);
    Recorder.await(heard, 1);

    assertThat(heard).containsExactly("generated DirectResult{1 images}");
  }

  @Test
  void twoCallsIntoOneFolderDoNotMeet() throws Exception {
    server.enqueue(json(200, TestDirect.answer(LARGE)));
    server.enqueue(json(200, TestDirect.answer(LARGE)));

    client.direct().generateInto("a cube", folder);
    client.direct().generateInto("a cube", folder);

    assertThat(WatchedFolder.names(folder)).hasSize(2);
  }

  // Cut short.

  @Test
  void answerThatBreaksOffLeavesWhatWasWholeAndNothingElse() throws Exception {
    String whole = TestDirect.answer(LARGE, LARGE);
    server.enqueue(
        json(200, whole.substring(0, whole.length() - 100_000))
            .setHeader("Content-Length", whole.length())
            .setSocketPolicy(SocketPolicy.DISCONNECT_AT_END));

    SubmitOutcomeUnknownException unknown = failed(SubmitOutcomeUnknownException.class);

    assertThat(unknown)
        .hasMessage(
            "test: the request was sent, but its answer can't be read: unexpected end of stream"
                + LOST);
    assertThat(onlyFile()).hasBinaryContent(LARGE);
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void imageThatIsTooLargeLeavesTheOnesBeforeIt() throws Exception {
    server.enqueue(json(200, TestDirect.answer(LARGE, TestImages.png(300_001), LARGE)));

    assertThat(failed(SubmitOutcomeUnknownException.class))
        .hasMessageStartingWith(
            "test: the request was sent, but its answer can't be read: the answer's images are"
                + " larger than 300000 bytes (maxImageBytes). ");
    assertThat(onlyFile()).hasBinaryContent(LARGE);
  }

  // No image.

  @ParameterizedTest
  @ValueSource(ints = {70_000, 200_000})
  void base64OfSomethingElseIsNoImage(int length) throws Exception {
    server.enqueue(json(200, b64("A".repeat(length))));

    assertThat(failed(NoImageException.class))
        .hasMessage(
            "test: the answer holds no image: HTTP 200, UNKNOWN. It may be billed all the same; it"
                + " was not sent again");
    assertThat(WatchedFolder.names(folder)).isEmpty();
  }

  @Test
  void whatStopsToBeBase64IsNoImageAndLeavesTheOthers() throws Exception {
    String good = Base64.getEncoder().encodeToString(LARGE);
    String bad = good.substring(0, 150_000) + "?" + good.substring(150_000);
    server.enqueue(
        json(200, "{\"data\":[{\"b64_json\":\"" + bad + "\"},{\"b64_json\":\"" + good + "\"}]}"));

    List<Path> files = client.direct().generateInto("a cube", folder);

    assertThat(read(files)).containsExactly(LARGE);
    assertThat(onlyFile()).isEqualTo(files.get(0));
  }

  @Test
  void answerWithATextOnlyLeavesNoFile() throws Exception {
    server.enqueue(json(200, TestDirect.answerWithText("x".repeat(60_000))));

    failed(NoImageException.class);

    assertThat(WatchedFolder.names(folder)).isEmpty();
  }

  // The folder.

  @Test
  void folderThatIsNotThereIsToldBeforeAnythingIsPaidFor() throws Exception {
    Path missing = folder.resolve("missing");

    assertThatThrownBy(() -> client.direct().generateInto("a cube", missing))
        .isExactlyInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "the request breaks a rule and was not sent:\n  folder: "
                + (missing + "; no file can be made in it: NoSuchFileException: " + missing)
                + ": the folder doesn't exist");
    failure(client.direct().generateIntoAsync("a cube", missing), InvalidRequestException.class);
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void fileInThePlaceOfTheFolderIsToldBeforeAnythingIsPaidFor() throws Exception {
    Path file = Files.createFile(folder.resolve("file"));

    assertThatThrownBy(() -> client.direct().generateInto("a cube", file))
        .isExactlyInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("folder: " + file + "; no file can be made in it: ");
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void folderThatVanishesMeanwhileIsNamed() throws Exception {
    Path gone = Files.createDirectory(folder.resolve("gone"));
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            try {
              Files.delete(gone);
            } catch (IOException e) {
              return new MockResponse().setResponseCode(400);
            }
            return json(200, TestDirect.answer(LARGE));
          }
        });

    SubmitOutcomeUnknownException unsaved =
        failure(
            client.direct().generateIntoAsync("a cube", gone), SubmitOutcomeUnknownException.class);

    assertThat(unsaved)
        .hasMessage(
            "test: the request was sent, but its images can't be saved: NoSuchFileException: "
                + (gone + ": the folder doesn't exist" + LOST));
    assertThat(unsaved.httpStatus()).isEqualTo(200);
  }

  @Test
  void imageByUrlThatIsGoneFailsTheCallAndLeavesTheOthers() throws Exception {
    server.enqueue(json(200, TestDirect.answer(LARGE, storage.url("/a").toString())));
    for (int i = 0; i < 5; i++) storage.enqueue(new MockResponse().setResponseCode(404));

    assertThat(failed(DownloadException.class))
        .hasMessage(
            "test: image 1: HTTP 404, and a direct call has no task that could be asked for a"
                + " fresh URL, after 5 tries");
    assertThat(onlyFile()).hasBinaryContent(LARGE);
  }

  private <X extends Throwable> X failed(Class<X> type) throws Exception {
    CompletableFuture<List<Path>> future = client.direct().generateIntoAsync("a cube", folder);
    return failure(timer, future, type);
  }

  private Path onlyFile() throws IOException {
    List<String> names = WatchedFolder.names(folder);
    assertThat(names).hasSize(1);
    return folder.resolve(names.get(0));
  }

  private static String b64(String text) {
    return "{\"data\":[{\"b64_json\":\"" + text + "\"}]}";
  }

  private static List<byte[]> read(List<Path> files) throws IOException {
    List<byte[]> all = new ArrayList<>();
    for (Path file : files) all.add(Files.readAllBytes(file));
    return all;
  }
}
