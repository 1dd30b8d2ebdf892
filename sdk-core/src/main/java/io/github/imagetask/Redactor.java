package io.github.imagetask;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
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

  private static final String ADDRESS_END = " \t\r\n\"'<>";

  /** More layers of escapes than this nobody writes but to cost time. */
  private static final int LAYERS = 6;

  private static final String HIDDEN = "██";
  private static final String ADDRESS = "http…";

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
    if (isHarmless(text)) return text;
    boolean isLong = text.length() > MAX_TEXT;
    text = withoutSecrets(isLong ? beginning(text) : text, isCut || isLong);
    Matcher urls = Forms.URL.matcher(text);
    StringBuffer out = new StringBuffer(text.length()); // StringBuilder: not before Java 9
    while (urls.find()) {
      HttpUrl url = HttpUrl.parse(urls.group().replace("\\/", "/"));
      urls.appendReplacement(out, url == null ? "http…" : Matcher.quoteReplacement(url.redact()));
    }
    return Forms.PATH_QUERY.matcher(urls.appendTail(out)).replaceAll("$1?…");
  }

  /** Whether a text is too short and plain for anything, as a status word is. */
  private boolean isHarmless(String text) {
    if (text.length() > 32) return false;
    for (int i = 0; i < text.length(); i++) {
      if ("/%\\&".indexOf(text.charAt(i)) >= 0) return false;
    }
    for (String secret : secrets) {
      if (text.contains(secret)) return false;
    }
    return true;
  }

  /** In whatever writing they come back: JSON's, a URL's, HTML's, or one of these in another. */
  private String withoutSecrets(String text, boolean isCut) {
    @Nullable String[] shown =
        new @Nullable String[text.length()]; // instead of what begins there; "": nothing
    UnescapedText layer = UnescapedText.of(text);
    for (int depth = 0; layer != null && depth < LAYERS; depth++) {
      for (String secret : secrets) hide(secret, layer, isCut, shown);
      if (depth > 0) hideAddresses(layer, text, shown);
      layer = layer.next();
    }
    StringBuilder out = new StringBuilder(text.length());
    for (int i = 0; i < shown.length; i++) {
      String instead = shown[i];
      if (instead == null) out.append(text.charAt(i));
      else if (i == 0 || !instead.equals(shown[i - 1]))
        out.append(instead); // once for all of a piece
    }
    return out.toString();
  }

  private static void hide(
      String secret, UnescapedText layer, boolean isCut, @Nullable String[] shown) {
    String text = layer.text();
    for (int at = text.indexOf(secret); at >= 0; at = text.indexOf(secret, at + 1)) {
      Arrays.fill(shown, layer.start(at), layer.start(at + secret.length()), HIDDEN);
    }
    if (!isCut) return;
    Matcher half = Forms.HALF_AN_ESCAPE.matcher(text);
    int end = half.find() ? half.start() : text.length();
    for (int length = Math.min(end, secret.length() - 1); length > 0; length--) {
      if (!text.startsWith(secret.substring(0, length), end - length)) continue;
      Arrays.fill(shown, layer.start(end - length), shown.length, HIDDEN);
      return;
    }
  }

  /** A signed address that is escaped as a whole is none to the pattern. */
  private static void hideAddresses(UnescapedText layer, String text, @Nullable String[] shown) {
    Matcher urls = Forms.URL.matcher(layer.text());
    while (urls.find()) {
      int start = layer.start(urls.start());
      if (Forms.URL.matcher(text).region(start, text.length()).lookingAt()) continue;
      int end = start;
      while (end < text.length() && ADDRESS_END.indexOf(text.charAt(end)) < 0) end++;
      for (int i = start; i < end; i++) if (shown[i] == null) shown[i] = ADDRESS;
    }
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

  /** Made when the first text is looked at that isn't plain: a first submit needs none. */
  private static final class Forms {
    /** Also as JSON writes them: PHP escapes slashes, Go escapes ampersands. */
    static final Pattern URL =
        Pattern.compile("(?i)https?:(?:\\\\?/){2}[^\\s\"'<>]*[^\\s\"'<>\\\\]");

    /** The query of an address without its origin, as a request line has it. */
    static final Pattern PATH_QUERY = Pattern.compile("(?<!\\S)(/[^\\s\"'<>?]*)\\?[^\\s\"'<>]+");

    /** What an escape that is cut in the middle leaves at a text's end. */
    static final Pattern HALF_AN_ESCAPE =
        Pattern.compile(
            "(?:%u?[0-9a-fA-F]{0,3}|&#?[0-9a-zA-Z]{0,7}|\\\\[ux]?\\{?[0-9a-fA-F]{0,5})$");
  }
}
