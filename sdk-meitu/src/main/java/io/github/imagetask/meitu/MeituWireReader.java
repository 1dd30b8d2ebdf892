package io.github.imagetask.meitu;

import static java.util.Arrays.asList;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.TaskError;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.ErrorTable;
import io.github.imagetask.spi.Json;
import io.github.imagetask.spi.Reading;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Meitu's answers: a task, or an error with a code. The code decides, whatever the HTTP status: 200
 * may bring an error. The document has three fields of the submit's answer; the rest is based on
 * public clients of other MTLab services.
 */
final class MeituWireReader {
  private static final String OK = "0";
  private static final String NO_IMAGE_YET = OK + " without " + MeituWire.MEDIA_INFO_LIST;
  private static final String PENDING = "29901"; // not an error, whatever the document says of ≠ 0

  // The document lists no error codes: these are of public clients. A code that looks like an HTTP
  // status and isn't listed has that status's kind.
  private static final String ENTITLEMENT = "415";
  // spotless:off
  private static final ErrorTable ERRORS =
      ErrorTable.builder()
          .codes(ErrorKind.AUTHENTICATION,   "90002", "90003", "90005")
          .codes(ErrorKind.PERMISSION,       "91010")
          .codes(ErrorKind.QUOTA,            "80001", "80002")
          .codes(ErrorKind.RATE_LIMIT,       "90024")
          .codes(ErrorKind.INVALID_REQUEST,  "10000", "90000", "90001", "21101", "21102", "21103", "21104", "21105",
                                             "10003", "21201", "21202", "21203", "21204", "21205", // the input image
                                             "20003", "20008", "20013", "20014", "20015")
          .codes(ErrorKind.NOT_FOUND,        "90025") // the route
          .codes(ErrorKind.CONTENT_REJECTED, "10025", "10026", "10027", "98501", "60477")
          .codes(ErrorKind.UNAVAILABLE,      ENTITLEMENT, "500", "502", "503", "504", "599", "10002", "10015", "29904", "29905",
                                             "90009", "90020", "90021", "90022", "90023", "90099")
          .codes(ErrorKind.UNKNOWN,          "20001", "20004", "30001")
          .statuses(ErrorKind.AUTHENTICATION,  403)
          .statuses(ErrorKind.INVALID_REQUEST, 424, 433) // the input can't be fetched; too long
          .statuses(ErrorKind.UNAVAILABLE,     415)
          .build();
  // spotless:on

  // 415 is retryable in one list, and in what one client saw the entitlement used up.
  private static final Pattern USED_UP = Pattern.compile("(?i)no right package|权益");

  // They say what an HTTP status says, and such a status doesn't tell whether a task was made.
  private static final Set<String> MAYBE_PROCESSED =
      new HashSet<>(asList("500", "502", "504", "599"));

  private static final Pattern HTTP_STATUS = Pattern.compile("[45][0-9][0-9]");
  private static final Pattern WHOLE = Pattern.compile("([0-9]+)\\.0+");

  Reading submit(Answer answer) throws IOException {
    Part body = answer.json(reader -> Part.read(reader, false));
    String code = body.code();
    // "Pending" would be a task that was taken: never to be called refused.
    if (isError(code)) return fault(answer.status(), code, body.message());
    if (!answer.isSuccessful()) return faultOfStatus(answer, body);
    return Reading.task(TaskStatus.QUEUED).id(body.requireId()).build();
  }

  Reading query(Answer answer) throws IOException {
    Part body = answer.json(reader -> Part.read(reader, true));
    String code = body.code();
    if (PENDING.equals(code)) return Reading.task(TaskStatus.RUNNING).id(body.id()).build();
    if (isError(code)) return failure(answer.status(), code, body);
    if (!answer.isSuccessful()) return faultOfStatus(answer, body);
    List<Reading.Image> images = body.images();
    if (!body.hasMedia()) {
      if (code == null && body.id() == null) {
        throw new JsonDataException("nothing at path $." + MeituWire.MEDIA_INFO_LIST);
      }
      // A public client was answered so while the task was pending. Whether a task that is paid for
      // is over isn't ours to guess: the wait's own deadline bounds it, and names this word.
      return Reading.task(TaskStatus.RUNNING).id(body.id()).rawStatus(NO_IMAGE_YET).build();
    }
    // Entries of which none is an image are a success that the core doesn't believe for long.
    return Reading.task(TaskStatus.SUCCEEDED).id(body.id()).addImages(images).build();
  }

  /** The id of a task in whatever names one. */
  static String id(Answer answer) throws IOException {
    return answer.json(reader -> Part.read(reader, false)).requireId();
  }

  static ErrorKind kindOf(int httpStatus) {
    return ERRORS.kindOf(httpStatus);
  }

