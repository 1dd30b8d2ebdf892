package io.github.imagetask.meitu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.DirectResult;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.NoImageException;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskListener;
import io.github.imagetask.TaskPendingException;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeMeitu;
import io.github.imagetask.testing.fake.FakeRequest;
import io.github.imagetask.testing.fake.Fault;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Direct calls against the fake, which counts the POSTs and the images that were made. */
@Timeout(60)
final class MeituDirectTest {
  private static final PollPolicy FAST =
      PollPolicy.builder()
          .firstDelay(Duration.ZERO)
          .delays(Duration.ofMillis(1), Duration.ofMillis(5))
          .deadline(Duration.ofSeconds(20))
          .build();

  @TempDir private Path folder;
  private final FakeGateways gateways = FakeGateways.start();
  private final FakeMeitu meitu = gateways.meitu();
  private final CompletableFuture<TaskKey> submitted = new CompletableFuture<>();
  private final MeituClient client = internal(meitu.internalUrl()).build();

  @AfterEach
  void stop() {
    client.close();
    gateways.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"gatewa", "gateway"})
  void imageIsInTheAnswerInEitherSpellingWithoutKeyAndSecret(String spelling) throws IOException {
    try (MeituClient client = internal(meitu.internalUrl().replace("gatewa", spelling)).build()) {
      DirectResult result = client.direct().generate(nano2().build());
      Path file = result.first().saveTo(folder.resolve("cube.png"));

      assertThat(size(Files.readAllBytes(file))).isEqualTo("1:1");
    }
    FakeRequest sent = meitu.requests().get(0);
    assertThat(sent.path()).isEqualTo("/meitu/outsourcing/" + spelling + "/sync/request");
    assertThat(sent.query()).isNull();
    assertThat(meitu.directs()).isEqualTo(1);
    assertThat(meitu.directImages()).isEqualTo(1);
    assertThat(meitu.tasks()).isZero();
    assertThat(meitu.credentialsAtOtherOrigins()).isZero();
  }

  @Test
  void keyAndSecretAreSentIfSet() {
    MeituClient.Builder builder = internal(meitu.internalUrl());
    try (MeituClient client = builder.apiKey(meitu.apiKey()).apiSecret(meitu.apiSecret()).build()) {
      client.direct().generate(nano2().build());
    }

    assertThat(meitu.requests().get(0).query())
        .isEqualTo("api_key=" + meitu.apiKey() + "&api_secret=" + meitu.apiSecret());
  }

  @Test
  void inlineImageIsStreamedIntoAFile() throws IOException {
    meitu.inlineResults(true);
    MeituImageRequest request =
        nano2()
            .aspectRatio(AspectRatio.of(16, 9))
            .resolution(MeituResolution.RESOLUTION_2K)
            .outputFormat(MeituOutputFormat.JPEG)
            .build();

    List<Path> files = client.direct().generateInto(request, folder);

    assertThat(files).hasSize(1);
    assertThat(files.get(0).toString()).endsWith(".jpg");
    assertThat(ImageIO.read(files.get(0).toFile())).isNotNull();
    assertThat(meitu.downloads()).isZero();
    assertThat(meitu.directs()).isEqualTo(1);
  }

  @Test
  void pendingCallIsATaskWithAKeyThatAnybodyCanWaitFor() {
    meitu.pendingDirects(true);
    meitu.finishAfterQueries(2);

    assertBecomesATask();
  }

  @Test
  void bareIdIsATaskToo() {
    meitu.bareDirects(true);
    meitu.finishAfterQueries(2);

    assertBecomesATask();
  }

  private void assertBecomesATask() {
    TaskPendingException pending =
        catchThrowableOfType(
            TaskPendingException.class, () -> client.direct().generate(nano2().build()));

    ImageResult result = pending.task().awaitResult();
    assertThat(pending.key().gateway()).isEqualTo("meitu");
    assertThat(submitted.orTimeout(5, TimeUnit.SECONDS).join()).isEqualTo(pending.key());
    assertThat(result.images()).hasSize(1);
    assertThat(client.task(TaskKey.parse(pending.key().toString())).refresh().images()).hasSize(1);
    assertThat(meitu.directs()).isEqualTo(1);
    assertThat(meitu.tasks()).isEqualTo(1);
    assertThat(meitu.submits()).isZero();
    assertThat(meitu.directImages()).isZero();
  }

  @Test
  void blockedPromptIsRejectedContent() {
    meitu.next(FakeCall.DIRECT, Fault.blockedPrompt("SAFETY"));

    GatewayException refused =
        catchThrowableOfType(
            GatewayException.class, () -> client.direct().generate(nano2().build()));

    assertThat(refused.error().kind()).isEqualTo(ErrorKind.CONTENT_REJECTED);
    assertThat(refused).hasMessageEndingWith("; nothing is billed");
    assertThat(meitu.directs()).isEqualTo(1);
    assertThat(meitu.directImages()).isZero();
  }

  static Stream<Arguments> faults() {
    Class<?> unknown = SubmitOutcomeUnknownException.class;
    Class<?> refused = GatewayException.class;
    return Stream.of(
        Arguments.of(Fault.cutAfterRead(), unknown),
        Arguments.of(Fault.cutAtByte(150), unknown),
        Arguments.of(Fault.wrongLength(), unknown),
        Arguments.of(Fault.truncatedJson(), unknown),
        Arguments.of(Fault.emptyBody(), unknown),
        Arguments.of(Fault.htmlPage(502), unknown),
        Arguments.of(Fault.status(408), unknown),
        Arguments.of(Fault.status(504).processed(), unknown),
        Arguments.of(Fault.body("{\"error_code\":30001,\"error_msg\":\"it failed\"}"), unknown),
        Arguments.of(Fault.body("{\"error_code\":30001,\"msg_id\":\"m\"}"), unknown),
        Arguments.of(Fault.body("{\"error_code\":29901}"), unknown),
        Arguments.of(Fault.unknownStatus("77777"), unknown),
        Arguments.of(Fault.body("{\"error_code\":20008,\"msg_id\":\"m\"}"), refused),
        Arguments.of(Fault.refusal(200, "80001", "used up"), refused),
        Arguments.of(Fault.refusal(401, "90002", "GATEWAY_AUTHORIZED_ERROR"), refused),
        Arguments.of(Fault.redirectToOtherOrigin(), refused),
        Arguments.of(Fault.successWithoutImage(), NoImageException.class));
  }

  @ParameterizedTest
  @MethodSource("faults")
  void faultEndsTheCallAfterOnePost(Fault fault, Class<? extends ImageTaskException> ended) {
    meitu.always(FakeCall.DIRECT, fault);

    assertThatThrownBy(() -> client.direct().generate(nano2().traceId("trace-1").build()))
        .isInstanceOf(ended);
    assertThat(meitu.directs()).isEqualTo(1);
    assertThat(meitu.credentialsAtOtherOrigins()).isZero();
  }

  @Test
  void unknownOutcomeTellsTheTraceId() {
    meitu.next(FakeCall.DIRECT, Fault.cutAfterRead());

    SubmitOutcomeUnknownException unknown =
        catchThrowableOfType(
            SubmitOutcomeUnknownException.class,
            () -> client.direct().generate(nano2().traceId("trace-1").build()));

    assertThat(unknown.traceId()).isEqualTo("trace-1");
    assertThat(meitu.directImages()).isEqualTo(1);
  }

  @Test
  void callbackIsRefusedBeforeAnythingIsSent() {
    MeituImageRequest request = nano2().callbackUrl("https://example.com/callback").build();

    assertThatThrownBy(() -> client.direct().generate(request))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("repost_url: set by callbackUrl(..)");
    assertThat(meitu.requests()).isEmpty();
  }

  @Test
  void internalHostHasTasksAsWell() {
    ImageResult result = client.generate(nano2().build());

    assertThat(result.images()).hasSize(1);
    assertThat(meitu.requests().get(0).path()).isEqualTo("/meitu/outsourcing/gatewa/async/submit");
    assertThat(meitu.submits()).isEqualTo(1);
    assertThat(meitu.directs()).isZero();
  }

  @Test
  void environmentWithoutTheEntrySaysWhichOnesHaveIt() {
    MeituClient.Builder builder =
        MeituClient.builder()
            .apiKey(meitu.apiKey())
            .apiSecret(meitu.apiSecret())
            .token(meitu.token());
    try (MeituClient production = builder.build();
        MeituClient test = builder.environment(MeituEnvironment.TEST).build()) {
      String message =
          "the client's environment names no entry for direct calls;"
              + " MeituEnvironment.ofInternalUrl(baseUrl) does, and any other withDirectUrl(..)";

      assertThatThrownBy(production::direct)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(message);
      assertThatThrownBy(test::direct)
          .isInstanceOf(IllegalStateException.class)
          .hasMessage(message);
    }
  }

  private MeituClient.Builder internal(String baseUrl) {
    return MeituClient.builder()
        .environment(MeituEnvironment.ofInternalUrl(baseUrl))
        .token(meitu.token())
        .pollPolicy(FAST)
        .listener(
            new TaskListener() {
              @Override
              public void submitted(TaskContext context, ImageTask task) {
                submitted.complete(task.key());
              }
            });
  }

  private static MeituImageRequest.Builder nano2() {
    return MeituImageRequest.builder().model(MeituModel.NANO2).prompt("a cube");
  }

  /** Its shape, if it is a square. */
  private static String size(byte[] image) throws IOException {
    var read = ImageIO.read(new ByteArrayInputStream(image));
    return read.getWidth() == read.getHeight() ? "1:1" : read.getWidth() + ":" + read.getHeight();
  }
}
