package io.github.imagetask.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageTask;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import javax.imageio.ImageIO;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;

/** What the contract's parts share: a fake gateway and clients of it, anew for each test. */
abstract class ContractSupport<R> {
  /** Waits that ask often, since the fake answers at once; none of them is meant to be reached. */
  static final PollPolicy QUICK =
      PollPolicy.builder()
          .firstDelay(Duration.ofMillis(1))
          .delays(Duration.ofMillis(1), Duration.ofMillis(5))
          .deadline(Duration.ofSeconds(20))
          .build();

  /** A wait that ends before the task does. */
  static final PollPolicy BRIEF = QUICK.newBuilder().deadline(Duration.ofMillis(150)).build();

  /** A wait that asks after an hour, and then every hour. */
  static final PollPolicy SLEEPY =
      PollPolicy.builder()
          .firstDelay(Duration.ofHours(1))
          .delays(Duration.ofHours(1), Duration.ofHours(1))
          .deadline(Duration.ofDays(1))
          .build();

  private FakeGateways gateways;
  private FakeGateway gateway;
  private ImageClient<R> client;

  /** Starts the fakes; with a dialect of one's own, for a gateway that isn't this SDK's. */
  protected FakeGateways fakes() {
    return FakeGateways.start();
  }

  /** Returns this gateway's fake. */
  protected abstract FakeGateway gateway(FakeGateways gateways);

  /**
   * Returns a client of the fake.
   *
   * @param baseUrl what to set as its address; null: nothing
   * @param key what to set as its key, which may be a wrong one; null: nothing. Secrets besides it
   *     are always the fake's own
   * @param options sets the options that all clients share on the gateway's builder
   */
  protected abstract ImageClient<R> client(
      FakeGateway gateway,
      @Nullable String baseUrl,
      @Nullable String key,
      Consumer<ImageClient.Builder<?>> options);

  /** Returns a client that is made from the variables of an environment, and from nothing else. */
  protected abstract ImageClient<R> fromEnvironment(Map<String, String> environment);

  /** The address of the fake that clients are given, if not {@link FakeGateway#baseUrl()}. */
  protected String baseUrl(FakeGateway gateway) {
    return gateway.baseUrl();
  }

  /** The host of a client whose address isn't set; null, as by default: it has to be set. */
  protected @Nullable String ownHost() {
    return null;
  }

  /** Returns a request for one image without reference images. */
  protected abstract R textToImage(String prompt);

  /** Returns a request for one image that starts from an image at a URL. */
  protected abstract R imageToImage(String prompt, String imageUrl);

  /** Returns a request for this many images, or null if the gateway makes one at a time. */
  protected abstract @Nullable R several(String prompt, int n);

  /**
   * Returns a request that breaks one rule of the gateway's tables: by failing to build it, unless
   * it is lenient.
   */
  protected abstract R ruleBreaking(boolean lenient);

  @BeforeEach
  final void start() {
    gateways = fakes();
    gateway = gateway(gateways);
    client = client(options -> options.pollPolicy(QUICK));
  }

  @AfterEach
  final void stop() {
    if (client != null) client.close();
    gateways.close();
  }

  final FakeGateway gateway() {
    return gateway;
  }

  final ImageClient<R> client() {
    return client;
  }

  final ImageClient<R> client(Consumer<ImageClient.Builder<?>> options) {
    return clientWithKey(gateway.apiKey(), options);
  }

  final ImageClient<R> clientWithKey(String key, Consumer<ImageClient.Builder<?>> options) {
    return client(gateway, baseUrl(gateway), key, options);
  }

  final ImageTask submit() {
    return client.submit(textToImage("A small red cube on a clean white desk"));
  }

  /** Returns what the action fails with, after a look that it shows no key. */
  final <T extends Throwable> T failure(Class<T> type, ThrowingCallable action) {
    Throwable failure = catchThrowable(action);
    assertThat(failure).isInstanceOf(type);
    assertShowsNoKey(failure);
    return type.cast(failure);
  }

  /** Returns what the future fails with: the exception itself, which shows no key. */
  final <T extends Throwable> T failure(Class<T> type, CompletableFuture<?> future)
      throws InterruptedException, TimeoutException {
    try {
      future.get(20, TimeUnit.SECONDS);
    } catch (ExecutionException e) {
      Throwable failure = Objects.requireNonNull(e.getCause());
      assertThat(failure).isInstanceOf(type);
      assertShowsNoKey(failure);
      return type.cast(failure);
    }
    throw new AssertionError("the future did not fail");
  }

  final void assertShowsNoKey(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    assertThat(text.toString()).doesNotContain(gateway.secrets());
  }

  static void assertIsImage(byte[] bytes) throws IOException {
    assertThat(ImageIO.read(new ByteArrayInputStream(bytes))).isNotNull();
  }
}
