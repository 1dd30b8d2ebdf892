package io.github.imagetask.zexi;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskKey;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.Credentials;
import io.github.imagetask.spi.Fields;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.ImageRequest.WireNames;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/**
 * Zexi's bytes: with {@link ZexiWireReader}, which reads the answers, the only place that spells a
 * field.
 */
final class ZexiWire implements Gateway<ZexiImageRequest> {
  static final String NAME = "zexi";

  // In the order of the samples of section "samples".
  static final String MODEL = "model";
  static final String PROMPT = "prompt";
  static final String SIZE = "size";
  static final String QUALITY = "quality";
  static final String N = "n";
  static final String IMAGE_URL = "image_url";
  static final String EXTRA_BODY = "extra_body";

  // spotless:off
  static final WireNames NAMES = WireNames.of(
      MODEL, PROMPT, IMAGE_URL, SIZE, QUALITY, N, EXTRA_BODY);
  // spotless:on

  // Inside extra_body.
  private static final String GOOGLE = "google";
  private static final String IMAGE_CONFIG = "image_config";
  private static final String ASPECT_RATIO = "aspect_ratio";
  private static final String IMAGE_SIZE = "image_size";

  /** Where the resolution goes, for violations and tables. */
  static final String RESOLUTION = String.join(".", EXTRA_BODY, GOOGLE, IMAGE_CONFIG, IMAGE_SIZE);

  /** The word that takes the place of a size in pixels. */
  static final String AUTO = "auto";

  private static final String SUBMIT_PATH = "v1/images/generations/async";
  private static final String TASKS_PATH = "v1/images/tasks";

  private final HttpUrl baseUrl;
  private final HttpUrl submit;
  private final HttpUrl tasks;
  private final Credentials credentials;
  private final ZexiWireReader reader;

  ZexiWire(HttpUrl baseUrl, String apiKey) {
    this.baseUrl = baseUrl;
    this.submit = baseUrl.newBuilder().addPathSegments(SUBMIT_PATH).build();
    this.tasks = baseUrl.newBuilder().addPathSegments(TASKS_PATH).build();
    this.credentials = Credentials.bearer(apiKey, baseUrl, "v1");
    this.reader = new ZexiWireReader(baseUrl, tasks);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public HttpUrl address() {
    return baseUrl;
  }

  /** The SDK's own: the document advises nothing, and a public client's 3 s lie within. */
  @Override
  public PollPolicy pollPolicy() {
    return PollPolicy.ofDefaults();
  }

  @Override
  public List<ModelInfo> models() {
    return ZexiRules.models();
  }

  /** What a request has for the one field that holds pixels, a word or a ratio: more is a fault. */
  static List<Object> sizes(ZexiImageRequest request) {
    List<Object> sizes = new ArrayList<>();
    if (request.size() != null) sizes.add(request.size());
    if (request.isAutoSize()) sizes.add(AUTO);
    if (request.aspectRatio() != null) sizes.add(request.aspectRatio());
    return sizes;
  }

  @Override
  public Submission submit(ZexiImageRequest request) {
    List<Object> sizes = sizes(request); // one at most, as the rules have seen to, images too
    Fields fields =
        new Fields()
            .add(MODEL, request.model())
            .add(PROMPT, request.prompt())
            .add(SIZE, sizes.isEmpty() ? null : sizes.get(0))
            .add(QUALITY, quality(request))
            .add(N, request.n())
            .add(IMAGE_URL, request.images().isEmpty() ? null : request.images().get(0).url())
            .add(EXTRA_BODY, extraBody(request))
            .addExtras(request.extras());
    return Submission.of(new Request.Builder().url(submit).post(fields.json()).build());
  }

  /**
   * The resolution stands for the quality that isn't set, as in the document's own sample: 2K for
   * 4K. New-api, whose errors this gateway answers with, has 2K as its highest quality, and takes
   * any other word, 4K included, for 1K.
   */
  private static @Nullable Object quality(ZexiImageRequest request) {
    if (request.quality() != null) return request.quality();
    boolean is4K = ZexiResolution.RESOLUTION_4K.equals(request.resolution());
    return is4K ? ZexiQuality.QUALITY_2K : request.resolution();
  }

  private static @Nullable Fields extraBody(ZexiImageRequest request) {
    if (request.resolution() == null) return null;
    Fields imageConfig =
        new Fields().add(ASPECT_RATIO, request.aspectRatio()).add(IMAGE_SIZE, request.resolution());
    return new Fields().add(GOOGLE, new Fields().add(IMAGE_CONFIG, imageConfig));
  }

  @Override
  public Request query(TaskKey key) {
    Gateway.requireNoKind("Zexi", key);
    return new Request.Builder().url(tasks.newBuilder().addPathSegment(key.id()).build()).build();
  }

  @Override
  public Reading readSubmit(Answer answer) throws IOException {
    return reader.submit(answer);
  }

  @Override
  public Reading readQuery(TaskKey key, Answer answer) throws IOException {
    return reader.query(key.id(), answer);
  }

  @Override
  public ErrorKind kindOf(int httpStatus) {
    return ZexiWireReader.kindOf(httpStatus);
  }

  /**
   * The key goes to the API that it was issued for, and nowhere else: the base URL's origin and,
   * since a base URL with a path shares its host with others, only its {@code /v1}. The images that
   * the API itself serves want it (section "flow", step 5) and lie there.
   */
  @Override
  public Credentials credentials() {
    return credentials;
  }
}
