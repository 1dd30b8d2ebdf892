package io.github.imagetask;

import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.Credentials;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import io.github.imagetask.spi.TestRequest;
import java.io.IOException;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** A client whose requests are such as the gateways' are; a {@link TestGateway} gets the prompt. */
final class RequestClient extends ImageClient<TestRequest> {
  /** A client of the gateway at this address, with a {@link TestClient}'s options. */
  RequestClient(HttpUrl base, TestClient.Builder options) {
    super(new Prompts(new TestGateway(base)), options);
  }

  /** A request that breaks no rule. */
  static TestRequest.Builder request() {
    return TestRequest.builder().model(new TestRequest.Model("m1")).prompt("a cube");
  }

  private record Prompts(TestGateway to) implements Gateway<TestRequest> {
    @Override
    public String name() {
      return to.name();
    }

    @Override
    public HttpUrl address() {
      return to.address();
    }

    @Override
    public PollPolicy pollPolicy() {
      return to.pollPolicy();
    }

    @Override
    public List<ModelInfo> models() {
      return to.models();
    }

    @Override
    public Submission submit(TestRequest request) {
      return to.submit(request.prompt());
    }

    @Override
    public Request query(TaskKey key) {
      return to.query(key);
    }

    @Override
    public Reading readSubmit(Answer answer) throws IOException {
      return to.readSubmit(answer);
    }

    @Override
    public Reading readQuery(TaskKey key, Answer answer) throws IOException {
      return to.readQuery(key, answer);
    }

    @Override
    public Credentials credentials() {
      return to.credentials();
    }
  }
}
