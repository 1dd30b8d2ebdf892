package io.github.imagetask.hingnet;

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
 * Hingnet's bytes: with {@link HingnetWireReader}, which reads the answers, the only place that
 * spells a field.
 */
final class HingnetWire implements Gateway<HingnetImageRequest> {
  static final String NAME = "hingnet";

  // Sections "generations" and "edits", in the order of their samples; aspect_ratio is assumed.
  static final String MODEL = "model";
  static final String PROMPT = "prompt";
  static final String N = "n";
  static final String SIZE = "size";
  static final String ASPECT_RATIO = "aspect_ratio";
  // gpt-image-2's own, on the synchronous pages.
  static final String QUALITY = "quality";
  static final String BACKGROUND = "background";
  static final String OUTPUT_FORMAT = "output_format";
  static final String OUTPUT_COMPRESSION = "output_compression";
  static final String MODERATION = "moderation";
  static final String USER = "user";
  static final String RESPONSE_FORMAT = "response_format";
  static final String IMAGE = "image";
  static final String IMAGE_URLS = "image_urls[]"; // with its brackets, once for each URL

  // spotless:off
  static final WireNames NAMES = WireNames.of(
      MODEL, PROMPT, IMAGE, N, SIZE, ASPECT_RATIO, QUALITY, BACKGROUND, OUTPUT_FORMAT, OUTPUT_COMPRESSION, MODERATION, USER, RESPONSE_FORMAT, IMAGE_URLS);
  // spotless:on

  // Section "endpoints": submit and query of a kind, and so a task's key, go by these.
  static final String GENERATIONS = "generations";
  static final String EDITS = "edits";

  private static final String PATH = "v1/images";
  private static final String ASYNC = "async";

  // Section "polling": every 3 to 10 seconds, for 5 to 15 minutes.
  private static final PollPolicy POLL_POLICY =
      PollPolicy.builder()
          .delays(Duration.ofSeconds(3), Duration.ofSeconds(4), Duration.ofSeconds(10))
          .deadline(Duration.ofMinutes(15))
          .build();

  private final HttpUrl baseUrl;
  private final HttpUrl images;
  private final Credentials credentials;
  private final HingnetWireReader reader;

  HingnetWire(HttpUrl baseUrl, String apiKey) {
    this.baseUrl = baseUrl;
    this.images = baseUrl.newBuilder().addPathSegments(PATH).build();
    this.credentials =
        Credentials.bearer(apiKey, baseUrl, PATH + "/" + GENERATIONS, PATH + "/" + EDITS);
    this.reader = new HingnetWireReader(baseUrl);
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
    return HingnetRules.models();
  }

  @Override
  public Submission submit(HingnetImageRequest request) throws IOException {
    HingnetDirectRules.checkTask(request);
    // Section "synchronous routes": always url, and b64_json is ignored. The samples send it.
    Fields fields = common(request).add(RESPONSE_FORMAT, HingnetResponseFormat.URL);
    return Submission.of(post(request, fields, ASYNC), kind(request), null);
  }

  /**
   * The fields that both entries have. Whether an edit takes n, size and aspect_ratio is unknown:
   * what is set is sent, as whatever else the documents neither list nor refuse.
   */
  static Fields common(HingnetImageRequest request) {
    return new Fields()
        .add(MODEL, request.model())
        .add(PROMPT, request.prompt())
        .add(N, request.n())
        .add(SIZE, request.size())
        .add(ASPECT_RATIO, request.aspectRatio());
  }

  /** The request's kind, as it stands in its route and its task's key. */
  private static String kind(HingnetImageRequest request) {
    return request.taskType() == HingnetTaskType.EDIT ? EDITS : GENERATIONS;
  }

  /**
   * The POST of a generation's or an edit's fields, with its images and the user's own fields.
   *
   * @param below what follows its kind's route, if anything
   */
  Request post(HingnetImageRequest request, Fields fields, @Nullable String below)
      throws IOException {
    List<String> urls = Uploads.urls(request.images());
    ReferenceImage upload = Uploads.first(request.images()); // alone, as the rules have seen to
    fields.add(IMAGE_URLS, urls.isEmpty() ? null : urls).addExtras(request.extras());
    String kind = kind(request);
    RequestBody body = kind.equals(EDITS) ? form(fields, upload) : fields.json();
    HttpUrl.Builder url = images.newBuilder().addPathSegment(kind);
    if (below != null) url.addPathSegment(below);
    return new Request.Builder().url(url.build()).post(body).build();
  }

  private static RequestBody form(Fields fields, @Nullable ReferenceImage upload)
      throws IOException {
    MultipartBody.Builder form = fields.multipart();
    if (upload != null) Uploads.add(form, IMAGE, upload); // section "edits": the file comes last
    return form.build();
  }

  @Override
  public Request query(TaskKey key) {
    String kind = key.kind();
    if (!GENERATIONS.equals(kind) && !EDITS.equals(kind)) {
      throw new IllegalArgumentException(
          "Hingnet has two kinds of task, generations and edits; the key "
              + key
              + " names neither");
    }
    HttpUrl url = images.newBuilder().addPathSegment(kind).addPathSegment(key.id()).build();
    return new Request.Builder().url(url).build();
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
   * The key goes to the routes that the document has, {@code generations} and {@code edits}, and
   * nowhere else. Results lie in an object storage under signed URLs, which a key beside them would
   * spoil; that storage may well be served by the gateway's own host, below its {@code /v1} even.
   */
  @Override
  public Credentials credentials() {
    return credentials;
  }
}
