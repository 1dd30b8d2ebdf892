package io.github.imagetask.spi;

import java.util.List;
import okhttp3.HttpUrl;

/** Questions about URLs: where the credentials belong hangs on the answers. */
public final class Urls {
  private Urls() {}

  /**
   * Whether a URL lies below a path of a base URL: same scheme, host and port, and a path that
   * begins with the base's and these segments and goes on after them.
   *
   * @param path the segments, such as {@code v1}
   */
  public static boolean isBelow(HttpUrl url, HttpUrl base, String path) {
    List<String> above = base.newBuilder().addPathSegments(path).build().encodedPathSegments();
    List<String> below = url.encodedPathSegments(); // OkHttp has resolved "." and ".." in it
    return sameOrigin(url, base)
        && below.size() > above.size()
        && below.subList(0, above.size()).equals(above);
  }

  /** Whether two URLs have the same scheme, host and port. */
  public static boolean sameOrigin(HttpUrl a, HttpUrl b) {
    return a.scheme().equals(b.scheme()) && a.host().equals(b.host()) && a.port() == b.port();
  }
}
