package io.github.imagetask.langchain4j;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.Response;
import io.github.imagetask.DownloadException;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.WaitAbortedException;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeRequest;
import io.github.imagetask.testing.fake.Fault;
import io.github.imagetask.uniall.UniAllClient;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
final class ImageTaskImageModelTest {
  /** A whole PNG of one pixel. */
  private static final String PIXEL =
      "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJ"
          + "RU5ErkJggg==";

  private final FakeGateways gateways = FakeGateways.start();
  private final UniAllClient client = Models.uniallClient(gateways);
  private final ImageModel model = Models.uniall(client).build();

  @AfterEach
  void stop() {
    client.close();
    gateways.close();
  }

  @Test
  void thisRunIsOnTheVersionThatItIsMeantFor() {
    String version = System.getProperty("langchain4j.expected");

    String jar = ImageModel.class.getProtectionDomain().getCodeSource().getLocation().getPath();

    // Without the property it is an editor's run, on whatever it found.
    if (version != null) assertThat(jar).endsWith("langchain4j-core-" + version + ".jar");
  }

  @Test
  void severalImagesAreOneTask() {
    Response<List<Image>> response = model.generate("Two spheres", 2);

    assertThat(response.content()).extracting(Image::url).hasSize(2).doesNotHaveDuplicates();
    assertThat(gateways.uniall().submits()).isEqualTo(1);
    assertThat(submitted().bodyText()).contains("\"prompt\":\"Two spheres\"", "\"n\":2");
  }

  @Test
  void templateHoldsAllButThePrompt() {
    model.generate("A sphere");

    assertThat(submitted().bodyText())
        .contains("\"model\":\"gpt-image-2\"", "\"size\":\"1024x768\"")
        .doesNotContain("\"n\"");
  }

  @Test
  void fewerImagesThanAskedForAreASuccess() {
    gateways.uniall().giveAtMost(1);

    Response<List<Image>> response = model.generate("Three spheres", 3);

    assertThat(response.content()).hasSize(1);
  }

  @Test
  void severalImagesAreRefusedWhereATaskMakesOne() {
    ImageModel meitu = Models.of(gateways, "meitu").build();

    Response<List<Image>> one = meitu.generate("A sphere", 1);

    assertThat(one.content()).hasSize(1);
    assertThatThrownBy(() -> meitu.generate("A sphere", 2))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("n: 2; a task of this image model makes 1");
    assertThat(gateways.meitu().submits()).isEqualTo(1);
  }

  @Test
  void rulesOfTheGatewayHold() {
    assertThatThrownBy(() -> model.generate("A sphere", 0))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("n: 0; gpt-image-2 takes 1 to 8");
    assertThatThrownBy(() -> model.generate(" "))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("prompt is missing");
  }

  @Test
  void editStartsFromAUrlOrFromBytes() {
    Image url = Image.builder().url("https://example.com/desk.png").build();
    Image bytes = Image.builder().base64Data(PIXEL).mimeType("image/png").build();

    model.edit(url, "Add a sphere");
    String byUrl = submitted().bodyText();
    model.edit(bytes, "Add a sphere");
    List<FakeRequest.Part> byUpload = submitted().parts();

    assertThat(byUrl).contains("\"https://example.com/desk.png\"");
    assertThat(byUpload)
        .anySatisfy(part -> assertThat(part.body()).isEqualTo(Base64.getDecoder().decode(PIXEL)));
  }

  @Test
  void imageThatIsNeitherIsRefusedAndNotShown() {
    Image file = Image.builder().url("file:///etc/hostname").build();
    Image garbage = Image.builder().base64Data("no base64!").build();

    assertThatThrownBy(() -> model.edit(file, "Add a sphere"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("it has base64Data, or an http or https URL")
        .hasMessageNotContaining("hostname");
    assertThatThrownBy(() -> model.edit(garbage, "Add a sphere"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("image: its base64Data; it is base64")
        .hasMessageNotContaining("no base64!");
    assertThat(gateways.uniall().submits()).isZero();
  }

  @Test
  void uploadIsRefusedWhereTheGatewayTakesNone() {
    ImageModel zexi = Models.of(gateways, "zexi").build();
    Image bytes = Image.builder().base64Data(PIXEL).build();

    assertThatThrownBy(() -> zexi.edit(bytes, "Add a sphere"))
        .isInstanceOf(InvalidRequestException.class)
        .hasMessageContaining("nothing can be uploaded with a task");
  }

  @Test
  void expiryIsSaidWhereTheGatewaySaysIt() {
    Response<Image> signed = Models.of(gateways, "hingnet").build().generate("A sphere");
    Response<Image> silent = model.generate("A sphere");

    assertThat((Instant) signed.metadata().get(ImageTaskImageModel.EXPIRES_AT))
        .isAfter(Instant.now());
    assertThat(silent.metadata()).containsOnlyKeys(ImageTaskImageModel.TASK_KEY);
  }

  @Test
  void inlineImageIsBase64WithoutBeingAskedFor() {
    gateways.meitu().inlineResults(true);

    Image image = Models.of(gateways, "meitu").build().generate("A sphere").content();

    assertThat(image.url()).isNull();
    assertThat(image.base64Data()).isNotEmpty();
    assertThat(image.mimeType()).startsWith("image/");
  }

  @Test
  void urlStaysAsWrittenWhereItIsAUri() {
    String signed = "https://example.com/a%2Fb.png?X-Sig=a+b%3d,c:d";
    String noUri = "https://example.com/a|b.png?name=球 1";

    assertThat(Images.byUrl(signed).url()).hasToString(signed);
    assertThat(Images.byUrl(noUri).url())
        .hasToString("https://example.com/a%7Cb.png?name=%E7%90%83%201");
  }

  @Test
  void imageThatCannotBeFetchedIsAnExceptionWithTheKey() {
    gateways.uniall().always(FakeCall.DOWNLOAD, Fault.htmlPage());
    ImageModel inBase64 = Models.uniall(client).base64().build();

    DownloadException failure =
        catchThrowableOfType(DownloadException.class, () -> inBase64.generate("A sphere"));

    gateways.uniall().always(FakeCall.DOWNLOAD, null);
    assertThat(client.task(failure.key()).awaitResult().first().bytes()).isNotEmpty();
    assertThat(gateways.uniall().submits()).isEqualTo(1);
  }

  @Test
  void interruptedWaitHasTheKey() throws Exception {
    gateways.uniall().finishAfterQueries(1_000_000);
    Throwable[] failure = new Throwable[1];
    Thread caller =
        new Thread(
            () -> {
              try {
                model.generate("A sphere");
              } catch (WaitAbortedException e) {
                failure[0] = e;
              }
            });
    caller.start();
    assertThat(gateways.uniall().await(FakeCall.QUERY, 1, Duration.ofSeconds(10))).isTrue();

    caller.interrupt();
    caller.join();

    assertThat(((WaitAbortedException) failure[0]).key()).isNotNull();
    assertThat(gateways.uniall().tasks()).isEqualTo(1);
  }

  @Test
  void textShowsNoSecret() {
    assertThat(model.toString()).isEqualTo("ImageTaskImageModel{" + client + "}");
    assertThat(model.toString()).doesNotContain(gateways.uniall().apiKey());
  }

  private FakeRequest submitted() {
    List<FakeRequest> submits =
        gateways.uniall().requests().stream()
            .filter(each -> each.call() == FakeCall.SUBMIT)
            .toList();
    return submits.get(submits.size() - 1);
  }
}
