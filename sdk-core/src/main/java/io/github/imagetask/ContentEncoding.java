package io.github.imagetask;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/**
 * What an answer's {@code Content-Encoding} says. It is asked only about bytes that don't tell what
 * they are: storage services keep whatever word an upload came with.
 */
final class ContentEncoding {
  /** Words that change nothing. {@code aws-chunked} and {@code base64} would, if they were true. */
  private static final Set<String> NONE =
      new HashSet<>(Arrays.asList("identity", "none", "binary", "8bit", "utf-8", "utf8"));

  private static final Set<String> GZIP = new HashSet<>(Arrays.asList("gzip", "x-gzip"));

  private ContentEncoding() {}

  /**
   * The encoding that bytes of no known format may still be under, or null if there is none.
   *
   * @param unpacked how many layers of gzip have been taken off
   */
  static @Nullable String left(Response response, int unpacked) {
    List<String> headers = response.headers("Content-Encoding");
    int gzips = 0;
    for (String header : headers) {
      for (String each : header.split(",", -1)) {
        String word = each.trim().toLowerCase(Locale.ROOT);
        if (GZIP.contains(word)) {
          gzips++;
        } else if (!word.isEmpty() && !NONE.contains(word)) {
          return String.join(", ", headers);
        }
      }
    }
    return gzips > unpacked ? String.join(", ", headers) : null;
  }

  /** Whether bytes are packed, whatever is said of them. */
  static boolean isGzip(byte[] head) {
    return head.length >= 3 && head[0] == 0x1f && head[1] == (byte) 0x8b && head[2] == 8;
  }
}
