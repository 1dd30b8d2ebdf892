package io.github.imagetask.micrometer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imagetask.ImageSize;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskListener;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Timeout;

/** A client of UniAll's fake, what it does heard first by what is tested and then by the test. */
@Timeout(60)
abstract class OverGateway {
  static final PollPolicy QUICK =
      PollPolicy.builder()
          .firstDelay(Duration.ofMillis(20))
          .delays(Duration.ofMillis(20), Duration.ofMillis(50))
          .deadline(Duration.ofSeconds(20))
          .build();
  static final String MODEL = "gpt-image-2";

  final FakeGateways gateways = FakeGateways.start();
  final FakeGateway uniall = gateways.uniall();
  final Heard heard = new Heard();
  private final List<UniAllClient> clients = new ArrayList<>();

  abstract TaskListener tested();

  @AfterEach
  final void close() {
    clients.forEach(UniAllClient::close);
    gateways.close();
  }

  final UniAllClient client() {
    return client(uniall.baseUrl(), uniall.apiKey(), builder -> builder);
  }

  final UniAllClient client(Executor callbacks) {
    return client(
        uniall.baseUrl(), uniall.apiKey(), builder -> builder.callbackExecutor(callbacks));
  }

  final UniAllClient clientWithAWrongKey() {
    return client(uniall.baseUrl(), "test-key-wrong", builder -> builder);
  }

  /** A client of an address where nobody listens. */
  final UniAllClient clientOfNobody() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return client(
          "http://127.0.0.1:" + taken.getLocalPort(), uniall.apiKey(), builder -> builder);
    }
  }

  private UniAllClient client(
      String baseUrl, String key, UnaryOperator<UniAllClient.Builder> more) {
    UniAllClient made =
        more.apply(UniAllClient.builder())
            .baseUrl(baseUrl)
            .apiKey(key)
            .pollPolicy(QUICK)
            .listener(tested())
            .listener(heard) // hears each event after the one that is tested
            .build();
    clients.add(made);
    return made;
  }

  static UniAllImageRequest request() {
    return request(MODEL);
  }

  static UniAllImageRequest request(String model) {
    return UniAllImageRequest.builder()
        .model(UniAllModel.of(model))
        .prompt("A small blue glass sphere")
        .size(ImageSize.of(1024, 768))
        .tag("order 4711")
        .build();
  }

  static <E extends ImageTaskException> E failure(CompletableFuture<?> future, Class<E> type) {
    CompletionException thrown =
        catchThrowableOfType(CompletionException.class, () -> future.thenRun(() -> {}).join());
    assertThat(thrown).hasCauseInstanceOf(type);
    return type.cast(thrown.getCause());
  }
}
