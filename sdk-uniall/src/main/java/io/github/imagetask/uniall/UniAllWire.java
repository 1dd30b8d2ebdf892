package io.github.imagetask.uniall;

import static java.util.Arrays.asList;
import static java.util.Collections.singletonList;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.ErrorTable;
import io.github.imagetask.spi.Fields;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Json;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Settings;
import io.github.imagetask.spi.Submission;
import io.github.imagetask.spi.Uploads;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;
import org.jspecify.annotations.Nullable;

/** UniAll's bytes: the only place that spells a field of its requests and answers. */
final class UniAllWire implements Gateway<UniAllImageRequest> {
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

  // spotless:off
  static final Set<String> NAMES = new HashSet<>(asList(
      MODEL, TASK_TYPE, PROMPT, IMAGE, IMAGES, SIZE, ASPECT_RATIO, QUALITY, OUTPUT_FORMAT, N, RESPONSE_FORMAT));
  // spotless:on

  private static final String PATH = "v1/images/tasks";
  private static final String SUCCESS = "success";

  // The document lists no error codes: these are new-api's.
  private static final String MODEL_NOT_FOUND = "model_not_found";
  // spotless:off
  private static final ErrorTable ERRORS =
      ErrorTable.builder()
          .codes(ErrorKind.PERMISSION,       "access_denied")
          .codes(ErrorKind.QUOTA,            "insufficient_user_quota", "pre_consume_token_quota_failed", "quota_not_enough")
          .codes(ErrorKind.INVALID_REQUEST,  "invalid_request", "invalid_parameter", "param_error", "build_request_failed",
                                             "read_request_body_failed", "invalid_api_platform", "model_price_error")
          .codes(ErrorKind.NOT_FOUND,        "task_not_exist", "task_not_found")
          .codes(ErrorKind.CONTENT_REJECTED, "sensitive_words_detected", "prompt_blocked")
          .codes(ErrorKind.UNAVAILABLE,      MODEL_NOT_FOUND, "get_channel_failed", "do_request_failed", "bad_response_status_code", "fail_to_fetch_task")
          .build();
  // spotless:on

  // Passed through from what stands behind the gateway, which may have done the work all the same.
  private static final Set<String> PASSED_THROUGH =
      new HashSet<>(asList("fail_to_fetch_task", "bad_response_status_code"));
  private static final String PASSED_THROUGH_TYPE = "upstream_error";

  // Section 7: every 2 to 5 seconds.
  private static final PollPolicy POLL_POLICY =
      PollPolicy.builder()
          .firstDelay(Duration.ofSeconds(2))
          .delays(Duration.ofSeconds(2), Duration.ofSeconds(5))
          .deadline(Duration.ofMinutes(10))
          .build();

  private final HttpUrl baseUrl;
  private final HttpUrl tasks;
  private final String apiKey;

  UniAllWire(HttpUrl baseUrl, String apiKey) {
    this.baseUrl = baseUrl;
    this.tasks = baseUrl.newBuilder().addPathSegments(PATH).build();
    this.apiKey = apiKey;
  }

