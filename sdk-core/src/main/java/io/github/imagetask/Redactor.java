package io.github.imagetask;

import java.io.IOException;
import java.io.UnsupportedEncodingException;
import java.net.URLEncoder;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
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

  /** Also as JSON writes them: PHP escapes slashes, Go escapes ampersands. */
  private static final Pattern URL =
      Pattern.compile("(?i)https?:(?:\\\\?/){2}[^\\s\"'<>]*[^\\s\"'<>\\\\]");

  /** The query of an address without its origin, as a request line has it. */
  private static final Pattern PATH_QUERY =
      Pattern.compile("(?<!\\S)(/[^\\s\"'<>?]*)\\?[^\\s\"'<>]+");

  private static final Pattern PERCENT = Pattern.compile("%[0-9A-F]{2}");

  private final List<String> secrets;

  Redactor(List<String> secrets) {
    Set<String> all = new HashSet<>();
    for (String secret : secrets) {
      String json = secret.replace("\\", "\\\\").replace("\"", "\\\"");
      String form = percentEncoded(secret);
      Collections.addAll(all, secret, json, json.replace("/", "\\/"), form, lowerCaseHex(form));
      all.add(inQuery(secret));
    }
    all.remove("");
    this.secrets = new ArrayList<>(all);
    // The longest first: one that begins another must not leave the rest of it.
    this.secrets.sort(Comparator.comparing(String::length).reversed());
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
    return cut(clean(body.length() <= MAX_BODY ? body : withoutHalfASecret(body)), MAX_BODY);
  }

  /** A gateway's own short text, without secrets. */
  @Nullable String message(@Nullable String text) {
    if (text == null) return null;
    return cut(clean(text), MAX_MESSAGE);
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
      if (text == null || clean(text).equals(text)) continue;
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
   */
  private String clean(String text) {
    for (String secret : secrets) text = text.replace(secret, "██");
    Matcher urls = URL.matcher(text);
    StringBuffer out = new StringBuffer(text.length()); // StringBuilder: not before Java 9
    while (urls.find()) {
      HttpUrl url = HttpUrl.parse(urls.group().replace("\\/", "/"));
      urls.appendReplacement(out, url == null ? "http…" : Matcher.quoteReplacement(url.redact()));
    }
    return PATH_QUERY.matcher(urls.appendTail(out)).replaceAll("$1?…");
  }

  private static String cut(String text, int max) {
    if (text.length() <= max) return text;
    int end = Character.isHighSurrogate(text.charAt(max - 1)) ? max - 1 : max;
    return text.substring(0, end) + "…";
  }

  /** A long body may have been cut in the middle of a secret. */
  private String withoutHalfASecret(String text) {
    for (String secret : secrets) {
      for (int length = secret.length() - 1; length > 0; length--) {
        if (text.endsWith(secret.substring(0, length))) {
          return text.substring(0, text.length() - length);
        }
      }
    }
    return text;
  }

  /** As OkHttp writes it into an address, which is less than a form escapes. */
  private static String inQuery(String secret) {
    HttpUrl.Builder url = new HttpUrl.Builder().scheme("http").host("x");
    String query = url.addQueryParameter("q", secret).build().encodedQuery();
    return query == null ? "" : query.substring("q=".length());
  }

  private static String percentEncoded(String text) {
    try {
      return URLEncoder.encode(text, "UTF-8");
    } catch (UnsupportedEncodingException e) {
      throw new AssertionError(e);
    }
  }

  private static String lowerCaseHex(String text) {
    Matcher codes = PERCENT.matcher(text);
    StringBuffer out = new StringBuffer(text.length());
    while (codes.find()) codes.appendReplacement(out, codes.group().toLowerCase(Locale.ROOT));
    return codes.appendTail(out).toString();
  }
}
