package io.github.imagetask;

import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import okhttp3.Headers;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** Reads how long a gateway asks to wait. */
final class RetryAfter {
  /**
   * The header under which {@link WireInterceptor} passes it on. OkHttp itself re-sends on some
   * values of the real one, and fails with a NumberFormatException on others.
   */
  static final String HIDDEN = "X-Imagetask-Retry-After";

  private static final Duration LONGEST = Duration.ofDays(1);

  private RetryAfter() {}

  /** The wait that an answer asks for, at most a day; null if it doesn't, or asks in nonsense. */
  static @Nullable Duration of(Response response) {
    String value = response.header(HIDDEN);
    return value == null
        ? null
        : parse(value.trim(), response.headers(), System.currentTimeMillis());
  }

  static @Nullable Duration parse(String value, Headers headers, long nowMillis) {
    if (value.isEmpty()) return null;
    boolean digits = true;
    for (int i = 0; i < value.length(); i++)
      digits &= value.charAt(i) >= '0' && value.charAt(i) <= '9';
    if (digits) {
      if (value.length() > 6) return LONGEST;
      return shorter(Duration.ofSeconds(Long.parseLong(value)));
    }
    Date at;
    try {
      at = Headers.of("Retry-After", value).getDate("Retry-After");
    } catch (IllegalArgumentException notAHeader) {
      return null;
    }
    if (at == null) return null;
    // The server's own clock, where it shows it: a local clock that is wrong by an hour must not
    // turn five seconds into an hour.
    Date server = headers.getDate("Date");
    Instant now = server == null ? Instant.ofEpochMilli(nowMillis) : server.toInstant();
    Duration wait = Duration.between(now, at.toInstant());
    return wait.isNegative() ? Duration.ZERO : shorter(wait);
  }

  private static Duration shorter(Duration wait) {
    return wait.compareTo(LONGEST) > 0 ? LONGEST : wait;
  }
}
