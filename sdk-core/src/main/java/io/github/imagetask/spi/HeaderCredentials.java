package io.github.imagetask.spi;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** A key in one header, for some paths of one gateway. */
final class HeaderCredentials implements Credentials {
  private final String header;
  private final String value;
  private final List<String> secrets;
  private final HttpUrl base;

  // Encoded and made once: every hop of every call asks for them.
  private final String[] at;
  private final String[] below;

  HeaderCredentials(String header, String value, String key, HttpUrl base, String... paths) {
    if (paths.length == 0) throw new IllegalArgumentException("a key belongs to a path at least");
    this.header = Objects.requireNonNull(header, "header == null");
    this.value = value;
    this.secrets = Collections.singletonList(Objects.requireNonNull(key, "key == null"));
    this.base = Objects.requireNonNull(base, "base == null");
    this.at = new String[paths.length];
    this.below = new String[paths.length];
    for (int i = 0; i < paths.length; i++) {
      at[i] = base.newBuilder().addPathSegments(paths[i]).build().encodedPath();
      below[i] = at[i] + "/";
    }
  }

  @Override
  public boolean owns(HttpUrl url) {
    if (!Urls.sameOrigin(url, base)) return false;
    String path = url.encodedPath(); // OkHttp has resolved "." and ".." in it
    for (int i = 0; i < at.length; i++) {
      if (path.equals(at[i]) || path.startsWith(below[i])) return true;
    }
    return false;
  }

  @Override
  public Request authorize(Request request) {
    return request.newBuilder().header(header, value).build();
  }

  @Override
  public List<String> secrets() {
    return secrets;
  }
}
