package io.github.imagetask.meitu;

import static io.github.imagetask.meitu.Fixtures.assumed;
import static io.github.imagetask.meitu.Fixtures.compact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.Violation;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okhttp3.RequestBody;
import okio.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@link MeituDirectEntry} writes, and where key and secret belong. */
final class MeituDirectEntryTest {
  private static final String BASE = "http://internal.example/outsourcing/gatewa";
  private static final String DIRECT = BASE + "/sync/request";

  private final MeituWire wire = wire("test-key-marked", "test-secret-marked");
  private final MeituDirectEntry entry = new MeituDirectEntry(wire, HttpUrl.get(DIRECT));

  @Test
  void requestIsThatOfASubmit() throws IOException {
    Submission submission = entry.submit(full().build());

    assertThat(submission.request().method()).isEqualTo("POST");
    assertThat(submission.request().url()).hasToString(DIRECT);
    assertThat(submission.traceId()).isEqualTo("123ABC");
    assertThat(json(submission)).isEqualTo(compact(assumed("submit-request.json")));
  }

  @Test
  void everyFieldOfASubmitIsSentButTheCallback() throws IOException {
    MeituImageRequest.Builder request =
        full()
            .temperature(0.5)
            .translate(false)
            .platform("ios")
            .gid("123")
            .uid("123")
            .areaCode("CN")
            .lang("zh-Hans")
            .version("10.0.0")
            .extra("seed", 7);

    String direct = json(entry.submit(request.build()));

    String callback = "\"repost_url\":\"https://example.com/callback\",";
    String submit = json(wire.submit(request.callbackUrl("https://example.com/callback").build()));
    assertThat(submit).contains(callback);
    assertThat(direct).isEqualTo(submit.replace(callback, ""));
  }

  @Test
  void callbackIsRefusedEvenIfLenientAndNotShown() {
    MeituImageRequest request = full().lenient().callbackUrl("https://secret.example/?k").build();

    InvalidRequestException refused =
        catchThrowableOfType(InvalidRequestException.class, () -> entry.submit(request));

    assertThat(refused.violations())
        .extracting(Violation::toString)
        .containsExactly(
            "repost_url: set by callbackUrl(..); a direct call's answer brings the images, and"
                + " nobody is called back");
  }

  @Test
  void blankCallbackIsNone() throws IOException {
    Submission submission = entry.submit(full().callbackUrl(" ").build());

    assertThat(json(submission)).isEqualTo(compact(assumed("submit-request.json")));
  }

  @Test
  void keyAndSecretGoIntoTheAddressAndTheTokenIntoTheBody() throws IOException {
    Request request = entry.submit(full().build()).request();

    assertThat(wire.credentials().owns(request.url())).isTrue();
    assertThat(wire.credentials().authorize(request).url())
        .hasToString(DIRECT + "?api_key=test-key-marked&api_secret=test-secret-marked");
  }

  @Test
  void keyAndSecretAreOptional() throws IOException {
    MeituWire wire = wire(null, null);
    Request request =
        new MeituDirectEntry(wire, HttpUrl.get(DIRECT)).submit(full().build()).request();

    assertThat(wire.credentials().authorize(request).url()).hasToString(DIRECT);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://internal.example/outsourcing/gatewa/sync/request",
        "http://internal.example/outsourcing/gatewa/sync/request/x",
        "http://internal.example/outsourcing/gateway/sync/request",
        "http://internal.example/outsourcing/gatewa/sync",
        "http://internal.example:8080/outsourcing/gatewa/sync/request",
      })
  void keyBelongsToTheAddressAlone(String url) {
    assertThat(wire.credentials().owns(HttpUrl.get(url))).isFalse();
  }

  private static MeituWire wire(String key, String secret) {
    return new MeituWire(
        MeituEnvironment.ofInternalUrl(BASE),
        MeituQuery.msgIdInQueryString(),
        key,
        secret,
        "test-token-marked",
        false);
  }

  private static MeituImageRequest.Builder full() {
    return MeituImageRequest.builder()
        .model(MeituModel.NANO2)
        .prompt("a cube")
        .addImage(ReferenceImage.url("https://example.com/in.jpg"))
        .aspectRatio(AspectRatio.of(16, 9))
        .resolution(MeituResolution.RESOLUTION_2K)
        .outputFormat(MeituOutputFormat.PNG)
        .traceId("123ABC");
  }

  private static String json(Submission submission) throws IOException {
    RequestBody body = submission.request().body();
    assertThat(body.contentType()).hasToString("application/json");
    Buffer out = new Buffer();
    body.writeTo(out);
    return out.readUtf8();
  }
}
