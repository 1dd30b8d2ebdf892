package io.github.imagetask.spi;

import okhttp3.HttpUrl;

/** Questions about URLs: where the credentials belong hangs on the answers. */
public final class Urls {
  private Urls() {}

  /** Whether two URLs have the same scheme, host and port. */
  public static boolean sameOrigin(HttpUrl a, HttpUrl b) {
    return a.scheme().equals(b.scheme()) && a.host().equals(b.host()) && a.port() == b.port();
  }
}