  private static boolean isError(@Nullable String code) {
    return code != null && !code.equals(OK) && !code.equals(PENDING);
  }

  private static Reading failure(int httpStatus, @Nullable String code, Part body) {
    TaskError error = error(httpStatus, code, body.message());
    if (!isOfTheTask(httpStatus, code, error.kind())) {
      return fault(httpStatus, code, body.message());
    }
    return Reading.task(TaskStatus.FAILED).id(body.id()).error(error).build();
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
        boolean isKnown = ERRORS.kindOfCode(code) != null;
        return !isOfTheCall && (isKnown || (httpStatus >= 200 && httpStatus < 300));
    }
  }

  private static Reading faultOfStatus(Answer answer, Part body) {
    // A text without a code under 5xx could be any proxy's, and then the submit isn't known to be
    // refused.
    if (body.message() == null || answer.status() >= 500) {
      throw new JsonDataException("no error of the gateway's own at path $.error_code");
    }
    return fault(answer.status(), null, body.message());
  }

  private static Reading fault(int httpStatus, @Nullable String code, @Nullable String text) {
    TaskError error = error(httpStatus, code, text);
    boolean isRetryable = ErrorTable.isRetryable(error.kind(), httpStatus);
    return Reading.fault(error, isRetryable, MAYBE_PROCESSED.contains(code));
  }

  private static TaskError error(int httpStatus, @Nullable String code, @Nullable String text) {
    boolean isStatus = code != null && HTTP_STATUS.matcher(code).matches();
    TaskError error = ERRORS.error(isStatus ? Integer.parseInt(code) : httpStatus, code, text);
    boolean isEntitlement = ENTITLEMENT.equals(code) || httpStatus == 415;
    if (isEntitlement
        && error.kind() == ErrorKind.UNAVAILABLE
        && text != null
        && USED_UP.matcher(text).find()) {
      return TaskError.of(ErrorKind.QUOTA, code, text);
    }
    return error;
  }

  /** What an answer's object says, and the object {@code data} in it. */
  private static final class Part {
    private final @Nullable String[] codes = new @Nullable String[3];
    private final @Nullable String[] messages = new @Nullable String[4];
    private @Nullable String id;
    private final List<Reading.Image> images = new ArrayList<>();
    private boolean hasMedia;
    private @Nullable Part data;

    /** A number as its digits: 0, 0.0 and "0" are one code. */
    @Nullable String code() {
      String code = first(codes);
      if (code == null) return null;
      Matcher whole = WHOLE.matcher(code.trim());
      return whole.matches() ? whole.group(1) : code.trim();
    }

    @Nullable String message() {
      return first(messages);
    }

    @Nullable String id() {
      return id == null && data != null ? data.id : id;
    }

    String requireId() {
      String found = id();
      if (found == null) throw new JsonDataException("nothing at path $." + MeituWire.MSG_ID);
      return found;
    }

    List<Reading.Image> images() {
      return images.isEmpty() && data != null ? data.images : images;
    }

    /** Whether there is a list of images with entries, usable or not. */
    boolean hasMedia() {
      return hasMedia || (data != null && data.hasMedia);
    }

    static Part read(JsonReader reader, boolean withImages) throws IOException {
      return read(reader, withImages, true);
    }

    private static Part read(JsonReader reader, boolean withImages, boolean isOutermost)
        throws IOException {
      Part part = new Part();
      reader.beginObject();
      while (reader.hasNext()) {
        switch (reader.nextName()) {
          case "error_code":
            part.codes[0] = Json.textOrSkip(reader);
            break;
          case "ErrorCode":
            part.codes[1] = Json.textOrSkip(reader);
            break;
          case "code":
            part.codes[2] = Json.textOrSkip(reader);
            break;
          case "error_msg":
            part.messages[0] = Json.textOrSkip(reader);
            break;
          case "ErrorMsg":
            part.messages[1] = Json.textOrSkip(reader);
            break;
          case "message":
            part.messages[2] = Json.textOrSkip(reader);
            break;
          case "msg":
            part.messages[3] = Json.textOrSkip(reader);
            break;
          case MeituWire.MSG_ID:
            part.id = Json.textOrSkip(reader);
            break;
          case MeituWire.MEDIA_INFO_LIST:
            if (withImages) {
              part.hasMedia |= MeituImages.read(reader, part.images);
            } else {
              reader.skipValue();
            }
            break;
          case "data":
            if (isOutermost && reader.peek() == JsonReader.Token.BEGIN_OBJECT) {
              part.data = read(reader, withImages, false);
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

    private static @Nullable String first(@Nullable String[] texts) {
      for (String text : texts) {
        if (text != null) return text;
      }
      return null;
    }
  }
}
