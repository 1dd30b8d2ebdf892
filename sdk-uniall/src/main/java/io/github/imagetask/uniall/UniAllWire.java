package io.github.imagetask.uniall;

import io.github.imagetask.ModelInfo;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.TaskKey;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.Credentials;
import io.github.imagetask.spi.Fields;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.ImageRequest.WireNames;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import io.github.imagetask.spi.Uploads;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/**
 * UniAll's bytes: with {@link UniAllWireReader}, which reads the answers, the only place that
 * spells a field.
 */
final class UniAllWire implements Gateway<UniAllImageRequest> {
  static final String NAME = "uniall";

  // Section 3, in the order of the samples of 4.1, 4.2, 5.1 and 5.2.
  static final String MODEL = "model";
  static final String TASK_TYPE = "task_type";
  static final String PROMPT = "prompt";
  static final String IMAGE = "image";
  static final String IMAGES = "images";
  static final String SIZE = "size";
  static final String ASPECT_RATIO = "aspect_ratio";
  static final String QUALITY = "quality";
  static final String OUTPUT_FORMAT = "output_format";
  static final String N = "n";
  static final String RESPONSE_FORMAT = "response_format";

  /** The word that takes the place of a size in pixels. */
  static final String AUTO = "auto";

  // Section 3.1 speaks of older fields for images, which are still read, and doesn't name them:
  // these are assumed. The builder doesn't write them.
  static final String IMAGE_URL = "image_url";
  static final String IMAGE_URLS = "image_urls";

  // spotless:off
  // The names of both entries that take this request.
  static final WireNames NAMES = WireNames.of(
      MODEL, PROMPT, IMAGE, TASK_TYPE, IMAGES, SIZE, ASPECT_RATIO, QUALITY, OUTPUT_FORMAT, N, RESPONSE_FORMAT,
      UniAllDirectEntry.MASK, UniAllDirectEntry.OUTPUT_COMPRESSION, UniAllDirectEntry.BACKGROUND, UniAllDirectEntry.MODERATION, UniAllDirectEntry.USER);
  // spotless:on

  private static final String PATH = "v1/images/tasks";

  // Section 7: every 2 to 5 seconds.
  private static final PollPolicy POLL_POLICY =
      PollPolicy.builder()
          .delays(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(5))
          .deadline(Duration.ofMinutes(10))
          .build();

  private final HttpUrl baseUrl;
  private final HttpUrl tasks;
  private final Credentials credentials;
  private final UniAllWireReader reader;

  UniAllWire(HttpUrl baseUrl, String apiKey) {
    this.baseUrl = baseUrl;
    this.tasks = baseUrl.newBuilder().addPathSegments(PATH).build();
    this.credentials = Credentials.bearer(apiKey, baseUrl, "v1", "v1beta");
    this.reader = new UniAllWireReader(baseUrl);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public HttpUrl address() {
    return baseUrl;
  }

  @Override
  public PollPolicy pollPolicy() {
    return POLL_POLICY;
  }

  @Override
  public List<ModelInfo> models() {
    return UniAllRules.models();
  }

  /** What a request has for the one field that holds pixels or a word: both are a fault. */
  static @Nullable Object size(UniAllImageRequest request) {
    return request.isAutoSize() ? AUTO : request.size();
  }

  @Override
  public Submission submit(UniAllImageRequest request) throws IOException {
    UniAllDirectRules.checkTask(request);
    // response_format is missing from the parameter table of section 3, but in every sample, and
    // "url" is recommended by the constraint tables of 4.3 and 5.4.
    List<String> urls = Uploads.urls(request.images());
    ReferenceImage upload = Uploads.first(request.images()); // alone, as the check has seen to
    Fields fields =
        new Fields()
            .add(MODEL, request.model())
            .add(TASK_TYPE, request.taskType())
            .add(PROMPT, request.prompt())
            .add(IMAGE, urls.size() == 1 ? urls.get(0) : null)
            .add(IMAGES, urls.size() > 1 ? urls : null)
            .add(SIZE, size(request))
            .add(ASPECT_RATIO, request.aspectRatio())
            .add(QUALITY, request.quality())
            .add(OUTPUT_FORMAT, request.outputFormat())
            .add(N, request.n())
            .add(RESPONSE_FORMAT, UniAllResponseFormat.URL)
            .addExtras(request.extras());
    RequestBody body = upload == null ? fields.json() : form(fields, upload);
    return Submission.of(new Request.Builder().url(tasks).post(body).build());
  }

  private static RequestBody form(Fields fields, ReferenceImage upload) throws IOException {
    MultipartBody.Builder form = fields.multipart();
    Uploads.add(form, IMAGE, upload); // section 5.3: the file comes last
    return form.build();
  }

  @Override
  public Request query(TaskKey key) {
    Gateway.requireNoKind("UniAll", key);
    return new Request.Builder().url(tasks.newBuilder().addPathSegment(key.id()).build()).build();
  }

  @Override
  public Reading readSubmit(Answer answer) throws IOException {
    return reader.submit(answer);
  }

  @Override
  public Reading readQuery(TaskKey key, Answer answer) throws IOException {
    return reader.query(answer);
  }

  /**
   * The key goes to the API that it was issued for, and nowhere else: the base URL's origin and,
   * since a base URL with a path shares its host with others, only its {@code /v1} and {@code
   * /v1beta}. Results lie on other origins or are fetched without a key as far as the document
   * tells; one that is served by the API itself gets it like any other call.
   */
  @Override
  public Credentials credentials() {
    return credentials;
  }
}
