package io.github.imagetask.hingnet;

import static io.github.imagetask.hingnet.Fixtures.assumed;
import static io.github.imagetask.hingnet.Fixtures.curl;
import static io.github.imagetask.hingnet.Fixtures.documented;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ImageTask;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.TaskFailedException;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskStatus;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
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
final class HingnetClientTest {
  private static final String KEY = "sk-marked";
  private static final String ID = "image_01KCRVET35FAVZME1CEEED9VBS";

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
    gateway.enqueue(json(200, documented("submit-pending.json")));
    gateway.enqueue(json(200, assumed("query-in-progress.json")));
    gateway.enqueue(json(200, completed(results.url("/city.png?Signature=a%2Bb").toString())));
    results.enqueue(image());

    Path file;
    try (HingnetClient client = client()) {
      file = client.generate(request()).first().saveTo(folder.resolve("city.png"));
    }

    RecordedRequest submit = gateway.takeRequest();
    assertThat(submit.getRequestLine())
        .isEqualTo("POST /relay/v1/images/generations/async HTTP/1.1");
    assertThat(submit.getHeader("Authorization")).isEqualTo("Bearer " + KEY);
    assertThat(submit.getHeader("Content-Type")).isEqualTo("application/json");
    assertThat(submit.getBody().readUtf8()).isEqualTo(curl("generation.txt").json());
    for (int query = 0; query < 2; query++) {
      RecordedRequest asked = gateway.takeRequest();
      assertThat(asked.getRequestLine())
          .isEqualTo("GET /relay/v1/images/generations/" + ID + " HTTP/1.1");
      assertThat(asked.getHeader("Authorization")).isEqualTo("Bearer " + KEY);
    }
    RecordedRequest download = results.takeRequest();
    assertThat(download.getPath()).isEqualTo("/city.png?Signature=a%2Bb");
    assertThat(download.getHeaders().names()).doesNotContain("Authorization");
    assertThat(Files.readAllBytes(file)).isEqualTo(PNG);
  }

  @Test
  void editIsQueriedOnItsOwnRoute() throws Exception {
    gateway.enqueue(json(200, assumed("edit-submit-pending.json")));
    gateway.enqueue(json(200, documented("query-completed.json")));

    ImageResult result;
    try (HingnetClient client = client()) {
      result = client.generate(edit());
    }

    assertThat(result.key()).hasToString("hingnet:edits/" + ID);
    assertThat(gateway.takeRequest().getPath()).isEqualTo("/relay/v1/images/edits/async");
    assertThat(gateway.takeRequest().getPath()).isEqualTo("/relay/v1/images/edits/" + ID);
  }

  @Test
  void snapshotHasTheTimesOfTheTask() {
    gateway.enqueue(json(200, documented("submit-pending.json")));
    gateway.enqueue(json(200, documented("query-completed.json")));

    try (HingnetClient client = client()) {
      ImageTask task = client.submit(request());
      assertThat(task.snapshot().createdAt()).isEqualTo(Instant.ofEpochSecond(1700000000));
      assertThat(task.snapshot().completedAt()).isNull();
      assertThat(task.refresh().completedAt()).isEqualTo(Instant.ofEpochSecond(1700000066));
      assertThat(task.snapshot().createdAt()).isEqualTo(Instant.ofEpochSecond(1700000000));
    }
  }

  @Test
  void submitThatIsFinishedIsNotQueried() {
    gateway.enqueue(json(200, documented("query-completed.json")));

    ImageResult result;
    try (HingnetClient client = client()) {
      result = client.generate(request());
    }

    assertThat(result.key()).hasToString("hingnet:generations/" + ID);
    assertThat(result.first().url()).isEqualTo("https://example.com/signed-url.png");
    assertThat(result.first().expiresAt()).isEqualTo(Instant.ofEpochSecond(1700086466));
    assertThat(gateway.getRequestCount()).isEqualTo(1);
  }

  @Test
  void taskIsTakenUpByItsKey() throws Exception {
    gateway.enqueue(json(200, assumed("query-several.json")));

    ImageResult result;
    try (HingnetClient client = client()) {
      result = client.task(TaskKey.parse("hingnet:edits/" + ID)).awaitResult();
    }

    assertThat(result.images()).hasSize(2);
    assertThat(gateway.getRequestCount()).isEqualTo(1);
    assertThat(gateway.takeRequest().getPath()).isEqualTo("/relay/v1/images/edits/" + ID);
  }

  @Test
  void keyWithoutAKindIsRefusedBeforeAnythingIsSent() {
    TaskKey key = TaskKey.parse("hingnet:" + ID);

    try (HingnetClient client = client()) {
      assertThatThrownBy(() -> client.task(key))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "Hingnet has two kinds of task, generations and edits; the key hingnet:"
                  + ID
                  + " names neither");
    }
    assertThat(gateway.getRequestCount()).isZero();
  }

  @Test
  void resultElsewhereOnTheSameHostGetsNoKey() throws Exception {
    gateway.enqueue(json(200, completed(gateway.url("/bucket/city.png?Signature=x").toString())));
    gateway.enqueue(image());

    byte[] bytes;
    try (HingnetClient client = client()) {
      bytes = client.task(TaskKey.parse("hingnet:edits/" + ID)).awaitResult().first().bytes();
    }

    gateway.takeRequest();
    RecordedRequest download = gateway.takeRequest();
    assertThat(download.getHeaders().names()).doesNotContain("Authorization");
    assertThat(bytes).isEqualTo(PNG);
  }

  @Test
  void failedTaskSaysWhy() {
    gateway.enqueue(json(200, documented("submit-pending.json")));
    gateway.enqueue(json(200, documented("query-failed.json")));

    try (HingnetClient client = client()) {
      ImageTask task = client.submit(request());

      assertThatThrownBy(task::awaitResult)
          .isInstanceOfSatisfying(
              TaskFailedException.class, e -> assertThat(e.error().code()).isEqualTo("task_failed"))
          .hasMessageContaining("任务执行失败，请稍后重试");
      assertThat(task.snapshot().status()).isEqualTo(TaskStatus.FAILED);
    }
  }

  @Test
  void missingStorageIsSaidOnce() {
    gateway.enqueue(json(500, assumed("error-storage.json")));

    try (HingnetClient client = client()) {
      assertThatThrownBy(() -> client.submit(request()))
          .isInstanceOfSatisfying(
              GatewayException.class,
              e -> {
                assertThat(e.error().kind()).isEqualTo(ErrorKind.UNAVAILABLE);
                assertThat(e.isRetryable()).isFalse();
              })
          .hasMessageContaining("operator must configure object storage (S3 or AliOSS)");
    }
    assertThat(gateway.getRequestCount()).isEqualTo(1);
  }

  @Test
  void missingStorageEndsAWait() {
    gateway.enqueue(json(503, assumed("error-storage.json")));

    try (HingnetClient client = client()) {
      ImageTask task = client.task(TaskKey.parse("hingnet:edits/" + ID));

      assertThatThrownBy(task::awaitResult)
          .isInstanceOf(GatewayException.class)
          .hasMessageContaining("operator must configure object storage (S3 or AliOSS)");
    }
    assertThat(gateway.getRequestCount()).isEqualTo(1);
  }

  @Test
  void modelsAreShown() {
    try (HingnetClient client = client()) {
      assertThat(client.models())
          .extracting(ModelInfo::id)
          .hasSize(5)
          .contains("gemini-3-pro-image-preview", "imagen-*");
    }
  }

  private HingnetClient client() {
    return HingnetClient.builder()
        .baseUrl(gateway.url("/relay/").toString())
        .apiKey(KEY)
        .pollPolicy(FAST)
        .build();
  }

  private static HingnetImageRequest request() {
    return HingnetImageRequest.builder()
        .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
        .prompt("A futuristic cityscape at sunset with flying cars")
        .n(1)
        .size(ImageSize.of(1024, 1024))
        .build();
  }

  private static HingnetImageRequest edit() {
    return HingnetImageRequest.builder()
        .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
        .prompt("将这张图片转换为油画风格")
        .addImage(ReferenceImage.bytes(PNG))
        .build();
  }

  private static String completed(String url) {
    return documented("query-completed.json").replace("https://example.com/signed-url.png", url);
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
