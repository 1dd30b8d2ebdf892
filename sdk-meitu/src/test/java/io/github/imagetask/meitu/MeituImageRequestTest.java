package io.github.imagetask.meitu;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.Violation;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class MeituImageRequestTest {
  private static final String SOURCE = " (Meitu google nano of 2025-11-28, Body)";
  private static final String NANO = "gemini-2.5-flash-image-preview";
  private static final String NANO2 = "gemini-3-pro-image-preview";
  private static final ReferenceImage URL = ReferenceImage.url("https://example.com/in.jpg");
  private static final ReferenceImage UPLOAD =
      ReferenceImage.bytes("image".getBytes(StandardCharsets.UTF_8));

  @Test
  void requestHoldsWhatWasSet() {
    MeituImageRequest request =
        nano2()
            .addImage(URL)
            .aspectRatio(AspectRatio.of(21, 9))
            .temperature(0.5)
            .resolution(MeituResolution.RESOLUTION_4K)
            .translate(false)
            .outputFormat(MeituOutputFormat.WEBP)
            .platform("ios")
            .gid("1")
            .uid("2")
            .areaCode("CN")
            .lang("zh-Hans")
            .version("10.0.0")
            .callbackUrl("https://example.com/callback")
            .traceId("123ABC")
            .build();

    assertThat(request.model()).isEqualTo(MeituModel.NANO2);
    assertThat(request.prompt()).isEqualTo("a cube");
    assertThat(request.images()).containsExactly(URL);
    assertThat(request.aspectRatio()).isEqualTo(AspectRatio.of(21, 9));
    assertThat(request.temperature()).isEqualTo(0.5);
    assertThat(request.resolution()).isEqualTo(MeituResolution.RESOLUTION_4K);
    assertThat(request.translate()).isFalse();
    assertThat(request.outputFormat()).isEqualTo(MeituOutputFormat.WEBP);
    assertThat(request.platform()).isEqualTo("ios");
    assertThat(request.gid()).isEqualTo("1");
    assertThat(request.uid()).isEqualTo("2");
    assertThat(request.areaCode()).isEqualTo("CN");
    assertThat(request.lang()).isEqualTo("zh-Hans");
    assertThat(request.version()).isEqualTo("10.0.0");
    assertThat(request.callbackUrl()).isEqualTo("https://example.com/callback");
    assertThat(request.traceId()).isEqualTo("123ABC");
  }

  @Test
  void nothingHasADefault() {
    MeituImageRequest request = nano().build();

    assertThat(request.aspectRatio()).isNull();
    assertThat(request.temperature()).isNull();
    assertThat(request.resolution()).isNull();
    assertThat(request.translate()).isNull();
    assertThat(request.outputFormat()).isNull();
    assertThat(request.platform()).isNull();
    assertThat(request.gid()).isNull();
    assertThat(request.uid()).isNull();
    assertThat(request.areaCode()).isNull();
    assertThat(request.lang()).isNull();
    assertThat(request.version()).isNull();
    assertThat(request.callbackUrl()).isNull();
    assertThat(request.traceId()).isNull();
  }

  @Test
  void modelAndPromptAreRequired() {
    List<String> refused = refused(MeituImageRequest.builder());

    assertThat(refused)
        .containsExactly(
            "model is missing; set it with model(..)", "prompt is missing; set it with prompt(..)");
  }

  @Test
  void threeImagesAreTaken() {
    MeituImageRequest request = nano().addImages(List.of(URL, URL, URL)).build();

    assertThat(request.images()).hasSize(3);
  }

  @Test
  void fourImagesAreRefused() {
    List<String> refused = refused(nano().addImages(List.of(URL, URL, URL, URL)));

    assertThat(refused)
        .containsExactly("media_info_list: 4 images; " + NANO + " takes at most 3" + SOURCE);
  }

  @Test
  void uploadIsRefused() {
    List<String> refused = refused(nano().addImage(URL).addImage(UPLOAD));

    assertThat(refused)
        .containsExactly(
            "media_info_list: 2 images, 1 of them uploads; an image is given by its URL; lenient()"
                + " sends uploads as base64, undocumented"
                + SOURCE);
  }

  @Test
  void everyRatioOfTheTableIsTaken() {
    assertThat(MeituRules.RATIOS)
        .allSatisfy(
            ratio -> assertThat(nano().aspectRatio(ratio).build().aspectRatio()).isEqualTo(ratio));
  }

  @Test
  void aspectRatioOutsideTheTenIsRefused() {
    List<String> refused = refused(nano().aspectRatio(AspectRatio.of(7, 3)));

    assertThat(refused)
        .containsExactly(
            "aspect_ratio: 7:3; "
                + NANO
                + " takes 1:1, 2:3, 3:2, 3:4, 4:3, 4:5, 5:4, 9:16, 16:9, 21:9"
                + SOURCE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 0.5, 1})
  void temperatureFromZeroToOneIsTaken(double temperature) {
    MeituImageRequest request = nano().temperature(temperature).build();

    assertThat(request.temperature()).isEqualTo(temperature);
  }

  @ParameterizedTest
  @ValueSource(doubles = {-0.1, 1.1, 2, Double.MAX_VALUE})
  void temperatureOutsideZeroToOneIsRefused(double temperature) {
    List<String> refused = refused(nano().temperature(temperature));

    assertThat(refused)
        .containsExactly("temperature: " + temperature + "; " + NANO + " takes 0 to 1" + SOURCE);
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, Double.POSITIVE_INFINITY, Double.NEGATIVE_INFINITY})
  void temperatureThatJsonHasNotIsRefusedEvenIfLenient(double temperature) {
    List<String> strict = refused(nano().temperature(temperature));
    List<String> lenient = refused(nano().lenient().temperature(temperature));

    assertThat(strict)
        .containsExactly("temperature: " + temperature + "; JSON has no such number")
        .isEqualTo(lenient);
  }

  @Test
  void resolutionOfNanoIsRefused() {
    List<String> refused = refused(nano().resolution(MeituResolution.RESOLUTION_1K));

    assertThat(refused)
        .containsExactly("resolution: 1K; " + NANO + " doesn't take this field" + SOURCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemini-2.5-flash-image", "gemini-2.5-flash-image-preview-2k"})
  void rulesOfNanoHoldForItsOtherNames(String model) {
    MeituImageRequest.Builder request = nano().model(MeituModel.of(model));
    List<String> refused =
        refused(
            request
                .resolution(MeituResolution.RESOLUTION_1K)
                .addImages(List.of(URL, URL, URL, URL)));

    assertThat(refused)
        .containsExactly(
            "media_info_list: 4 images; " + model + " takes at most 3" + SOURCE,
            "resolution: 1K; " + model + " doesn't take this field" + SOURCE);
    assertThat(request.lenient().build().model().id()).isEqualTo(model);
  }

  @ParameterizedTest
  @ValueSource(strings = {"gemini-3-pro-image", "gemini-3-pro-image-4k"})
  void rulesOfNano2HoldForItsOtherNames(String model) {
    MeituImageRequest.Builder request = nano2().model(MeituModel.of(model));

    assertThat(request.resolution(MeituResolution.RESOLUTION_4K).build().model().id())
        .isEqualTo(model);
    assertThat(refused(request.resolution(MeituResolution.of("8K"))))
        .containsExactly("resolution: 8K; " + model + " takes 1K, 2K, 4K" + SOURCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"8K", "2k", "512"})
  void resolutionOutsideTheThreeIsRefused(String resolution) {
    List<String> refused = refused(nano2().resolution(MeituResolution.of(resolution)));

    assertThat(refused)
        .containsExactly("resolution: " + resolution + "; " + NANO2 + " takes 1K, 2K, 4K" + SOURCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"jpg", "PNG", "gif"})
  void outputFormatOutsideTheThreeIsRefused(String format) {
    List<String> refused = refused(nano().outputFormat(MeituOutputFormat.of(format)));

    assertThat(refused)
        .containsExactly(
            "output_format: " + format + "; " + NANO + " takes jpeg, png, webp" + SOURCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"ftp://example.com/x?secret", "example.com/secret", "secret"})
  void callbackThatIsNoHttpAddressIsRefusedWithoutShowingIt(String url) {
    List<String> refused = refused(nano().callbackUrl(url));

    assertThat(refused)
        .containsExactly(
            "repost_url: no http or https address; the gateway posts to an http or https address"
                + SOURCE);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", " ", "\n"})
  void blankCallbackIsNone(String url) {
    MeituImageRequest request = nano().callbackUrl(url).build();

    assertThat(request.callbackUrl()).isEqualTo(url); // and not on the wire, as other blanks
  }

  @Test
  void emptyImageIsNamedByTheFieldOfTheWire() {
    List<String> refused = refused(nano().lenient().addImage(ReferenceImage.bytes(new byte[0])));

    assertThat(refused).containsExactly("media_info_list: 0 bytes; an image is not empty");
  }

  @Test
  void extraThatTheBuilderWritesIsRefused() {
    MeituImageRequest.Builder request = nano();
    MeituWire.NAMES.all().forEach(name -> request.extra(name, "x"));

    List<String> refused = refused(request);

    assertThat(refused)
        .hasSize(20)
        .allSatisfy(
            text ->
                assertThat(text)
                    .endsWith(": set by extra(..); the builder writes this field itself"));
  }

  @Test
  void tokenAndTraceIdAreNoExtrasEvenIfLenient() {
    List<String> refused =
        refused(nano().lenient().extra("token", "secret").extra("trace_id", "1").extra("x", 1));

    assertThat(refused)
        .containsExactly(
            "token: set by extra(..); a secret belongs to the client, which never shows it; set it"
                + " with its token(..)",
            "trace_id: set by extra(..); tasks tell it; set it with traceId(..)");
  }

  @Test
  void allViolationsAreReportedAtOnceInTheOrderOfTheFields() {
    MeituImageRequest.Builder request =
        MeituImageRequest.builder()
            .model(MeituModel.NANO)
            .prompt(" ")
            .addImages(List.of(URL, URL, URL, URL))
            .aspectRatio(AspectRatio.of(7, 3))
            .temperature(2)
            .resolution(MeituResolution.RESOLUTION_2K)
            .outputFormat(MeituOutputFormat.of("gif"))
            .extra("model", "another");

    InvalidRequestException refused =
        catchThrowableOfType(InvalidRequestException.class, request::build);

    assertThat(refused.violations())
        .extracting(Violation::field)
        .containsExactly(
            "prompt",
            "media_info_list",
            "aspect_ratio",
            "temperature",
            "resolution",
            "output_format",
            "model");
    assertThat(refused)
        .hasMessageStartingWith(
            """
            the request breaks 7 rules and was not sent:
              prompt is missing; set it with prompt(..)
              media_info_list: 4 images; gemini-2.5-flash-image-preview takes at most 3\
            """);
  }

  @Test
  void unknownModelHasNoRules() {
    MeituImageRequest request =
        MeituImageRequest.builder()
            .model(MeituModel.of("gemini-4"))
            .prompt("a cube")
            .addImages(List.of(URL, URL, URL, URL))
            .aspectRatio(AspectRatio.of(7, 3))
            .temperature(2)
            .resolution(MeituResolution.of("8K"))
            .outputFormat(MeituOutputFormat.of("gif"))
            .build();

    assertThat(request.model().id()).isEqualTo("gemini-4");
  }

  @Test
  void unknownModelTakesNoUploadsEither() {
    List<String> refused = refused(nano().model(MeituModel.of("gemini-4")).addImage(UPLOAD));

    assertThat(refused).hasSize(1);
    assertThat(refused.get(0)).startsWith("media_info_list: 1 images, 1 of them uploads; ");
  }

  @Test
  void promptIsNotInTheRequestsText() {
    String text = nano().build().toString();

    assertThat(text).isEqualTo("MeituImageRequest{" + NANO + ", 0 images}");
  }

  private static MeituImageRequest.Builder nano() {
    return MeituImageRequest.builder().model(MeituModel.NANO).prompt("a cube");
  }

  private static MeituImageRequest.Builder nano2() {
    return MeituImageRequest.builder().model(MeituModel.NANO2).prompt("a cube");
  }

  private static List<String> refused(MeituImageRequest.Builder request) {
    InvalidRequestException refused =
        catchThrowableOfType(InvalidRequestException.class, request::build);
    return refused.violations().stream().map(Violation::toString).toList();
  }
}
