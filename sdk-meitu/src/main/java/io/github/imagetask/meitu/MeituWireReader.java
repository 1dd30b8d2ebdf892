package io.github.imagetask.meitu;

import static java.util.Collections.singleton;

import com.squareup.moshi.JsonDataException;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.ErrorTable;
import io.github.imagetask.spi.Fault;
import io.github.imagetask.spi.ImageList;
import io.github.imagetask.spi.JsonNode;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Meitu's answers: a task, or an error with a code. The code decides, whatever the HTTP status: 200
 * may bring an error. The document has three fields of the submit's answer; the rest is based on
 * public clients of other MTLab services, images inline in base64 among it.
 */
final class MeituWireReader {
  private static final String OK = "0";
  private static final String NO_IMAGE_YET = OK + " without " + MeituWire.MEDIA_INFO_LIST;
  static final String PENDING = "29901"; // not an error, whatever the document says of ≠ 0

  // The document lists no error codes: these are of public clients. A code that looks like an HTTP
  // status and isn't listed has that status's kind.
  private static final String ENTITLEMENT = "415";
  // spotless:off
  static final ErrorTable ERRORS =
      ErrorTable.builder()
          .refused(ErrorKind.AUTHENTICATION,   "90002", "90003", "90005")
          .refused(ErrorKind.PERMISSION,       "91010")
          .refused(ErrorKind.QUOTA,            "80001", "80002")
          .refused(ErrorKind.RATE_LIMIT,       "90024")
          .refused(ErrorKind.INVALID_REQUEST,  "10000", "90000", "90001", "21101", "21102", "21103", "21104", "21105",
                                               "10003", "21201", "21202", "21203", "21204", "21205", // the input image
                                               "20003", "20008", "20013", "20014", "20015")
          .refused(ErrorKind.NOT_FOUND,        "90025") // the route
          .refused(ErrorKind.CONTENT_REJECTED, "10025", "10026", "10027", "98501", "60477")
          .failed (ErrorKind.UNAVAILABLE,      ENTITLEMENT, "503", "10002", "10015", "29904", "29905",
                                               "90009", "90020", "90021", "90022", "90023", "90099")
          // They say what an HTTP status says, and such a status doesn't tell whether a task was made.
          .failedBehind(ErrorKind.UNAVAILABLE, "500", "502", "504", "599")
          .failed (ErrorKind.UNKNOWN,          "20001", "20004", "30001")
          .statuses(ErrorKind.AUTHENTICATION,  403)
          .statuses(ErrorKind.INVALID_REQUEST, 424, 433) // the input can't be fetched; too long
          .statuses(ErrorKind.UNAVAILABLE,     415)
          .build();
  // spotless:on

  // 415 passes in one list, and in what one client saw the entitlement used up.
  private static final Pattern USED_UP = Pattern.compile("(?i)no right package|权益");

  private static final Pattern HTTP_STATUS = Pattern.compile("[45][0-9][0-9]");
  private static final Pattern HTTP_SUCCESS = Pattern.compile("2[0-9][0-9]");
  private static final Pattern WHOLE = Pattern.compile("([0-9]+)\\.0+");

  private static final String DATA = "data";
  private static final String[] CODES = {"error_code", "ErrorCode", "code"};
  static final String[] MESSAGES = {"error_msg", "ErrorMsg", "message", "msg"};

  private final HttpUrl address;

  MeituWireReader(HttpUrl address) {
    this.address = address;
  }

  Reading submit(Answer answer) throws IOException {
    JsonNode body = body(answer);
    String code = code(body);
    String id = id(body);
    // "Pending" is a task that was taken, and so is whatever names one beside a code that no list
    // of errors has: neither may ever be called refused.
    boolean isTask = PENDING.equals(code) || (answer.isSuccessful() && id != null);
    boolean isRefused = isError(code) && (!isTask || ERRORS.knows(code));
    if (isRefused) return Reading.fault(fault(answer.status(), code, body), id);
    if (!answer.isSuccessful()) return faultOfStatus(answer, body);
    return Reading.task(TaskStatus.QUEUED).id(requireId(body)).build();
  }

