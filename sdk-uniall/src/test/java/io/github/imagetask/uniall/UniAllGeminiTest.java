package io.github.imagetask.uniall;

import static io.github.imagetask.uniall.Fixtures.answer;
import static io.github.imagetask.uniall.Fixtures.assumed;
import static io.github.imagetask.uniall.Fixtures.compact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.AspectRatio;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.Violation;
import io.github.imagetask.spi.Fault;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import okhttp3.HttpUrl;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link UniAllGeminiEntry} takes, writes and reads. */
final class UniAllGeminiTest {
  private static final String PAGE = " (UniAll nano-series / gemini-format)";
  private static final byte[] PNG =
      Base64.getDecoder()
          .decode(
              "iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJ"
                  + "RU5ErkJggg==");

  @TempDir private Path folder;

  private final UniAllGeminiEntry entry =
      new UniAllGeminiEntry(HttpUrl.get("https://gateway.example/relay/"));

  @Test
  void everyFieldIsWritten() throws IOException {
    UniAllGeminiRequest request =
        request()
            .model(UniAllGeminiModel.GEMINI_3_PRO_IMAGE_2K)
            .addImage(ReferenceImage.bytes(PNG))
            .aspectRatio(AspectRatio.of(16, 9))
            .outputFormat(UniAllOutputFormat.JPEG)
            .imageSize(UniAllGeminiSize.SIZE_2K)
            .build();

    String json = Bodies.json(entry.submit(request));

    assertThat(json).isEqualTo(compact(assumed("gemini-request.json")));
  }

  @Test
  void onlyAnImageIsAskedForUnlessTheRequestSaysOtherwise() throws IOException {
    String plain = Bodies.json(entry.submit(request().build()));
    String both =
        Bodies.json(
            entry.submit(
                request().responseModalities(UniAllModality.TEXT, UniAllModality.IMAGE).build()));

    String contents =
        "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Turn the photo into a clean"
            + " product render\"}]}],\"generationConfig\":{\"responseModalities\":[";
    assertThat(plain).isEqualTo(contents + "\"IMAGE\"]}}");
    assertThat(both).isEqualTo(contents + "\"TEXT\",\"IMAGE\"]}}");
  }

  @Test
  void modelStandsInTheAddressAndTheKeyNowhere() throws IOException {
    Submission call = entry.submit(request().build());
    Submission odd = entry.submit(request().model(UniAllGeminiModel.of("../a/b?c#d:e")).build());

    assertThat(call.request().method()).isEqualTo("POST");
    assertThat(call.request().url())
        .hasToString(
            "https://gateway.example/relay/v1beta/models/gemini-2.5-flash-image:generateContent");
    assertThat(call.request().headers().names()).isEmpty();
    assertThat(odd.request().url().encodedPath())
        .isEqualTo("/relay/v1beta/models/..%2Fa%2Fb%3Fc%23d:e:generateContent");
  }

