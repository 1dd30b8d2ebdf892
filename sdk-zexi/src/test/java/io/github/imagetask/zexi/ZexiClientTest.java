package io.github.imagetask.zexi;

import static io.github.imagetask.zexi.Fixtures.assumed;
import static io.github.imagetask.zexi.Fixtures.curl;
import static io.github.imagetask.zexi.Fixtures.documented;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.InvalidRequestException;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

@Timeout(30)
final class ZexiClientTest {
  private static final String KEY = "sk-marked";
  private static final TaskKey TASK = TaskKey.parse("zexi:aiimg_xxx");
  private static final String CONTENT = "/v1/images/tasks/aiimg_xxx/content?index=";

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

  @ParameterizedTest
  @EnumSource
  void submitIsTheDocumentsCurl(Samples sample) throws Exception {
    gateway.enqueue(json(200, documented("submit-queued.json")));

    ImageTask task;
    try (ZexiClient client = client("/")) {
      task = client.submit(sample.request());
    }

    RecordedRequest submit = gateway.takeRequest();
    assertThat(task.key()).isEqualTo(TASK);
    assertCurl(submit, sample.curl());
    assertThat(submit.getBody().readUtf8()).isEqualTo(sample.curl().json());
  }

  @Test
  void queryAndDownloadAreTheDocumentsCurls() throws Exception {
    gateway.enqueue(json(200, succeeded(gateway.url("").toString().replaceFirst("/$", ""))));
    gateway.enqueue(image());

    Path file;
    try (ZexiClient client = client("/")) {
      file = client.task(TASK).awaitResult().first().saveTo(folder.resolve("result.png"));
    }

    assertCurl(gateway.takeRequest(), curl("query.txt"));
    assertCurl(gateway.takeRequest(), curl("download.txt"));
    assertThat(Files.readAllBytes(file)).isEqualTo(PNG);
  }

  @Test
  void requestBecomesAnImageBelowTheBasesOwnPath() throws Exception {
    gateway.enqueue(json(200, documented("submit-queued.json")));
    gateway.enqueue(json(200, assumed("query-in-progress.json")));
    gateway.enqueue(json(200, assumed("query-running-flat.json")));
    gateway.enqueue(json(200, documented("query-succeeded.json"))); // names the gateway's own host
    gateway.enqueue(image());

    byte[] bytes;
    try (ZexiClient client = client("/relay/")) {
      bytes = client.generate(Samples.IMAGE_TO_IMAGE.request()).first().bytes();
    }

    assertThat(gateway.takeRequest().getPath()).isEqualTo("/relay/v1/images/generations/async");
    for (int query = 0; query < 3; query++) {
      assertThat(gateway.takeRequest().getPath()).isEqualTo("/relay/v1/images/tasks/aiimg_xxx");
    }
    RecordedRequest download = gateway.takeRequest();
    assertThat(download.getPath()).isEqualTo("/relay" + CONTENT + 0);
    assertThat(download.getHeader("Authorization")).isEqualTo("Bearer " + KEY);
    assertThat(bytes).isEqualTo(PNG);
  }

  @Test
  void imagesAreFetchedByTheirIndexWithTheKey() throws Exception {
    gateway.enqueue(json(200, assumed("query-succeeded-flat.json")));
    gateway.enqueue(image());
    gateway.enqueue(image());

    try (ZexiClient client = client("/")) {
      ImageResult result = client.task(TASK).awaitResult();
      assertThat(result.images()).hasSize(2);
      assertThat(result.images().get(1).bytes()).isEqualTo(PNG);
      assertThat(result.images().get(0).bytes()).isEqualTo(PNG);
      assertThat(result.first().expiresAt()).isNull();
    }

    gateway.takeRequest();
    for (int index : new int[] {1, 0}) {
      RecordedRequest download = gateway.takeRequest();
      assertThat(download.getPath()).isEqualTo(CONTENT + index);
      assertThat(download.getHeader("Authorization")).isEqualTo("Bearer " + KEY);
    }
  }

  @Test
  void contentThatIsNamedByAnotherHostIsFetchedFromTheConfiguredOne() throws Exception {
    gateway.enqueue(json(200, succeeded(results.url("").toString().replaceFirst("/$", ""))));
    gateway.enqueue(image());

    byte[] bytes;
    try (ZexiClient client = client("/")) {
      bytes = client.task(TASK).awaitResult().first().bytes();
    }

    gateway.takeRequest();
    RecordedRequest download = gateway.takeRequest();
    assertThat(download.getPath()).isEqualTo(CONTENT + 0);
    assertThat(download.getHeader("Authorization")).isEqualTo("Bearer " + KEY);
    assertThat(results.getRequestCount()).isZero();
    assertThat(bytes).isEqualTo(PNG);
  }

  @Test
  void fileElsewhereIsFetchedWithoutTheKey() throws Exception {
    String url = results.url("/v1/files/a.png").toString();
    gateway.enqueue(json(200, succeeded("").replace(CONTENT + 0, url)));
    results.enqueue(image());

    byte[] bytes;
    try (ZexiClient client = client("/")) {
      bytes = client.task(TASK).awaitResult().first().bytes();
    }

    RecordedRequest download = results.takeRequest();
    assertThat(download.getPath()).isEqualTo("/v1/files/a.png");
    assertThat(download.getHeaders().names()).doesNotContain("Authorization");
    assertThat(gateway.getRequestCount()).isEqualTo(1);
    assertThat(bytes).isEqualTo(PNG);
  }