  @Override
  public String name() {
    return "uniall";
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

  @Override
  public Submission submit(UniAllImageRequest request) throws IOException {
    List<String> urls = new ArrayList<>();
    ReferenceImage upload = null; // alone, as the rules have seen to
    for (ReferenceImage image : request.images()) {
      String url = image.url();
      if (url == null) {
        upload = image;
      } else {
        urls.add(url);
      }
    }
    Fields fields =
        new Fields()
            .add(MODEL, request.model())
            .add(TASK_TYPE, request.taskType())
            .add(PROMPT, request.prompt())
            .add(IMAGE, urls.size() == 1 ? urls.get(0) : null)
            .add(IMAGES, urls.size() > 1 ? urls : null)
            .add(SIZE, request.size())
            .add(ASPECT_RATIO, request.aspectRatio())
            .add(QUALITY, request.quality())
            .add(OUTPUT_FORMAT, request.outputFormat())
            .add(N, request.n())
            .add(RESPONSE_FORMAT, request.responseFormat())
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
    if (key.kind() != null) {
      throw new IllegalArgumentException("UniAll has one kind of task, none called " + key.kind());
    }
    return new Request.Builder().url(tasks.newBuilder().addPathSegment(key.id()).build()).build();
  }

  @Override
  public Reading readSubmit(Answer answer) throws IOException {
    return read(answer, true);
  }

  @Override
  public Reading readQuery(TaskKey key, Answer answer) throws IOException {
    return read(answer, false);
  }

  /**
   * Reads a task, with the envelope of section 7 or without it as in section 6, or an error in
   * new-api's two shapes: {@code {"error": {…}}}, and the envelope with another code than success.
   */
  private Reading read(Answer answer, boolean isSubmit) throws IOException {
    Part body = answer.json(reader -> Part.read(reader, true));
    String code = SUCCESS.equalsIgnoreCase(body.codeWord) ? null : body.codeWord;
    boolean isEnvelope = body.codeWord != null || (body.id == null && body.word == null);
    Part task = isEnvelope && body.data != null ? body.data : body;

    Json.ErrorText error = body.error != null ? body.error : task.error;
    if (!answer.isSuccessful()) {
      // A status word under such an answer says nothing; only an error may. A bare string under 5xx
      // could be any proxy's, and then the submit isn't known to be refused.
      boolean isOwn = body.error != null && (body.isErrorObject || answer.status() < 500);
      if (code != null || isOwn) return fault(answer.status(), code, body.error, body.message);
      throw new JsonDataException("no error of the gateway's own at path $.error");
    }
    if (code != null) return fault(answer.status(), code, body.error, body.message);
    if ((isSubmit ? task.id : task.word) == null) {
      // A task that can't be named, or of which nothing is said.
      if (error != null) return fault(answer.status(), null, error, null);
      String path = task == body && body.codeWord == null ? "$." : "$.data.";
      throw new JsonDataException("nothing at path " + path + (isSubmit ? "task_id" : "status"));
    }
    return task(answer.status(), task);
  }

  private Reading task(int httpStatus, Part task) {
    TaskStatus status = status(task.word);
    Reading.Builder reading =
        Reading.task(status).id(task.id).word(task.word).progress(task.progress);
    if (status == TaskStatus.SUCCEEDED) reading.addImages(images(task));
    if (status == TaskStatus.FAILED) {
      String code = task.error == null ? null : task.error.code();
      String message = task.error == null ? task.failReason : task.error.message();
      reading.error(ERRORS.error(httpStatus, code, message));
    }
    return reading.build();
  }

  /** The four words of section 6, and the long ones that new-api has for the same. */
  private static TaskStatus status(@Nullable String word) {
    switch (word == null ? "" : word.trim().toLowerCase(Locale.ROOT)) {
      case "queued":
      case "not_start":
      case "submitted":
        return TaskStatus.QUEUED;
      case "processing":
      case "in_progress":
        return TaskStatus.RUNNING;
      case "succeeded":
      case "success":
        return TaskStatus.SUCCEEDED;
      case "failed":
      case "failure":
        return TaskStatus.FAILED;
      default:
        return TaskStatus.UNKNOWN;
    }
  }

  /** {@code metadata.result_urls} where there are several images, else {@code result_url}. */
  private List<Reading.Image> images(Part task) {
    List<Reading.Image> images = new ArrayList<>();
    for (String each : task.resultUrls) addImage(each, images);
    if (images.isEmpty()) addImage(task.resultUrl, images);
    return images;
  }

  private void addImage(@Nullable String text, List<Reading.Image> images) {
    if (text == null) return;
    // new-api writes an error text here at times; a path would be meant from the gateway's root.
    if (HttpUrl.parse(text) != null) {
      images.add(Reading.Image.url(text));
    } else if (text.startsWith("/")) {
      HttpUrl resolved = baseUrl.resolve(text);
      if (resolved != null) images.add(Reading.Image.url(resolved.toString()));
    }
  }

  private static Reading fault(
      int httpStatus,
      @Nullable String code,
      Json.@Nullable ErrorText error,
      @Nullable String text) {
    String type = null;
    if (error != null) {
      if (error.code() != null) code = error.code();
      text = error.message();
      type = error.type();
    }
    TaskError known = ERRORS.error(httpStatus, code, text);
    if (MODEL_NOT_FOUND.equals(code) && httpStatus >= 400 && httpStatus < 500) {
      known = TaskError.of(ErrorKind.NOT_FOUND, code, text); // with 503: no channel for it now
    }
    boolean isPassing = ErrorTable.isPassing(known.kind(), httpStatus);
    boolean isMaybeProcessed = PASSED_THROUGH.contains(code) || PASSED_THROUGH_TYPE.equals(type);
    return Reading.fault(known, isPassing, isMaybeProcessed);
  }

  /**
   * The key goes to the API that it was issued for, and nowhere else: the base URL's origin and,
   * since a base URL with a path shares its host with others, only below its {@code /v1}. Results
   * lie on other origins or are fetched without a key as far as the document tells; one that is
   * served by the API itself gets it like any other call.
   */
  @Override
  public boolean owns(HttpUrl url) {
    List<String> owned = baseUrl.newBuilder().addPathSegment("v1").build().encodedPathSegments();
    List<String> path = url.encodedPathSegments(); // OkHttp has resolved "." and ".." in it
    return Settings.sameOrigin(url, baseUrl)
        && path.size() > owned.size()
        && path.subList(0, owned.size()).equals(owned);
  }

  @Override
  public Request authorize(Request request) {
    return request.newBuilder().header("Authorization", "Bearer " + apiKey).build();
  }

  @Override
  public List<String> secrets() {
    return singletonList(apiKey);
  }

  /** What an answer's object says: a flat task, an envelope, the task in an envelope, an error. */
  private static final class Part {
    @Nullable String id;
    @Nullable String word;
    @Nullable Integer progress;
    @Nullable String resultUrl;
    List<String> resultUrls = new ArrayList<>();
    Json.@Nullable ErrorText error;
    boolean isErrorObject;
    @Nullable String failReason;
    @Nullable String codeWord; // a string; a number as code is nothing that the document knows
    @Nullable String message;
    @Nullable Part data;

    static Part read(JsonReader reader, boolean isOutermost) throws IOException {
      Part part = new Part();
      reader.beginObject();
      while (reader.hasNext()) {
        switch (reader.nextName()) {
          case "task_id":
            part.id = Json.textOrSkip(reader);
            break;
          case "status":
            part.word = Json.textOrSkip(reader);
            break;
          case "progress":
            part.progress = Json.progress(reader);
            break;
          case "result_url":
            part.resultUrl = Json.textOrSkip(reader);
            break;
          case "metadata":
            part.readMetadata(reader);
            break;
          case "error":
            part.isErrorObject = reader.peek() == JsonReader.Token.BEGIN_OBJECT;
            part.error = Json.error(reader);
            break;
          case "fail_reason":
            part.failReason = Json.anyText(reader);
            break;
          case "code":
            boolean isWord = reader.peek() == JsonReader.Token.STRING;
            String text = Json.textOrSkip(reader);
            part.codeWord = isWord ? text : null;
            break;
          case "message":
            part.message = Json.textOrSkip(reader);
            break;
          case "data":
            // A task's own "data" is the upstream's raw answer: not ours to read.
            if (isOutermost && reader.peek() == JsonReader.Token.BEGIN_OBJECT) {
              part.data = read(reader, false);
            } else {
              reader.skipValue();
            }
            break;
          default:
            reader.skipValue();
        }
      }
      reader.endObject();
      return part;
    }

    private void readMetadata(JsonReader reader) throws IOException {
      if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
        reader.skipValue();
        return;
      }
      reader.beginObject();
      while (reader.hasNext()) {
        boolean isResults = reader.nextName().equals("result_urls");
        if (!isResults || reader.peek() != JsonReader.Token.BEGIN_ARRAY) {
          reader.skipValue();
          continue;
        }
        reader.beginArray();
        while (reader.hasNext()) {
          String url = Json.textOrSkip(reader);
          if (url != null) resultUrls.add(url);
        }
        reader.endArray();
      }
      reader.endObject();
    }
  }
}
