package io.github.imagetask.meitu;

import io.github.imagetask.ErrorKind;
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
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import okhttp3.HttpUrl;
import okhttp3.Request;
import okio.BufferedSource;
import okio.Okio;
import org.jspecify.annotations.Nullable;

/**
 * Meitu's bytes: with {@link MeituWireReader}, which reads the answers, the only place that spells
 * a field.
 */
final class MeituWire implements Gateway<MeituImageRequest> {
  static final String NAME = "meitu";

  // Table Body, in its order.
  static final String MEDIA_INFO_LIST = "media_info_list";
  static final String MEDIA_DATA = "media_data";
  static final String PARAMETER = "parameter";
  static final String TOKEN = "token";
  static final String TRACE_ID = "trace_id";
  static final String APP_SCENE = "app_scene";
  static final String PATH_SCENE = "path_scene";
  static final String PROMPT = "prompt";
  static final String MODEL = "model";
  static final String ASPECT_RATIO = "aspect_ratio";
  static final String TEMPERATURE = "temperature";
  static final String RESOLUTION = "resolution";
  static final String IS_TRANSLATE = "is_translate";
  static final String OUTPUT_FORMAT = "output_format";
  static final String PLATFORM = "platform";
  static final String GID = "gid";
  static final String UID = "uid";
  static final String AREA_CODE = "area_code";
  static final String LANG = "lang";
  static final String VERSION = "version";
  static final String REPOST_URL = "repost_url";

  // The table of the answer; the query asks by the same name.
  static final String MSG_ID = "msg_id";

  // spotless:off
  static final WireNames NAMES = WireNames.of(
      MODEL, PROMPT, MEDIA_INFO_LIST, PARAMETER, TOKEN, TRACE_ID, APP_SCENE, PATH_SCENE, ASPECT_RATIO, TEMPERATURE, RESOLUTION, IS_TRANSLATE, OUTPUT_FORMAT, PLATFORM, GID, UID, AREA_CODE, LANG, VERSION, REPOST_URL);
  // spotless:on

  // "Fixed for this interface", text-to-image included.
  private static final String GO = "go";
  private static final String IMG_EDIT = "imgEdit";

  // The document names none: public clients ask every 2 to 5 seconds.
  private static final PollPolicy POLL_POLICY =
      PollPolicy.builder()
          .delays(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(5))
          .deadline(Duration.ofMinutes(10))
          .build();

  private final MeituEnvironment environment;
  private final MeituQuery query;
  private final MeituWireReader reader;
  private final MeituCredentials credentials;
  private final boolean omitsEmptyMediaInfoList;

  MeituWire(
      MeituEnvironment environment,
      MeituQuery query,
      @Nullable String apiKey,
      @Nullable String apiSecret,
      String token,
      boolean omitsEmptyMediaInfoList) {
    this.environment = environment;
    this.reader = new MeituWireReader(environment.queryUrl());
    this.query = query;
    this.credentials = new MeituCredentials(environment, apiKey, apiSecret, token);
    this.omitsEmptyMediaInfoList = omitsEmptyMediaInfoList;
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public HttpUrl address() {
    return environment.queryUrl();
  }

  @Override
  public PollPolicy pollPolicy() {
    return POLL_POLICY;
  }

  @Override
  public List<ModelInfo> models() {
    return MeituRules.models();
  }

  @Override
  public Submission submit(MeituImageRequest request) throws IOException {
    return submission(environment.submitUrl(), request);
  }

  /** The POST of a request to one of the gateway's entries, which take the same. */
  Submission submission(HttpUrl entry, MeituImageRequest request) throws IOException {
    String given = request.traceId();
    String traceId = given == null || given.trim().isEmpty() ? UUID.randomUUID().toString() : given;
    List<Fields> media = new ArrayList<>();
    for (ReferenceImage image : request.images()) {
      String url = image.url();
      media.add(new Fields().add(MEDIA_DATA, url == null ? base64(image) : url));
    }
    Fields parameter =
        new Fields()
            .add(TOKEN, credentials.token())
            .add(TRACE_ID, traceId)
            .add(APP_SCENE, GO)
            .add(PATH_SCENE, IMG_EDIT)
            .add(PROMPT, request.prompt())
            .add(MODEL, request.model())
            .add(ASPECT_RATIO, request.aspectRatio())
            .add(TEMPERATURE, request.temperature())
            .add(RESOLUTION, request.resolution())
            .add(IS_TRANSLATE, request.translate())
            .add(OUTPUT_FORMAT, request.outputFormat())
            .add(PLATFORM, request.platform())
            .add(GID, request.gid())
            .add(UID, request.uid())
            .add(AREA_CODE, request.areaCode())
            .add(LANG, request.lang())
            .add(VERSION, request.version())
            .add(REPOST_URL, request.callbackUrl())
            .addExtras(request.extras());
    // Required even for text-to-image, where it is empty; the note on text-to-image may also be
    // read as "leave it out".
    boolean isOmitted = omitsEmptyMediaInfoList && media.isEmpty();
    Fields body =
        new Fields().add(PARAMETER, parameter).add(MEDIA_INFO_LIST, isOmitted ? null : media);
    Request post = new Request.Builder().url(entry).post(body.json()).build();
    return Submission.of(post, null, traceId);
  }

  private static String base64(ReferenceImage upload) throws IOException {
    try (BufferedSource content = Okio.buffer(Okio.source(upload.open()))) {
      return content.readByteString().base64();
    }
  }

  @Override
  public Request query(TaskKey key) {
    Gateway.requireNoKind("Meitu", key);
    return query.request(environment.queryUrl(), key.id());
  }

  @Override
  public Reading readSubmit(Answer answer) throws IOException {
    return reader.submit(answer);
  }

  @Override
  public Reading readQuery(TaskKey key, Answer answer) throws IOException {
    return reader.query(answer);
  }

  @Override
  public ErrorKind kindOf(int httpStatus) {
    return MeituWireReader.kindOf(httpStatus);
  }

  @Override
  public Credentials credentials() {
    return credentials;
  }
}
