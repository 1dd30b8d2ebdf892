package io.github.imagetask.uniall;

import static io.github.imagetask.uniall.Fixtures.assumed;
import static io.github.imagetask.uniall.Fixtures.compact;
import static io.github.imagetask.uniall.Fixtures.documented;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ImageTask;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskFailedException;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class UniAllClientTest {
  private static final String KEY = "sk-marked";

  /** A whole PNG of one pixel. */
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJ"
                  + "RU5ErkJggg==");

  private static final PollPolicy FAST =
      PollPolicy.builder()
          .firstDelay(Duration.ZERO)
          .delays(Duration.ofMillis(1), Duration.ofMillis(5))
          .deadline(Duration.ofSeconds(20))
          .build();

  @TempDir private Path folder;
  private final MockWebServer gateway = new MockWebServer();
  private final MockWebServer results = new MockWebServer(); // another port: another origin

  @BeforeEach
  void start() throws IOException {
    gateway.start();
    results.start();
  }

  @AfterEach
  void stop() throws IOException {
    gateway.shutdown();
    results.shutdown();
  }

  @Test
  void requestBecomesAnImageAndTheKeyGoesToTheGatewayAlone() throws Exception {
    gateway.enqueue(json(200, assumed("submit-queued.json")));
    gateway.enqueue(json(200, assumed("query-processing.json")));
    gateway.enqueue(json(200, succeeded(results.url("/result.png").toString())));
    results.enqueue(image());

    Path file;
    try (UniAllClient client = client()) {
      file = client.generate(request()).first().saveTo(folder.resolve("sphere.png"));
    }

    RecordedRequest submit = gateway.takeRequest();
    assertThat(submit.getRequestLine()).isEqualTo("POST /relay/v1/images/tasks HTTP/1.1");
    assertThat(submit.getHeader("Authorization")).isEqualTo("Bearer " + KEY);
    assertThat(submit.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(submit.getBody().readUtf8())
        .isEqualTo(compact(documented("gpt-image-2-text2image-request.json")));
    for (int query = 0; query < 2; query++) {
      RecordedRequest asked = gateway.takeRequest();
      assertThat(asked.getRequestLine()).isEqualTo("GET /relay/v1/images/tasks/task_xxx HTTP/1.1");
      assertThat(asked.getHeader("Authorization")).isEqualTo("Bearer " + KEY);
    }
    RecordedRequest download = results.takeRequest();
    assertThat(download.getPath()).isEqualTo("/result.png");
    assertThat(download.getHeaders().names()).doesNotContain("Authorization");
    assertThat(Files.readAllBytes(file)).isEqualTo(PNG);
  }

  @Test
  void submitThatIsFinishedIsNotQueried() {
    gateway.enqueue(json(200, documented("submit-succeeded.json")));

    ImageResult result;
    try (UniAllClient client = client()) {
      result = client.generate(request());
    }

    assertThat(result.key()).hasToString("uniall:task_xxx");
    assertThat(result.first().url()).isEqualTo("https://example.com/result.png");
    assertThat(gateway.getRequestCount()).isEqualTo(1);
  }

  @Test
  void taskIsTakenUpByItsKey() {
    gateway.enqueue(json(200, assumed("query-several.json")));

    ImageResult result;
    try (UniAllClient client = client()) {
      result = client.task(TaskKey.parse("uniall:task_xxx")).awaitResult();
    }

    assertThat(result.images()).hasSize(2);
    assertThat(gateway.getRequestCount()).isEqualTo(1);
  }

  @Test
  void resultThatTheApiItselfServesGetsTheKey() throws Exception {
    String url = gateway.url("/relay/v1/images/tasks/task_xxx/content").toString();
    gateway.enqueue(json(200, succeeded(url)));
    gateway.enqueue(image());

    byte[] bytes;
    try (UniAllClient client = client()) {
      bytes = client.task(TaskKey.parse("uniall:task_xxx")).awaitResult().first().bytes();
    }

    gateway.takeRequest();
    RecordedRequest download = gateway.takeRequest();
    assertThat(download.getHeader("Authorization")).isEqualTo("Bearer " + KEY);
    assertThat(bytes).isEqualTo(PNG);
  }

  @Test
  void resultElsewhereOnTheSameHostGetsNoKey() throws Exception {
    gateway.enqueue(json(200, succeeded(gateway.url("/files/result.png").toString())));
    gateway.enqueue(image());

    byte[] bytes;
    try (UniAllClient client = client()) {
      bytes = client.task(TaskKey.parse("uniall:task_xxx")).awaitResult().first().bytes();
    }

    gateway.takeRequest();
    RecordedRequest download = gateway.takeRequest();
    assertThat(download.getHeaders().names()).doesNotContain("Authorization");
    assertThat(bytes).isEqualTo(PNG);
  }

  @Test
  void failedTaskSaysWhy() {
    gateway.enqueue(json(200, assumed("submit-queued.json")));
    gateway.enqueue(json(200, assumed("query-failed.json")));

    try (UniAllClient client = client()) {
      ImageTask task = client.submit(request());

      assertThatThrownBy(task::awaitResult)
          .isInstanceOfSatisfying(
              TaskFailedException.class,
              e -> assertThat(e.error().kind()).isEqualTo(ErrorKind.CONTENT_REJECTED))
          .hasMessageContaining("the prompt was refused");
      assertThat(task.snapshot().status()).isEqualTo(TaskStatus.FAILED);
    }
  }

  @Test
  void modelsAreShown() {
    try (UniAllClient client = client()) {
      assertThat(client.models())
          .extracting(ModelInfo::id)
          .hasSize(12)
          .contains("NanoBanana", "gpt-image-2", "gpt-image-2-auto");
    }
  }

  private UniAllClient client() {
    return UniAllClient.builder()
        .baseUrl(gateway.url("/relay/").toString())
        .apiKey(KEY)
        .pollPolicy(FAST)
        .build();
  }

  private static UniAllImageRequest request() {
    return UniAllImageRequest.builder()
        .model(UniAllModel.GPT_IMAGE_2)
        .taskType(UniAllTaskType.TEXT_TO_IMAGE)
        .prompt(
            "A small blue glass sphere on a clean white desk, minimal product photo, soft daylight")
        .size(ImageSize.of(1024, 768))
        .quality(UniAllQuality.LOW)
        .outputFormat(UniAllOutputFormat.WEBP)
        .n(1)
        .build();
  }

  private static String succeeded(String url) {
    return documented("query-succeeded.json").replace("https://example.com/result.png", url);
  }

  private static MockResponse json(int status, String body) {
    return new MockResponse()
        .setResponseCode(status)
        .setHeader("Content-Type", "application/json")
        .setBody(body);
  }

  private static MockResponse image() {
    return new MockResponse()
        .setHeader("Content-Type", "image/png")
        .setBody(new Buffer().write(PNG));
  }
}