  @Test
  void extrasComeLastAndReplaceIfLenient() throws IOException {
    UniAllGeminiRequest request =
        request()
            .lenient()
            .extra("safetySettings", List.of())
            .extra("generationConfig", Map.of("seed", 7))
            .build();

    assertThat(Bodies.json(entry.submit(request)))
        .endsWith("}]}],\"generationConfig\":{\"seed\":7},\"safetySettings\":[]}");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 12_287, 12_288, 12_289, 100_000})
  void filesAreEncodedWhileTheyAreSent(int length) throws IOException {
    byte[] image = Arrays.copyOf(PNG, Math.max(length, 8));
    Path file = Files.write(folder.resolve("a.png"), image);
    Submission call =
        entry.submit(
            request()
                .addImage(ReferenceImage.file(file))
                .addImage(ReferenceImage.bytes(new byte[] {(byte) 0xff, (byte) 0xd8, (byte) 0xff}))
                .build());

    String json = Bodies.json(call);

    assertThat(json)
        .contains(
            "{\"inlineData\":{\"mimeType\":\"image/png\",\"data\":\""
                + Base64.getEncoder().encodeToString(image)
                + "\"}},{\"inlineData\":{\"mimeType\":\"image/jpeg\",\"data\":\"/9j/\"}}");
    assertThat(Bodies.json(call)).isEqualTo(json); // a retry sends the same
  }

  @Test
  void fileThatBecameShorterBreaksTheCall() throws IOException {
    Path file = Files.write(folder.resolve("a.png"), PNG);
    Submission call = entry.submit(request().addImage(ReferenceImage.file(file)).build());
    Files.write(file, Arrays.copyOf(PNG, 40));

    assertThatThrownBy(() -> call.request().body().writeTo(new Buffer()))
        .isInstanceOf(IOException.class)
        .hasMessage("the image became shorter while it was sent: " + file);
  }

  @Test
  void imagesAtUrlsAreRefusedEvenIfLenient() {
    UniAllGeminiRequest.Builder request =
        request().lenient().addImage(ReferenceImage.url("https://example.com/a.png"));

    assertThat(refused(request))
        .containsExactly(
            "inlineData: 1 image at a URL; this entry takes images in the request alone: a file or"
                + " bytes");
    assertThat(refused(request.addImage(ReferenceImage.url("https://example.com/a.png"))))
        .singleElement()
        .asString()
        .startsWith("inlineData: 2 images at URLs;");
  }

  @Test
  void whatTheTablesDoNotHaveIsRefusedByNameAndGoesOutIfLenient() throws IOException {
    UniAllGeminiRequest.Builder request =
        request()
            .model(UniAllGeminiModel.GEMINI_3_1_FLASH_IMAGE_512)
            .addImage(ReferenceImage.bytes(new byte[] {1, 2, 3}))
            .aspectRatio(AspectRatio.of(1, 8))
            .outputFormat(UniAllOutputFormat.WEBP)
            .imageSize(UniAllGeminiSize.SIZE_4K)
            .responseModalities(UniAllModality.of("AUDIO"));

    assertThat(refused(request))
        .containsExactly(
            "responseModalities: AUDIO; the gateway takes TEXT, IMAGE" + PAGE,
            "responseModalities: [AUDIO]; without IMAGE no image comes",
            "inlineData: 3 bytes; its media type goes with it, and its first bytes are those of no"
                + " known image",
            "aspectRatio: 1:8; gemini-3.1-flash-image-preview-512 takes 1:1, 2:3, 3:2, 3:4, 4:3,"
                + " 4:5, 5:4, 9:16, 16:9, 21:9"
                + PAGE,
            "outputFormat: webp; gemini-3.1-flash-image-preview-512 takes jpeg, png" + PAGE,
            "imageSize: 4K; gemini-3.1-flash-image-preview-512 takes 512" + PAGE);
    assertThat(Bodies.json(entry.submit(request.lenient().build())))
        .contains(
            "{\"mimeType\":\"application/octet-stream\",\"data\":\"AQID\"}",
            "{\"responseModalities\":[\"AUDIO\"],\"imageConfig\":{\"aspectRatio\":\"1:8\","
                + "\"outputFormat\":\"webp\",\"imageSize\":\"4K\"}}");
  }

  @Test
  void fieldsOfTheBuilderAreRefusedAsExtras() {
    assertThat(refused(request().extra("contents", List.of())))
        .containsExactly("contents: set by extra(..); the builder writes this field itself");
    assertThat(
            refused(
                request()
                    .lenient()
                    .addImage(ReferenceImage.bytes(PNG))
                    .extra("contents", List.of())))
        .containsExactly(
            "contents: set by addImage(..) and by extra(..); the fields for reference images must"
                + " not be mixed");
  }

  @Test
  void modelAndPromptAreRequired() {
    assertThat(refused(UniAllGeminiRequest.builder()))
        .containsExactly(
            "model is missing; set it with model(..)", "text is missing; set it with prompt(..)");
  }

  @Test
  void imageIsReadWithTheTextBesideItAndWithoutThoughts() throws IOException {
    Reading reading = read(200, assumed("gemini-answer.json"));

    assertThat(reading.fault()).isNull();
    assertThat(reading.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(reading.images()).hasSize(1);
    assertThat(reading.images().get(0).bytes()).isEqualTo(PNG);
    assertThat(reading.text()).isEqualTo("Here is your image:");
  }

  @Test
  void namesMayBeWrittenWithUnderscores() throws IOException {
    Reading reading = read(200, assumed("gemini-answer-snake.json"));

    assertThat(reading.images()).hasSize(1);
    assertThat(reading.images().get(0).bytes()).isEqualTo(PNG);
    assertThat(reading.text()).isNull();
  }

  @Test
  void imagesOfAllCandidatesAreRead() throws IOException {
    String candidate =
        "{\"content\":{\"parts\":[{\"text\":\"t\"},{\"inlineData\":{\"data\":\"/9j/4AAQ\"}}]}}";

    Reading reading = read(200, "{\"candidates\":[" + candidate + "," + candidate + "]}");

    assertThat(reading.images()).hasSize(2);
    assertThat(reading.text()).isEqualTo("t\nt");
  }

  @Test
  void blockedPromptIsContentRejected() throws IOException {
    Reading reading = read(200, assumed("gemini-blocked.json"));
    Reading inWords =
        read(
            200,
            "{\"promptFeedback\":{\"blockReason\":\"OTHER\",\"blockReasonMessage\":\"why\"},"
                + "\"candidates\":[]}");

    assertNoImage(reading, TaskError.of(ErrorKind.CONTENT_REJECTED, "SAFETY", null));
    assertNoImage(inWords, TaskError.of(ErrorKind.CONTENT_REJECTED, "OTHER", "why"));
  }

  @Test
  void imageThatMustNotBeShownIsContentRejected() throws IOException {
    Reading reading = read(200, assumed("gemini-finish-safety.json"));

    assertNoImage(
        reading,
        TaskError.of(
            ErrorKind.CONTENT_REJECTED, "IMAGE_SAFETY", "Unable to show the generated image."));
  }

  @ParameterizedTest
  @CsvSource({
    "SAFETY,                   CONTENT_REJECTED",
    "IMAGE_SAFETY,             CONTENT_REJECTED",
    "PROHIBITED_CONTENT,       CONTENT_REJECTED",
    "IMAGE_PROHIBITED_CONTENT, CONTENT_REJECTED",
    "BLOCKLIST,                CONTENT_REJECTED",
    "SPII,                     CONTENT_REJECTED",
    "RECITATION,               CONTENT_REJECTED",
    "IMAGE_RECITATION,         CONTENT_REJECTED",
    "NO_IMAGE,                 UNKNOWN",
    "MAX_TOKENS,               UNKNOWN",
  })
  void reasonOfTheEndIsTold(String reason, ErrorKind kind) throws IOException {
    Reading reading = read(200, "{\"candidates\":[{\"finishReason\":\"" + reason + "\"}]}");

    assertNoImage(reading, TaskError.of(kind, reason, null));
  }

  @Test
  void textInTheImagesPlaceIsTold() throws IOException {
    Reading reading = read(200, assumed("gemini-text.json"));

    assertNoImage(reading, TaskError.of(ErrorKind.UNKNOWN, null, "I can't draw that."));
  }

  @ParameterizedTest
  @ValueSource(strings = {"{}", "{\"candidates\":[]}", "{\"candidates\":[{\"content\":null}]}"})
  void successWithoutAnythingIsNoRefusal(String json) throws IOException {
    assertNoImage(read(200, json), TaskError.of(ErrorKind.UNKNOWN, null, null));
  }

  @Test
  void errorIsNewApisOrGooglesAndSaysWhatItMaySayOfTheMoney() throws IOException {
    Reading own =
        read(
            500,
            assumed("error-object.json")
                .replace("\"code\": \"\"", "\"code\": \"invalid_request\""));
    Reading google =
        read(400, "{\"error\":{\"code\":400,\"message\":\"m\",\"status\":\"INVALID_ARGUMENT\"}}");
    Reading late = read(504, "{\"error\":{\"code\":504,\"message\":\"Deadline\"}}");
    Reading underSuccess = read(200, "{\"error\":{\"code\":500,\"message\":\"m\"}}");

    assertThat(own.fault()).isNotNull();
    assertThat(google.fault().error())
        .isEqualTo(TaskError.of(ErrorKind.INVALID_REQUEST, "400", "m"));
    assertThat(late.fault().processed()).isEqualTo(Fault.Processed.MAYBE);
    assertNoImage(underSuccess, TaskError.of(ErrorKind.UNKNOWN, "500", "m"));
  }

  @Test
  void errorStatusWithoutAnErrorIsNotTheGateways() {
    assertThatThrownBy(() -> read(500, assumed("gemini-answer.json")))
        .isInstanceOf(JsonDataException.class)
        .hasMessage("no error of the gateway's own at path $.error");
  }

  private static void assertNoImage(Reading reading, TaskError error) {
    assertThat(reading.fault()).isNull();
    assertThat(reading.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(reading.images()).isEmpty();
    assertThat(reading.error()).isEqualTo(error);
  }

  private Reading read(int status, String json) throws IOException {
    return entry.read(answer(status, json));
  }

  private static UniAllGeminiRequest.Builder request() {
    return UniAllGeminiRequest.builder()
        .model(UniAllGeminiModel.GEMINI_2_5_FLASH_IMAGE)
        .prompt("Turn the photo into a clean product render");
  }

  private static List<String> refused(UniAllGeminiRequest.Builder request) {
    return catchThrowableOfType(InvalidRequestException.class, request::build).violations().stream()
        .map(Violation::toString)
        .toList();
  }
}
