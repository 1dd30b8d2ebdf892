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

  // Whole addresses, made once: every hop of every call is compared with them.
  private final String[] addresses;

  HeaderCredentials(String header, String value, String key, HttpUrl base, String... paths) {
    if (paths.length == 0) throw new IllegalArgumentException("a key belongs to a path at least");
    this.header = Objects.requireNonNull(header, "header == null");
    this.value = value;
    this.secrets = Collections.singletonList(Objects.requireNonNull(key, "key == null"));
    this.base = Objects.requireNonNull(base, "base == null");
    this.addresses = new String[paths.length];
    for (int i = 0; i < paths.length; i++) {
      addresses[i] = base.newBuilder().addPathSegments(paths[i]).build().toString();
    }
  }

  @Override
  public boolean owns(HttpUrl url) {
    if (!Urls.sameOrigin(url, base)) return false;
    String text = url.toString(); // OkHttp has resolved "." and ".." in its path
    for (String address : addresses) {
      if (text.startsWith(address) && isEnd(text, address.length())) return true;
    }
    return false; // so is one with a user's name, which the base can't have
  }

  /** Whether a segment of the path ends here. */
  private static boolean isEnd(String url, int index) {
    return index == url.length() || "/?#".indexOf(url.charAt(index)) >= 0;
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
