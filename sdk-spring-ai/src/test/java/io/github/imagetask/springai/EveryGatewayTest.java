package io.github.imagetask.springai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskFailedException;
import io.github.imagetask.TaskKey;
import io.github.imagetask.spi.ImageFormat;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.Fault;
import java.util.Base64;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.ai.image.ImageGeneration;
import org.springframework.ai.image.ImagePrompt;
import org.springframework.ai.image.ImageResponse;

/** What holds whichever gateway is behind the model. */
@Timeout(30)
final class EveryGatewayTest {
  private static FakeGateways gateways;

  @BeforeAll
  static void start() {
    gateways = FakeGateways.start();
  }

  @AfterEach
  void reset() {
    gateways.all().forEach(FakeGateway::reset);
  }

  @AfterAll
  static void stop() {
    gateways.close();
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniall", "hingnet", "zexi", "meitu"})
  void promptIsOneTaskWhoseKeyIsInTheMetadata(String name) {
    FakeGateway gateway = gateways.gateway(name);

    ImageResponse response = Models.of(gateways, name).build().call(new ImagePrompt("A sphere"));

    assertThat(gateway.submits()).isEqualTo(1);
    assertThat(gateway.downloads()).isZero();
    String key = response.getMetadata().get(ImageTaskImageModel.TASK_KEY);
    assertThat(TaskKey.parse(key).gateway()).isEqualTo(name);
    assertThat(response.getResults()).hasSize(1);
    ImageGeneration image = response.getResult();
    assertThat(image.getOutput().getUrl()).startsWith("http://127.0.0.1:");
    assertThat(image.getOutput().getB64Json()).isNull();
    GeneratedImageMetadata metadata = (GeneratedImageMetadata) image.getMetadata();
    assertThat(metadata.taskKey()).hasToString(key);
    assertThat(metadata.index()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniall", "hingnet", "zexi", "meitu"})
  void base64OnRequest(String name) {
    FakeGateway gateway = gateways.gateway(name);

    ImageResponse response =
        Models.of(gateways, name)
            .build()
            .call(new ImagePrompt("A sphere", Options.format("b64_json")));

    assertThat(response.getResult().getOutput().getUrl()).isNull();
    byte[] bytes = Base64.getDecoder().decode(response.getResult().getOutput().getB64Json());
    assertThat(ImageFormat.of(bytes)).isIn(ImageFormat.PNG, ImageFormat.JPEG);
    assertThat(((GeneratedImageMetadata) response.getResult().getMetadata()).expiresAt()).isNull();
    assertThat(gateway.downloads()).isEqualTo(1);
    assertThat(gateway.credentialsAtOtherOrigins()).isZero();
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniall", "hingnet", "zexi", "meitu"})
  void failedTaskIsAnExceptionWithTheKey(String name) {
    FakeGateway gateway = gateways.gateway(name);
    gateway.failTasks("20001", "no image today");
    ImageTaskImageModel<?> model = Models.of(gateways, name).build();

    TaskFailedException failure =
        catchThrowableOfType(
            TaskFailedException.class, () -> model.call(new ImagePrompt("A sphere")));

    assertThat(failure).hasMessageContaining("no image today");
    assertThat(failure.key().gateway()).isEqualTo(name);
    assertThat(gateway.submits()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniall", "hingnet", "zexi", "meitu"})
  void submitThatMayHaveArrivedIsNotRepeated(String name) {
    FakeGateway gateway = gateways.gateway(name);
    gateway.always(FakeCall.SUBMIT, Fault.cutAfterRead());
    ImageTaskImageModel<?> model = Models.of(gateways, name).build();

    assertThatThrownBy(() -> model.call(new ImagePrompt("A sphere")))
        .isInstanceOf(SubmitOutcomeUnknownException.class);

    assertThat(gateway.submits()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniall", "hingnet", "zexi", "meitu"})
  void styleIsRefusedBeforeAnythingIsSent(String name) {
    ImageTaskImageModel<?> model = Models.of(gateways, name).build();
    Options vivid = new Options(null, null, null, null, null, "vivid");

    assertThatThrownBy(() -> model.call(new ImagePrompt("A sphere", vivid)))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("style: vivid; of a prompt's options this image model takes model");

    assertThat(gateways.gateway(name).submits()).isZero();
  }
}