  @Test
  void redirectOfADownloadLeavesTheKeyBehind() throws Exception {
    String url = results.url("/v1/images/signed.png").toString();
    gateway.enqueue(json(200, assumed("query-succeeded-flat.json")));
    gateway.enqueue(new MockResponse().setResponseCode(302).setHeader("Location", url));
    results.enqueue(image());

    byte[] bytes;
    try (ZexiClient client = client("/")) {
      bytes = client.task(TASK).awaitResult().first().bytes();
    }

    gateway.takeRequest();
    assertThat(gateway.takeRequest().getHeader("Authorization")).isEqualTo("Bearer " + KEY);
    assertThat(results.takeRequest().getHeaders().names()).doesNotContain("Authorization");
    assertThat(bytes).isEqualTo(PNG);
  }

  @Test
  void ruleIsCheckedBeforeAnythingIsSentAndLenientSendsIt() throws Exception {
    ZexiImageRequest.Builder request =
        ZexiImageRequest.builder()
            .model(ZexiModel.GROK_IMAGINE_IMAGE_LITE)
            .prompt("a cube")
            .addImage(ReferenceImage.url("https://example.com/input.jpg"));
    gateway.enqueue(json(200, documented("submit-queued.json")));

    try (ZexiClient client = client("/")) {
      assertThatThrownBy(() -> client.submit(request.build()))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessageContaining("grok-imagine-image-lite takes no reference image");
      assertThat(gateway.getRequestCount()).isZero();
      client.submit(request.lenient().build());
    }

    assertThat(gateway.takeRequest().getBody().readUtf8())
        .isEqualTo(
            "{\"model\":\"grok-imagine-image-lite\",\"prompt\":\"a cube\","
                + "\"image_url\":\"https://example.com/input.jpg\"}");
  }

  @Test
  void failedTaskSaysWhy() {
    gateway.enqueue(json(200, documented("submit-queued.json")));
    gateway.enqueue(json(200, assumed("query-failed-flat.json")));

    try (ZexiClient client = client("/")) {
      ImageTask task = client.submit(Samples.IMAGE_TO_IMAGE.request());

      assertThatThrownBy(task::awaitResult)
          .isInstanceOfSatisfying(
              TaskFailedException.class,
              e -> assertThat(e.error().kind()).isEqualTo(ErrorKind.UNKNOWN))
          .hasMessageContaining("boom");
      assertThat(task.snapshot().status()).isEqualTo(TaskStatus.FAILED);
    }
  }

  @Test
  void busyLineIsAskedAgain() {
    gateway.enqueue(json(424, assumed("error-message.json")));
    gateway.enqueue(json(200, documented("query-succeeded.json")));

    ImageResult result;
    try (ZexiClient client = client("/")) {
      result = client.task(TASK).awaitResult();
    }

    assertThat(result.images()).hasSize(1);
    assertThat(gateway.getRequestCount()).isEqualTo(2);
  }

  @Test
  void parameterErrorUnderHttp500RefusesTheSubmit() {
    gateway.enqueue(json(500, assumed("error-build-request-failed.json")));

    try (ZexiClient client = client("/")) {
      assertThatThrownBy(() -> client.submit(Samples.IMAGE_TO_IMAGE.request()))
          .isInstanceOfSatisfying(
              GatewayException.class,
              e -> {
                assertThat(e.error().kind()).isEqualTo(ErrorKind.INVALID_REQUEST);
                assertThat(e.isRetryable()).isFalse();
              })
          .hasMessageContaining("size is invalid");
    }
    assertThat(gateway.getRequestCount()).isEqualTo(1);
  }

  @Test
  void retentionIsTheDocumentsTwoHours() {
    assertThat(ZexiClient.RESULT_RETENTION).isEqualTo(Duration.ofHours(2));
  }

  @Test
  void modelsAreShown() {
    try (ZexiClient client = client("/")) {
      assertThat(client.models())
          .extracting(ModelInfo::id)
          .hasSize(7)
          .contains("gpt-image-2", "grok-imagine-image-lite");
    }
  }

  private ZexiClient client(String path) {
    return ZexiClient.builder()
        .baseUrl(gateway.url(path).toString())
        .apiKey(KEY)
        .pollPolicy(FAST)
        .build();
  }

  /** Method, path, query and headers; more headers than curl was told are HTTP's own. */
  private static void assertCurl(RecordedRequest request, Fixtures.Curl curl) {
    assertThat(request.getRequestLine())
        .isEqualTo(curl.method() + " " + curl.target() + " HTTP/1.1");
    assertThat(curl.headers()).containsKey("Authorization");
    curl.headers()
        .forEach(
            (name, value) ->
                assertThat(request.getHeaders().values(name))
                    .containsExactly(value.replace("YOUR_API_KEY", KEY)));
    assertThat(request.getHeaders().names())
        .isSubsetOf(
            "Authorization",
            "Content-Type",
            "Content-Length",
            "Host",
            "Connection",
            "Accept-Encoding",
            "User-Agent");
  }

  private static String succeeded(String origin) {
    return documented("query-succeeded.json").replace(ZexiClient.BASE_URL, origin);
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
