package io.github.imagetask;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * An error in the gateway's own words, with its kind; the same type for a refused call and for a
 * failed task.
 */
public final class TaskError implements Serializable {
  private static final long serialVersionUID = 1;

  private final ErrorKind kind;
  private final @Nullable String code;
  private final @Nullable String message;

  private TaskError(ErrorKind kind, @Nullable String code, @Nullable String message) {
    this.kind = kind;
    this.code = code;
    this.message = message;
  }

  /**
   * Returns an error; a blank code or message counts as absent.
   *
   * @param code the gateway's code as it stands in the answer, a number as its digits
   * @param message the gateway's text
   */
  public static TaskError of(ErrorKind kind, @Nullable String code, @Nullable String message) {
    Objects.requireNonNull(kind, "kind == null");
    return new TaskError(kind, blankToNull(code), blankToNull(message));
  }

  /** The sort of error. */
  public ErrorKind kind() {
    return kind;
  }

  /** The gateway's code, or null if it gave none. */
  public @Nullable String code() {
    return code;
  }

  /** The gateway's text, or null if it gave none. */
  public @Nullable String message() {
    return message;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof TaskError)) return false;
    TaskError that = (TaskError) other;
    return kind == that.kind
        && Objects.equals(code, that.code)
        && Objects.equals(message, that.message);
  }

  @Override
  public int hashCode() {
    return Objects.hash(kind, code, message);
  }

  /** Such as {@code QUOTA insufficient_user_quota: balance too low}. */
  @Override
  public String toString() {
    return kind + (code == null ? "" : " " + code) + (message == null ? "" : ": " + message);
  }

  private static @Nullable String blankToNull(@Nullable String text) {
    return text == null || text.trim().isEmpty() ? null : text;
  }
}
