package io.github.imagetask.testing.fake;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One way for a call to go wrong. Immutable.
 *
 * <pre>{@code
 * gateway.next(FakeCall.SUBMIT, Fault.status(429).withRetryAfter("2"));
 * gateway.next(FakeCall.SUBMIT, Fault.cutAfterRead());
 * gateway.always(FakeCall.DOWNLOAD, Fault.slowBody(Duration.ofMillis(20)));
 * }</pre>
 *
 * <p>Some faults stand in the way of the gateway: the request is answered without being looked at,
 * no task is made, no query is counted towards a task's end. Others damage the answer of a request
 * that was served: the task, or a direct call's images, exist and would be billed. Each factory
 * says which it is, and {@link #processed()} turns the first sort into the second.
 */
public final class Fault {
  enum Kind {
    /** Answered with this fault's own status, headers and body. */
    ANSWER,
    /** Answered in the gateway's own error shape. */
    REFUSAL,
    /** Answered as if the task did not exist. */
    UNKNOWN_TASK,
    REDIRECT,
    CUT_BEFORE_READ,
    CUT_AFTER_READ,
    CUT_AT_BYTE,
    SLOW_HEADERS,
    SLOW_BODY,
    ENDLESS_BODY,
    WRONG_LENGTH,
    TRUNCATED,
    EMPTY_BODY,
    UNKNOWN_STATUS,
    NO_IMAGE,
    /** A direct call's prompt is refused by the model, not by the gateway. */
    BLOCKED
  }

  private static final String HTML =
      "<!DOCTYPE html>\n<html><head><title>502 Bad Gateway</title></head>\n"
          + "<body><h1>502 Bad Gateway</h1><hr>nginx</body></html>\n";

  final Kind kind;
  final int status;
  final String text;
  final @Nullable String contentType;
  final String message;
  final Duration pause;
  final long bytes;
  final boolean processed;
  final Map<String, String> headers;

  Fault(FaultBuilder builder) {
    this.kind = builder.kind;
    this.status = builder.status;
    this.text = builder.text;
    this.contentType = builder.contentType;
    this.message = builder.message;
    this.pause = builder.pause;
    this.bytes = builder.bytes;
    this.processed = builder.processed;
    this.headers = Collections.unmodifiableMap(new LinkedHashMap<>(builder.headers));
  }

  /** An answer of this HTTP status with an empty body. The request isn't processed. */
  public static Fault status(int status) {
    return new FaultBuilder(Kind.ANSWER).status(status).build();
  }

  /** An answer of this HTTP status with this body. The request isn't processed. */
  public static Fault status(int status, String contentType, String body) {
    Objects.requireNonNull(contentType, "contentType == null");
    return new FaultBuilder(Kind.ANSWER).status(status).contentType(contentType).text(body).build();
  }

  /** An answer of HTTP 200 with exactly this JSON. The request isn't processed. */
  public static Fault body(String json) {
    return status(200, "application/json; charset=utf-8", json);
  }

  /** An answer of HTTP 200 that is a proxy's HTML page. The request isn't processed. */
  public static Fault htmlPage() {
    return htmlPage(200);
  }

  /** An answer of this HTTP status that is a proxy's HTML page. The request isn't processed. */
  public static Fault htmlPage(int status) {
    return status(status, "text/html", HTML);
  }

  /**
   * A refusal in the gateway's own error shape, as it would write it for this HTTP status, code and
   * message. The request isn't processed.
   */
  public static Fault refusal(int status, String code, String message) {
    return new FaultBuilder(Kind.REFUSAL).status(status).text(code).message(message).build();
  }

  /**
   * The gateway's answer for a task that it doesn't know, as right after a submit whose task hasn't
   * reached every replica. For {@link FakeCall#QUERY} only. The request isn't processed.
   */
  public static Fault unknownTask() {
    return new FaultBuilder(Kind.UNKNOWN_TASK).build();
  }

  /** A redirect with HTTP 307, else as {@link #redirectToOtherOrigin(int)}. */
  public static Fault redirectToOtherOrigin() {
    return redirectToOtherOrigin(307);
  }

  /**
   * A redirect to an origin that is neither the API's nor the results'. For all calls but downloads
   * it leads to the same path there, which answers 404; for a download, to a signed URL that serves
   * the image. The origin itself redirects no further. The request isn't processed.
   */
  public static Fault redirectToOtherOrigin(int status) {
    return new FaultBuilder(Kind.REDIRECT).status(status).build();
  }

  /**
   * A connection reset (TCP RST) as soon as the request line arrived; the rest is never read. The
   * request isn't processed.
   */
  public static Fault cutBeforeRead() {
    return new FaultBuilder(Kind.CUT_BEFORE_READ).build();
  }

  /**
   * A connection closed (TCP FIN) after the whole request was read, without an answer. The request
   * is processed: after a submit the task exists.
   */
  public static Fault cutAfterRead() {
    return new FaultBuilder(Kind.CUT_AFTER_READ).processed().build();
  }

  /**
   * A connection closed after this many bytes of the answer, counted from the first byte of its
   * status line. The request is processed.
   */
  public static Fault cutAtByte(long bytes) {
    if (bytes < 0) {
      throw new IllegalArgumentException("bytes < 0: " + bytes);
    }
    return new FaultBuilder(Kind.CUT_AT_BYTE).bytes(bytes).processed().build();
  }

  /** A pause before the first byte of an answer that is otherwise in order. Processed. */
  public static Fault slowHeaders(Duration pause) {
    return new FaultBuilder(Kind.SLOW_HEADERS).pause(pause).processed().build();
  }

  /**
   * An answer whose headers come at once and whose body comes in ten pieces of about equal size, a
   * pause before each: ten pauses in all. The request is processed.
   */
  public static Fault slowBody(Duration perChunk) {
    return new FaultBuilder(Kind.SLOW_BODY).pause(perChunk).processed().build();
  }

  /**
   * An answer of HTTP 200 whose body never ends, as fast as the client reads: a JSON string that
   * isn't closed, or an image followed by zeros. The string is a name that nobody knows; for an
   * answer with an image inside, which begins as it should, the image's own base64. The request is
   * processed.
   */
  public static Fault endlessBody() {
    return new FaultBuilder(Kind.ENDLESS_BODY).processed().build();
  }

  /**
   * An answer whose Content-Length is 1000 more than the body that follows; the connection is
   * closed after the body. The request is processed.
   */
  public static Fault wrongLength() {
    return new FaultBuilder(Kind.WRONG_LENGTH).processed().build();
  }

  /**
   * An answer that holds the first half of its body, with a Content-Length that fits the half. The
   * request is processed.
   */
  public static Fault truncatedJson() {
    return new FaultBuilder(Kind.TRUNCATED).processed().build();
  }

  /** An answer with its own status and an empty body. The request is processed. */
  public static Fault emptyBody() {
    return new FaultBuilder(Kind.EMPTY_BODY).processed().build();
  }

  /**
   * An answer whose status word is this one, without images. For all calls but {@link
   * FakeCall#DOWNLOAD}. The request is processed.
   *
   * <p>Direct answers have a word in Gemini's style alone, the {@code finishReason}; in OpenAI's
   * the images are missing, and that is all.
   *
   * <p>Meitu has no words but numbers: there it is the {@code error_code}, a number if it looks
   * like one. Since any code that isn't 0 or "pending" is an error there, it reads as one.
   */
  public static Fault unknownStatus(String word) {
    return new FaultBuilder(Kind.UNKNOWN_STATUS).text(word).processed().build();
  }

  /**
   * An answer that says that all is well, and has no image. For all calls but {@link
   * FakeCall#DOWNLOAD}. The request is processed, and a direct call's images were made. At Meitu an
   * accepted submit looks the same.
   */
  public static Fault successWithoutImage() {
    return new FaultBuilder(Kind.NO_IMAGE).processed().build();
  }

  /**
   * A direct answer that has this text and no image, in Gemini's style; in others, which have no
   * place for a text, as {@link #successWithoutImage()}. For {@link FakeCall#DIRECT} only. The
   * request is processed, and its images were made.
   */
  public static Fault textWithoutImage(String text) {
    return new FaultBuilder(Kind.NO_IMAGE).text(text).processed().build();
  }

  /**
   * A direct answer that says that the prompt was blocked: in Gemini's style HTTP 200 with this
   * {@code promptFeedback.blockReason}, such as {@code SAFETY}, in others the gateway's own refusal
   * for it. For {@link FakeCall#DIRECT} only. The request is read and checked, but no image is
   * made.
   */
  public static Fault blockedPrompt(String reason) {
    return new FaultBuilder(Kind.BLOCKED).text(reason).processed().build();
  }

  /** This fault with a {@code Retry-After} header: seconds, an HTTP date, or nonsense. */
  public Fault withRetryAfter(String value) {
    return withHeader("Retry-After", value);
  }

  /** This fault with one more header on its answer. */
  public Fault withHeader(String name, String value) {
    Objects.requireNonNull(name, "name == null");
    Objects.requireNonNull(value, "value == null");
    return new FaultBuilder(this).header(name, value).build();
  }

  /**
   * This fault after the request was processed: {@code Fault.status(504).processed()} is a proxy
   * that lost patience with a gateway that has made the task. {@link #cutBeforeRead()} can't be so.
   */
  public Fault processed() {
    if (kind == Kind.CUT_BEFORE_READ) {
      throw new IllegalArgumentException("a request that isn't read can't be processed");
    }
    return new FaultBuilder(this).processed().build();
  }

  /** Whether this fault can befall such a call. */
  boolean suits(FakeCall call) {
    switch (kind) {
      case UNKNOWN_TASK:
        return call == FakeCall.QUERY;
      case BLOCKED:
        return call == FakeCall.DIRECT;
      case NO_IMAGE:
        return text.isEmpty() ? call != FakeCall.DOWNLOAD : call == FakeCall.DIRECT;
      case UNKNOWN_STATUS:
        return call != FakeCall.DOWNLOAD;
      default:
        return true;
    }
  }

  /** Whether the gateway's own answer is of no use, since this fault brings another. */
  boolean replacesAnswer() {
    return kind == Kind.ANSWER
        || kind == Kind.REFUSAL
        || kind == Kind.UNKNOWN_TASK
        || kind == Kind.REDIRECT;
  }

  @Override
  public String toString() {
    StringBuilder name = new StringBuilder(kind.name().toLowerCase(Locale.ROOT));
    if (status != 200) {
      name.append(' ').append(status);
    }
    return headers.isEmpty() ? name.toString() : name.append(' ').append(headers).toString();
  }
}
