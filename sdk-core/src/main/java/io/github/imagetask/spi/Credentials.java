package io.github.imagetask.spi;

import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * What proves to a gateway who is calling: where it belongs, how it is added, what of it must never
 * be printed. The core adds it at the last moment, on every hop, and only where it belongs.
 *
 * <p>Called from many threads at once, several times for each request.
 */
public interface Credentials {
  /** Whether they may be sent to this URL; asked on every hop, downloads included. */
  boolean owns(HttpUrl url);

  /** Returns the request with them; its scheme, host and port stay as they are. */
  Request authorize(Request request);

  /** The values that must never be printed: keys, secrets, tokens. */
  List<String> secrets();

  /**
   * Returns a key that goes into {@code Authorization: Bearer …}.
   *
   * @param base the gateway's base URL, as {@link Settings#baseUrl} returns it
   * @param paths the paths under the base that the key belongs to, such as {@code v1}: it goes to
   *     these and to what is below them, at the base's own scheme, host and port, and nowhere else
   */
  static Credentials bearer(String key, HttpUrl base, String... paths) {
    return new HeaderCredentials("Authorization", "Bearer " + key, key, base, paths);
  }

  /**
   * Returns a key that goes into a header of its own.
   *
   * @param header the header's name, such as {@code X-Api-Key}
   * @param base as {@link #bearer}'s
   * @param paths as {@link #bearer}'s
   */
  static Credentials header(String header, String key, HttpUrl base, String... paths) {
    return new HeaderCredentials(header, key, key, base, paths);
  }
}
