package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.Credentials;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import io.github.imagetask.spi.TestRequest;
import io.github.imagetask.spi.Uploads;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

@Timeout(30)
final class MissingUploadTest {
  @TempDir Path folder;

  @Test
  void aFileThatWentBetweenBuildAndSubmitIsAnInvalidRequestAndNothingIsSent() throws Exception {
    Path file = Files.write(folder.resolve("a.png"), TestImages.PNG);
    TestRequest request = request(file);
    Files.delete(file);
    try (MockWebServer server = new MockWebServer();
        ImageClient<TestRequest> client = client(server)) {

      assertThatThrownBy(() -> client.submit(request))
          .isInstanceOf(InvalidRequestException.class)
          .hasMessage(
              "the request breaks a rule and was not sent:\n"
                  + "  reference image: an upload; it can't be read any more: "
                  + file);

      assertThatThrownBy(() -> client.submitAsync(request).get())
          .hasCauseInstanceOf(InvalidRequestException.class);
      assertThatThrownBy(() -> client.generateAsync(request).get())
          .hasCauseInstanceOf(InvalidRequestException.class);
      assertThat(server.getRequestCount()).isZero();
    }
  }

  @Test
  void aFileIsReadAtEachSubmit() throws Exception {
    Path file = Files.write(folder.resolve("a.png"), TestImages.PNG);
    TestRequest request = request(file);
    try (MockWebServer server = new MockWebServer();
        ImageClient<TestRequest> client = client(server)) {
      for (byte[] content : new byte[][] {TestImages.PNG, TestImages.gif(5_000)}) {
        Files.write(file, content);
        server.enqueue(DoneTask.done("t1", "http://x.test/1"));

        client.submit(request);

        byte[] sent = server.takeRequest(10, TimeUnit.SECONDS).getBody().readByteArray();
        assertThat(sent).containsSequence(content);
      }
    }
  }

  private static TestRequest request(Path file) {
    return TestRequest.builder()
        .model(new TestRequest.Model("m1"))
        .prompt("a cube")
        .addImage(ReferenceImage.file(file))
        .build();
  }

  private static ImageClient<TestRequest> client(MockWebServer server) {
    HttpUrl url = server.url("/");
    return new ImageClient<TestRequest>(new UploadGateway(url), TestClient.builder(url)) {};
  }

  /** The test gateway, with a form in the place of its JSON. */
  private static final class UploadGateway implements Gateway<TestRequest> {
    private final TestGateway plain;

    UploadGateway(HttpUrl url) {
      plain = new TestGateway(url);
    }

    @Override
    public Submission submit(TestRequest request) throws IOException {
      MultipartBody.Builder form = new MultipartBody.Builder().setType(MultipartBody.FORM);
      for (ReferenceImage image : request.images()) Uploads.add(form, "image", image);
      Request post = new Request.Builder().url(address()).post(form.build()).build();
      return Submission.of(post);
    }

    @Override
    public String name() {
      return plain.name();
    }

    @Override
    public HttpUrl address() {
      return plain.address();
    }

    @Override
    public PollPolicy pollPolicy() {
      return plain.pollPolicy();
    }

    @Override
    public List<ModelInfo> models() {
      return plain.models();
    }

    @Override
    public Request query(TaskKey key) {
      return plain.query(key);
    }

    @Override
    public Reading readSubmit(Answer answer) throws IOException {
      return plain.readSubmit(answer);
    }

    @Override
    public Reading readQuery(TaskKey key, Answer answer) throws IOException {
      return plain.readQuery(key, answer);
    }

    @Override
    public Credentials credentials() {
      return plain.credentials();
    }
  }
}
