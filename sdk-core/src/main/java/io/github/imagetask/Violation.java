package io.github.imagetask;

import java.io.Serializable;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One rule that a request breaks: the field, its value, what is allowed, and who says so. */
public final class Violation implements Serializable {
  private static final long serialVersionUID = 1;

  private final String field;
  private final @Nullable String value;
  private final String allowed;
  private final @Nullable String source;

  private Violation(String field, @Nullable String value, String allowed, @Nullable String source) {
    this.field = field;
    this.value = value;
    this.allowed = allowed;
    this.source = source;
  }

  /**
   * Returns a violation.
   *
   * @param field the field's name on the wire
   * @param value what was given, or null if it is missing
   * @param allowed what is allowed, as a clause: {@code gpt-image-2 takes 1 to 8}
   * @param source the document and section that says so, or null if it is this SDK's own rule
   */
  public static Violation of(
      String field, @Nullable String value, String allowed, @Nullable String source) {
    Objects.requireNonNull(field, "field == null");
    Objects.requireNonNull(allowed, "allowed == null");
    return new Violation(field, value, allowed, source);
  }

  /** The field's name on the wire. */
  public String field() {
    return field;
  }

  /** What was given, or null if it is missing. */
  public @Nullable String value() {
    return value;
  }

  /** What is allowed. */
  public String allowed() {
    return allowed;
  }

  /** The document and section that says so, or null if it is this SDK's own rule. */
  public @Nullable String source() {
    return source;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof Violation)) return false;
    Violation that = (Violation) other;
    return field.equals(that.field)
        && Objects.equals(value, that.value)
        && allowed.equals(that.allowed)
        && Objects.equals(source, that.source);
  }

  @Override
  public int hashCode() {
    return Objects.hash(field, value, allowed, source);
  }

  /** Such as {@code n: 9; gpt-image-2 takes 1 to 8 (UniAll …, section 5.4)}. */
  @Override
  public String toString() {
    return field
        + (value == null ? " is missing; " : ": " + value + "; ")
        + allowed
        + (source == null ? "" : " (" + source + ")");
  }
}
