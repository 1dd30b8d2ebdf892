package io.github.imagetask;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Makes text from outside fit to be shown: without secrets, bounded, on few lines. */
final class Texts {
  /** The longest piece of an answer's body that an exception carries. */
  static final int MAX_BODY = 2_000;

  private static final int MAX_MESSAGE = 500;
  private static final Pattern URL = Pattern.compile("(?i)https?://[^\\s\"'<>\\\\]+");

  private final List<String> secrets;

  Texts(List<String> secrets) {
    this.secrets = new ArrayList<>(secrets);
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
    String clean = clean(body);
    return clean.length() <= MAX_BODY ? clean : clean.substring(0, MAX_BODY) + "…";
  }

  /** A gateway's own short text, without secrets. */
  @Nullable String message(@Nullable String text) {
    if (text == null) return null;
    String clean = clean(text);
    return clean.length() <= MAX_MESSAGE ? clean : clean.substring(0, MAX_MESSAGE) + "…";
  }

  /** An error without secrets in its texts. */
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
   * Replaces the client's own keys, and reduces every URL to its origin: a result's URL may be
   * signed, and a submit's may hold secrets in its query.
   */
  private String clean(String text) {
    for (String secret : secrets) {
      if (!secret.isEmpty()) text = text.replace(secret, "██");
    }
    Matcher urls = URL.matcher(text);
    StringBuffer out = new StringBuffer(text.length()); // StringBuilder: not before Java 9
    while (urls.find()) {
      HttpUrl url = HttpUrl.parse(urls.group());
      urls.appendReplacement(out, url == null ? "http…" : Matcher.quoteReplacement(url.redact()));
    }
    return urls.appendTail(out).toString();
  }
}
