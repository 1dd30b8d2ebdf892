package io.github.imagetask;

import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.function.Function;
import okhttp3.HttpUrl;

/** A client of the {@link TestGateway}; its request is the prompt. */
final class TestClient extends ImageClient<String> {
  private final DirectImages<String> direct;

  private TestClient(TestGateway gateway, Builder builder) {
    super(gateway, builder);
    this.direct = direct(new TestDirect(gateway.address(), TestGateway.ERRORS));
  }

  /** The entry that answers with the image. */
  DirectImages<String> direct() {
    return direct;
  }

  /** Returns a builder for a gateway at this address, such as {@code server.url("/")}. */
  static Builder builder(HttpUrl base) {
    return new Builder(base);
  }

  static final class Builder extends ImageClient.Builder<Builder> {
    private final HttpUrl base;

    Builder(HttpUrl base) {
      HttpUrl.Builder trimmed = base.newBuilder();
      for (int i = base.pathSize() - 1; i >= 0 && base.pathSegments().get(i).isEmpty(); i--) {
        trimmed.removePathSegment(i);
      }
      this.base = trimmed.build();
    }

    /** Puts a fake time in place of the real one. */
    Builder timer(Timer timer) {
      this.timer = timer;
      return this;
    }

    /** Puts other threads in the place of the HTTP pools'. */
    Builder httpThreads(Function<String, ExecutorService> threads) {
      this.httpThreads = threads;
      return this;
    }

    /** Puts others in the place of the SDK's own threads for callbacks. */
    Builder ownThreads(Executor threads) {
      this.ownThreads = threads;
      return this;
    }

    TestClient build() {
      return new TestClient(new TestGateway(base), this);
    }

    @Override
    protected Builder self() {
      return this;
    }
  }
}
