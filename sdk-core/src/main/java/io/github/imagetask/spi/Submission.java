package io.github.imagetask.spi;

import java.util.Objects;
import okhttp3.Request;
import org.jspecify.annotations.Nullable;

/** One submit, ready to be sent: the HTTP request without credentials, and what to remember. */
public final class Submission {
  private final Request request;
  private final @Nullable String kind;
  private final @Nullable String traceId;

  private Submission(Request request, @Nullable String kind, @Nullable String traceId) {
    this.request = request;
    this.kind = kind;
    this.traceId = traceId;
  }

  /** Returns a submit at a gateway with one kind of task. */
  public static Submission of(Request request) {
    return of(request, null, null);
  }

  /**
   * Returns a submit.
   *
   * @param kind the kind of task that it makes, for its key; null where there is only one
   * @param traceId the id of its own that the request carries, or null
   */
  public static Submission of(Request request, @Nullable String kind, @Nullable String traceId) {
    return new Submission(Objects.requireNonNull(request, "request == null"), kind, traceId);
  }

  /** The request, without credentials in its address or headers. */
  public Request request() {
    return request;
  }

  /** The kind of task that it makes, or null. */
  public @Nullable String kind() {
    return kind;
  }

  /** The id of its own that the request carries, or null. */
  public @Nullable String traceId() {
    return traceId;
  }
}
