package io.github.imagetask.spi;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Checks of the settings that every gateway's client takes: its address, its keys, the environment.
 */
public final class Settings {
  private Settings() {}

  /**
   * Returns a base URL without trailing slash: everything before {@code /v1}, possibly with a path
   * of its own.
   *
   * @throws IllegalArgumentException if it isn't one, without showing it: it might hold a password
   */
  public static HttpUrl baseUrl(String text) {
    Objects.requireNonNull(text, "baseUrl == null");
    HttpUrl url = HttpUrl.parse(text);
    if (url == null) {
      throw new IllegalArgumentException(
          "the base URL is an http or https address such as https://gateway.example.com");
    }
    if (!url.username().isEmpty() || !url.password().isEmpty()) {
      throw new IllegalArgumentException("the base URL must not hold a user name or password");
    }
    if (url.query() != null || url.fragment() != null) {
      throw new IllegalArgumentException("the base URL must not have a query or a fragment");
    }
    HttpUrl.Builder trimmed = url.newBuilder();
    List<String> path = url.pathSegments();
    int last = path.size() - 1;
    while (last >= 0 && path.get(last).isEmpty()) trimmed.removePathSegment(last--);
    if (last >= 0 && path.get(last).equals("v1")) {
      throw new IllegalArgumentException(
          "the base URL is everything before /v1; leave the trailing /v1 out");
    }
    return trimmed.build();
  }

  /**
   * Returns a key as given.
   *
   * @param name the setting's name, for the message
   * @throws IllegalArgumentException if it is blank or holds anything but printable ASCII, without
   *     showing it
   */
  public static String secret(String name, @Nullable String value) {
    if (value == null || value.trim().isEmpty()) {
      throw new IllegalArgumentException(name + " is missing");
    }
    for (int i = 0; i < value.length(); i++) {
      char c = value.charAt(i);
      if (c <= ' ' || c >= 0x7f) {
        throw new IllegalArgumentException(
            name + " holds a blank, a line break or another character that no key has");
      }
    }
    return value;
  }

  /**
   * Returns a variable of the environment.
   *
   * @throws IllegalStateException if it isn't set or blank
   */
  public static String variable(Map<String, String> environment, String name) {
    String value = optionalVariable(environment, name);
    if (value == null) {
      throw new IllegalStateException("the environment variable " + name + " is not set");
    }
    return value;
  }

  /** Returns a variable of the environment, or null if it isn't set or blank. */
  public static @Nullable String optionalVariable(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null || value.trim().isEmpty() ? null : value.trim();
  }
}
