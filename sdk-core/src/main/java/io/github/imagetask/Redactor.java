package io.github.imagetask;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Makes text from outside fit to be shown: without secrets, bounded, on few lines. */
final class Redactor {
  /** The longest piece of an answer's body that an exception carries. */
  static final int MAX_BODY = 2_000;

  private static final int MAX_MESSAGE = 500;

  /** Nobody looks at more; the search for secrets costs time in proportion. */
  private static final int MAX_TEXT = 4 * MAX_BODY;

  /** Also as JSON writes them: PHP escapes slashes, Go escapes ampersands. */
  private static final Pattern URL =
      Pattern.compile("(?i)https?:(?:\\\\?/){2}[^\\s\"'<>]*[^\\s\"'<>\\\\]");

  /** The query of an address without its origin, as a request line has it. */
  private static final Pattern PATH_QUERY =
      Pattern.compile("(?<!\\S)(/[^\\s\"'<>?]*)\\?[^\\s\"'<>]+");

  /** How a signed address begins that is escaped as a whole, and so is none to the pattern. */
  private static final List<String> ADDRESSES =
      Collections.unmodifiableList(Arrays.asList("http://", "https://"));

  private static final String ADDRESS_END = " \t\r\n\"'<>";

  private final List<String> secrets;

  Redactor(List<String> secrets) {
    Set<String> all = new LinkedHashSet<>(secrets);
    all.remove("");
    this.secrets = new ArrayList<>(all);
  }

  /** A duration as people write it: {@code 2.5 s}, {@code 10 min}. */
  static String seconds(Duration duration) {
    long millis = duration.toMillis();
    if (millis >= 60_000 && millis % 60_000 == 0) return millis / 60_000 + " min";
    if (millis % 1000 == 0) return millis / 1000 + " s";
    return String.format(Locale.ROOT, millis < 10_000 ? "%.3f s" : "%.1f s", millis / 1000.0);
  }

  /** A body's beginning, without secrets; null if there is nothing in it. */
  @Nullable String body(@Nullable String body) {
    if (body == null || body.trim().isEmpty()) return null;
    // A long one may have been cut in the middle of a secret.
    return cut(clean(body, body.length() > MAX_BODY), MAX_BODY);
  }

  /** A gateway's own short text, without secrets. */
  @Nullable String message(@Nullable String text) {
    if (text == null) return null;
    return cut(clean(text, false), MAX_MESSAGE);
  }

  /** An error without secrets in its redactor. */
  TaskError error(TaskError error) {
    return TaskError.of(error.kind(), message(error.code()), message(error.message()));
  }

  /** A failure's message without secrets, or its class if it has none. */
  String failure(@Nullable Throwable failure) {
    if (failure == null) return "no reason known";
    String text = message(failure.getMessage());
    return text == null || text.isEmpty() ? failure.getClass().getSimpleName() : text;
  }

  /**
   * A failure fit to be a cause, whose message gets printed, too: itself, unless it or a failure
   * within it shows a secret. A server can get its own words into OkHttp's and Moshi's messages.
   */
  @Nullable Throwable cause(@Nullable Throwable failure) {
    if (failure == null) return null;
    for (Throwable each = failure; each != null; each = each.getCause()) {
      String text = each.getMessage();
      if (text == null || clean(text, false).equals(text)) continue;
      IOException cleaned = new IOException(failure.getClass().getName() + ": " + failure(failure));
      cleaned.setStackTrace(failure.getStackTrace());
      return cleaned;
    }
    return failure;
  }

  /** An I/O failure fit to be thrown at the user; see {@link #cause}. */
  IOException cleaned(IOException failure) {
    Throwable shown = cause(failure);
    return shown instanceof IOException ? (IOException) shown : failure;
  }

  /**
   * Replaces the client's own keys, and reduces every URL to its origin: a result's URL may be
   * signed, and a submit's may hold secrets in its query.
   *
   * @param isCut whether the text was longer, so that half a secret may stand at its end
   */
  private String clean(String text, boolean isCut) {
    boolean isLong = text.length() > MAX_TEXT;
    text = withoutSecrets(isLong ? beginning(text) : text, isCut || isLong);
    Matcher urls = URL.matcher(text);
    StringBuffer out = new StringBuffer(text.length()); // StringBuilder: not before Java 9
    while (urls.find()) {
      HttpUrl url = HttpUrl.parse(urls.group().replace("\\/", "/"));
      urls.appendReplacement(out, url == null ? "http…" : Matcher.quoteReplacement(url.redact()));
    }
    return PATH_QUERY.matcher(urls.appendTail(out)).replaceAll("$1?…");
  }

  /** In whatever writing they come back: JSON's, a URL's, HTML's, or one of these in another. */
  private String withoutSecrets(String text, boolean isCut) {
    EscapedText escaped = new EscapedText(text, isCut);
    StringBuilder out = new StringBuilder(text.length());
    int at = 0;
    while (at < text.length()) {
      int end = endOfSecret(escaped, at);
      for (int inside = at + 1; inside < end; inside++) { // where one begins within another
        end = Math.max(end, endOfSecret(escaped, inside));
      }
      if (end >= 0) {
        out.append("██");
        at = end;
      } else if (isEscapedAddress(text, escaped, at)) {
        out.append("http…");
        while (at < text.length() && ADDRESS_END.indexOf(text.charAt(at)) < 0) at++;
      } else {
        out.append(text.charAt(at++));
      }
    }
    return out.toString();
  }

  private int endOfSecret(EscapedText text, int start) {
    int end = -1;
    for (String secret : secrets) end = Math.max(end, text.end(start, secret));
    return end;
  }

  private static boolean isEscapedAddress(String text, EscapedText escaped, int start) {
    for (String each : ADDRESSES) {
      boolean isThere = escaped.end(start, each) >= 0;
      if (isThere && !URL.matcher(text).region(start, text.length()).lookingAt()) return true;
    }
    return false;
  }

  /** Without half an escape at its end, which would be no part of an address. */
  private static String beginning(String text) {
    int end = MAX_TEXT;
    while (end > 0 && text.charAt(end - 1) == '\\') end--;
    return text.substring(0, end);
  }

  private static String cut(String text, int max) {
    if (text.length() <= max) return text;
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end) + "…";
  }
}
