package io.github.imagetask.spi;

import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.Violation;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the rules that a request breaks, so that all are reported at once. */
public final class Violations {
  private final List<Violation> list = new ArrayList<>();

  /**
   * Adds a broken rule.
   *
   * @param field the field's name on the wire
   * @param value what was given, or null if it is missing
   * @param allowed what is allowed, as a clause
   * @param source the document and section, or null if it is this SDK's own rule
   */
  public void add(String field, @Nullable Object value, String allowed, @Nullable String source) {
    list.add(Violation.of(field, value == null ? null : value.toString(), allowed, source));
  }

  /**
   * Adds a broken rule if a value is set and its text isn't among the allowed ones.
   *
   * @param allowed the values; none: the field isn't supported; null: the document leaves them open
   * @param who whose rule it is, the subject of the clause: {@code gpt-image-2}
   */
  public void oneOf(
      String field,
      @Nullable Object value,
      @Nullable Collection<?> allowed,
      String who,
      @Nullable String source) {
    if (value == null || allowed == null) return;
    for (Object each : allowed) {
      if (each.toString().equals(value.toString())) return;
    }
    String clause =
        allowed.isEmpty() ? who + " doesn't take this field" : who + " takes " + join(allowed);
    add(field, value, clause, source);
  }

  /** Adds a broken rule if a value is set and not in the range, both ends included. */
  public void range(
      String field,
      @Nullable Number value,
      double min,
      double max,
      String who,
      @Nullable String source) {
    if (value == null) return;
    double given = value.doubleValue();
    if (given >= min && given <= max) return; // NaN isn't
    add(field, value, who + " takes " + number(min) + " to " + number(max), source);
  }

  /** Adds a broken rule if a number of images is set and less than 1, where none is too large. */
  public void oneOrMore(String field, @Nullable Integer n) {
    if (n != null && n < 1) add(field, n, "it is 1 or more; the document names no maximum", null);
  }

  /** Adds a broken rule if there are more reference images than a model takes. */
  public void atMost(
      String field, List<ReferenceImage> images, int max, String who, @Nullable String source) {
    int given = images.size();
    if (given <= max) return;
    String allowed = max == 0 ? "no reference image" : "at most " + max;
    add(field, given + (given == 1 ? " image" : " images"), who + " takes " + allowed, source);
  }

  /** Adds a broken rule if there is an upload among reference images and it isn't the only one. */
  public void uploadAlone(String field, List<ReferenceImage> images, @Nullable String source) {
    int uploads = Uploads.of(images).size();
    if (uploads == 0 || images.size() == 1) return;
    add(
        field,
        images.size() + " images, " + uploads + " of them uploads",
        "a task takes one upload alone, or any number of URLs",
        source);
  }

  /**
   * Adds a broken rule if a lenient request has reference images by {@code addImage(..)} and by
   * {@code extra(..)}, too. Of one that isn't lenient, {@code build()} refuses the extra itself.
   *
   * @param field the field that {@code addImage(..)} sets, named in the violation
   * @param others the gateway's other fields for reference images
   */
  public void imagesSetOnce(
      ImageRequest<?> request, @Nullable String source, String field, String... others) {
    boolean byExtra = request.hasExtra(field) || request.hasExtra(others);
    if (request.images().isEmpty() || !request.isLenient() || !byExtra) return;
    add(
        field,
        "set by addImage(..) and by extra(..)",
        "the fields for reference images must not be mixed",
        source);
  }

  /** Whether no rule is broken. */
  public boolean isEmpty() {
    return list.isEmpty();
  }

  /**
   * Ends the check.
   *
   * @throws InvalidRequestException with all violations, if there are any
   */
  public void throwIfAny() {
    if (!list.isEmpty()) throw new InvalidRequestException(list);
  }

  private static String join(Collection<?> values) {
    StringBuilder out = new StringBuilder();
    for (Object value : values) out.append(out.length() == 0 ? "" : ", ").append(value);
    return out.toString();
  }

  private static String number(double value) {
    return value == Math.rint(value) ? Long.toString((long) value) : Double.toString(value);
  }
}
