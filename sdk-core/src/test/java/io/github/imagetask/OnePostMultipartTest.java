package io.github.imagetask;

import static io.github.imagetask.Submits.DONE;
import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.html;
import static io.github.imagetask.Submits.json;
import static io.github.imagetask.Submits.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.Credentials;
import io.github.imagetask.spi.Fields;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import io.github.imagetask.spi.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.mockwebserver.MockWebServer;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A form with an uploaded file is sent once too, and again from the file where we try again. */
final class OnePostMultipartTest {
  private static final String PNG = "\u0089PNG\r\n\u001a\n and so on";

  private final FakeTimer timer = new FakeTimer();
  private final MockWebServer server = new MockWebServer();

  @TempDir Path folder;
  private UploadClient client;
  private Path file;

  @BeforeEach
  void start() throws Exception {
    server.start();
    file = folder.resolve("cube.png");
    Files.write(file, PNG.getBytes(java.nio.charset.StandardCharsets.ISO_8859_1));
    client = new UploadClient(server.url("/"), new UploadClient.Builder().timer(timer));
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    server.shutdown();
  }

  @Test
  void formIsSentAgainByUsAlone() throws Exception {
    server.enqueue(json(503, "{\"fault\":\"busy\"}").setHeader("Retry-After", "0"));
    server.enqueue(json(200, DONE));

    CompletableFuture<ImageTask> future = client.submitAsync(ReferenceImage.file(file));
    timer.awaitScheduled(Duration.ZERO);
    assertThat(server.getRequestCount()).isEqualTo(1);
    value(timer, future);

    RecordedRequest first = server.takeRequest();
    RecordedRequest second = server.takeRequest();
    assertThat(second.getBody().readByteString()).isEqualTo(first.getBody().readByteString());
    assertThat(second.getHeader("Content-Length")).isEqualTo(first.getHeader("Content-Length"));
    assertThat(server.getRequestCount()).isEqualTo(2);
  }

  @Test
  void fileThatIsGoneAtTheSecondAttemptIsReported() throws Exception {
    server.enqueue(html(429));

    CompletableFuture<ImageTask> future = client.submitAsync(ReferenceImage.file(file));
    timer.awaitScheduled(Duration.ofSeconds(2));
    Files.delete(file);
    ImageTaskException end = failure(timer, future, SubmitOutcomeUnknownException.class);

    assertThat(end).hasMessageContaining("cube.png");
    assertThat(server.getRequestCount()).isEqualTo(1);
  }

  @Test
  void fileThatIsGoneBeforeIsReportedAndNothingIsSent() throws Exception {
    Files.delete(file);

    InvalidRequestException invalid =
        failure(client.submitAsync(ReferenceImage.file(file)), InvalidRequestException.class);

    assertThat(invalid).hasMessageContaining("it can't be read any more: ");
    assertThat(server.getRequestCount()).isZero();
  }

  private static final class UploadClient extends ImageClient<ReferenceImage> {
    UploadClient(HttpUrl base, Builder builder) {
      super(new UploadGateway(base), builder);
    }

    static final class Builder extends ImageClient.Builder<Builder> {
      Builder timer(Timer timer) {
        this.timer = timer;
        return this;
      }

      @Override
      protected Builder self() {
        return this;
      }
    }
  }

  private record UploadGateway(HttpUrl address) implements Gateway<ReferenceImage> {
    @Override
    public String name() {
      return "test";
    }

    @Override
    public PollPolicy pollPolicy() {
      return PollPolicy.ofDefaults();
    }

    @Override
    public List<ModelInfo> models() {
      return List.of();
    }

    @Override
    public Submission submit(ReferenceImage image) throws IOException {
      MultipartBody.Builder form = new Fields().add("prompt", "a cube").multipart();
      Uploads.add(form, "image", image);
      return Submission.of(new Request.Builder().url(address).post(form.build()).build());
    }

    @Override
    public Request query(TaskKey key) {
      return new Request.Builder().url(address).build();
    }

    @Override
    public Reading readSubmit(Answer answer) throws IOException {
      return new TestGateway(address).readSubmit(answer);
    }

    @Override
    public Reading readQuery(TaskKey key, Answer answer) throws IOException {
      return new TestGateway(address).readQuery(key, answer);
    }

    @Override
    public Credentials credentials() {
      return new TestGateway(address).credentials();
    }
  }
}
