package io.github.imagetask.testing.fake;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reads multipart/form-data (RFC 7578) to the letter: anything out of place and there are no parts.
 */
final class Multipart {
  private static final Pattern BOUNDARY =
      Pattern.compile(";\\s*boundary=(?:\"([^\"]+)\"|([^;\\s\"]+))", Pattern.CASE_INSENSITIVE);

  /** One parameter of Content-Disposition; a quote inside is escaped by a backslash or as %22. */
  private static final Pattern PARAMETER =
      Pattern.compile(";\\s*([a-z*]+)=\"((?:[^\"\\\\]|\\\\.)*)\"", Pattern.CASE_INSENSITIVE);

  private final byte[] body;
  private final byte[] delimiter;
  private int at;

  private Multipart(byte[] body, byte[] delimiter, int at) {
    this.body = body;
    this.delimiter = delimiter;
    this.at = at;
  }

  static boolean is(@Nullable String contentType) {
    return contentType != null
        && contentType.toLowerCase(Locale.ROOT).startsWith("multipart/form-data");
  }

  static List<FakeRequest.Part> parts(@Nullable String contentType, byte[] body) {
    Matcher boundary = BOUNDARY.matcher(contentType == null ? "" : contentType);
    if (!is(contentType) || !boundary.find()) {
      return Collections.emptyList();
    }
    String word = boundary.group(1) == null ? boundary.group(2) : boundary.group(1);
    byte[] first = ("--" + word).getBytes(StandardCharsets.ISO_8859_1);
    if (indexOf(body, first, 0) != 0) {
      return Collections.emptyList();
    }
    byte[] delimiter = ("\r\n--" + word).getBytes(StandardCharsets.ISO_8859_1);
    return new Multipart(body, delimiter, first.length).parts();
  }

  private List<FakeRequest.Part> parts() {
    List<FakeRequest.Part> parts = new ArrayList<>();
    while (follows("\r\n")) {
      at += 2;
      int end = indexOf(body, delimiter, at);
      FakeRequest.Part part = end < 0 ? null : part(end);
      if (part == null) {
        return Collections.emptyList();
      }
      parts.add(part);
      at = end + delimiter.length;
    }
    return follows("--") ? Collections.unmodifiableList(parts) : Collections.emptyList();
  }

  private FakeRequest.@Nullable Part part(int end) {
    int blank = indexOf(body, "\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1), at);
    if (blank < 0 || blank > end) {
      return null;
    }
    String name = null;
    String fileName = null;
    String contentType = null;
    String head = new String(body, at, blank - at, StandardCharsets.UTF_8);
    for (String line : head.split("\r\n", -1)) {
      int colon = line.indexOf(':');
      String header = line.substring(0, Math.max(0, colon)).toLowerCase(Locale.ROOT);
      String value = line.substring(colon + 1).trim();
      if (header.equals("content-type")) {
        contentType = value;
      } else if (header.equals("content-disposition") && value.startsWith("form-data")) {
        name = parameter(value, "name");
        fileName = parameter(value, "filename");
      }
    }
    byte[] content = Arrays.copyOfRange(body, blank + 4, Math.max(blank + 4, end));
    return name == null ? null : new FakeRequest.Part(name, fileName, contentType, content);
  }

  private static @Nullable String parameter(String disposition, String name) {
    Matcher parameter = PARAMETER.matcher(disposition);
    while (parameter.find()) {
      if (parameter.group(1).equalsIgnoreCase(name)) {
        return parameter.group(2).replaceAll("\\\\(.)", "$1").replace("%22", "\"");
      }
    }
    return null;
  }

  private boolean follows(String two) {
    return at + 2 <= body.length && body[at] == two.charAt(0) && body[at + 1] == two.charAt(1);
  }

  private static int indexOf(byte[] all, byte[] wanted, int from) {
    outer:
    for (int i = from; i <= all.length - wanted.length; i++) {
      for (int k = 0; k < wanted.length; k++) {
        if (all[i + k] != wanted[k]) {
          continue outer;
        }
      }
      return i;
    }
    return -1;
  }
}
