package io.github.imagetask.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.output.Response;
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
  void callIsOneTaskWhoseKeyIsInTheMetadata(String name) {
    FakeGateway gateway = gateways.gateway(name);

    Response<Image> response = Models.of(gateways, name).build().generate("A sphere");

    assertThat(gateway.submits()).isEqualTo(1);
    assertThat(gateway.downloads()).isZero();
    String key = (String) response.metadata().get(ImageTaskImageModel.TASK_KEY);
    assertThat(TaskKey.parse(key).gateway()).isEqualTo(name);
    assertThat(response.content().url().toString()).startsWith("http://127.0.0.1:");
    assertThat(response.content().base64Data()).isNull();
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniall", "hingnet", "zexi", "meitu"})
  void base64OnRequest(String name) {
    FakeGateway gateway = gateways.gateway(name);

    Response<Image> response = Models.of(gateways, name).base64().build().generate("A sphere");

    Image image = response.content();
    assertThat(image.url()).isNull();
    byte[] bytes = Base64.getDecoder().decode(image.base64Data());
    assertThat(image.mimeType()).isEqualTo(ImageFormat.of(bytes).mediaType());
    assertThat(response.metadata()).containsOnlyKeys(ImageTaskImageModel.TASK_KEY);
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
        catchThrowableOfType(TaskFailedException.class, () -> model.generate("A sphere"));

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

    assertThatThrownBy(() -> model.generate("A sphere"))
        .isInstanceOf(SubmitOutcomeUnknownException.class);

    assertThat(gateway.submits()).isEqualTo(1);
  }

  @ParameterizedTest
  @ValueSource(strings = {"uniall", "hingnet", "zexi", "meitu"})
  void maskIsRefusedBeforeAnythingIsSent(String name) {
    ImageTaskImageModel<?> model = Models.of(gateways, name).build();
    Image desk = Image.builder().url("https://example.com/desk.png").build();

    assertThatThrownBy(() -> model.edit(desk, desk, "Add a sphere"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("mask: an image; tasks take an image and a prompt, and no mask");

    assertThat(gateways.gateway(name).submits()).isZero();
  }
}