  Reading query(Answer answer) throws IOException {
    JsonNode body = body(answer);
    String code = code(body);
    String id = id(body);
    if (PENDING.equals(code)) return Reading.task(TaskStatus.RUNNING).id(id).build();
    if (isError(code)) return failure(answer.status(), code, body);
    if (!answer.isSuccessful()) return faultOfStatus(answer, body);
    JsonNode outer = body.at(MeituWire.MEDIA_INFO_LIST);
    JsonNode inner = body.at(DATA).at(MeituWire.MEDIA_INFO_LIST);
    if (outer.items().isEmpty() && inner.items().isEmpty()) {
      if (code == null && id == null) throw JsonNode.nothingAt("$." + MeituWire.MEDIA_INFO_LIST);
      // A public client was answered so while the task was pending. Whether a task that is paid for
      // is over isn't ours to guess: the wait's own deadline bounds it, and names this word.
      return Reading.task(TaskStatus.RUNNING).id(id).rawStatus(NO_IMAGE_YET).build();
    }
    ImageList images = images(address, body);
    // Entries of which none is an image are a success that the core doesn't believe for long.
    return Reading.task(TaskStatus.SUCCEEDED).id(id).addImages(images.toList()).build();
  }

  /** The images of an answer, in either place. */
  static ImageList images(HttpUrl address, JsonNode body) {
    ImageList images = ImageList.of(address).add(body.at(MeituWire.MEDIA_INFO_LIST));
    if (images.isEmpty()) images.add(body.at(DATA).at(MeituWire.MEDIA_INFO_LIST));
    return images;
  }

  /** The id of a task in whatever names one. */
  static String taskId(Answer answer) throws IOException {
    return requireId(body(answer));
  }

  static ErrorKind kindOf(int httpStatus) {
    return ERRORS.kindOf(httpStatus);
  }

  static JsonNode body(Answer answer) throws IOException {
    return answer.json(singleton(MeituWire.MEDIA_DATA));
  }

  /** A number as its digits: 0, 0.0 and "0" are one code. */
  static @Nullable String code(JsonNode body) {
    String code = body.firstText(CODES);
    if (code == null) return null;
    Matcher whole = WHOLE.matcher(code.trim());
    return whole.matches() ? whole.group(1) : code.trim();
  }

  static @Nullable String id(JsonNode body) {
    String id = body.text(MeituWire.MSG_ID);
    return id == null ? body.at(DATA).text(MeituWire.MSG_ID) : id;
  }

  static String requireId(JsonNode body) {
    String id = id(body);
    if (id == null) throw JsonNode.nothingAt("$." + MeituWire.MSG_ID);
    return id;
  }

  static boolean isError(@Nullable String code) {
    return code != null
        && !code.equals(OK)
        && !code.equals(PENDING)
        && !HTTP_SUCCESS.matcher(code).matches();
  }

  private static Reading failure(int httpStatus, @Nullable String code, JsonNode body) {
    Fault fault = fault(httpStatus, code, body);
    if (!isOfTheTask(httpStatus, code, fault.error().kind())) return Reading.fault(fault);
    return Reading.task(TaskStatus.FAILED).id(id(body)).error(fault.error()).build();
  }

  /** Whether an error that a query brought is the task's own; else the task is as it was. */
  private static boolean isOfTheTask(int httpStatus, @Nullable String code, ErrorKind kind) {
    switch (kind) {
      case AUTHENTICATION:
      case PERMISSION:
      case QUOTA:
      case RATE_LIMIT:
      case NOT_FOUND: // the route; no code is known for an unknown task
      case UNAVAILABLE:
        return false;
      default:
        // 900xx are the gateway's own words about a call (GATEWAY_…), and a code that nobody knows
        // is taken for the task's end only where HTTP calls the query a success.
        boolean isOfTheCall = code != null && code.length() == 5 && code.startsWith("900");
        boolean isSuccessful = httpStatus >= 200 && httpStatus < 300;
        return !isOfTheCall && (ERRORS.knows(code) || isSuccessful);
    }
  }

  static Reading faultOfStatus(Answer answer, JsonNode body) {
    if (body.firstText(MESSAGES) == null) {
      throw new JsonDataException("no error of the gateway's own at path $.error_code");
    }
    return Reading.fault(fault(answer.status(), null, body));
  }

  static Fault fault(int httpStatus, @Nullable String code, JsonNode body) {
    String text = body.firstText(MESSAGES);
    boolean isStatus = code != null && HTTP_STATUS.matcher(code).matches();
    TaskError error = ERRORS.error(isStatus ? Integer.parseInt(code) : httpStatus, code, text);
    boolean isEntitlement = ENTITLEMENT.equals(code) || httpStatus == 415;
    if (isEntitlement
        && error.kind() == ErrorKind.UNAVAILABLE
        && text != null
        && USED_UP.matcher(text).find()) {
      error = TaskError.of(ErrorKind.QUOTA, code, text);
    }
    return ERRORS.fault(httpStatus, error);
  }
}
