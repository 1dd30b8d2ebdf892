package io.github.imagetask.spring.boot;

import io.github.imagetask.spi.Settings;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Hands properties over, and says which one is wrong. */
final class Property {
  static final String MISSING = "it is not set, and the gateway needs it";

  private Property() {}

  /** Hands a value over if it is set. */
  static <T> void set(String name, @Nullable T value, Consumer<T> setter) {
    if (value == null) return;
    try {
      setter.accept(value);
    } catch (IllegalArgumentException e) {
      throw new ImageTaskConfigurationException(name, sentence(e));
    }
  }

  /** Returns a key; the exception doesn't show it. */
  static String secret(String name, @Nullable String value) {
    if (isBlank(value)) {
      throw new ImageTaskConfigurationException(name, MISSING);
    }
    // Boot leaves a placeholder that nothing fills as it is.
    if (String.valueOf(value).contains("${")) {
      throw new ImageTaskConfigurationException(
          name, "it refers, with ${..}, to something that is not set");
    }
    try {
      return Settings.secret("it", value);
    } catch (IllegalArgumentException e) {
      throw new ImageTaskConfigurationException(name, sentence(e));
    }
  }

  static boolean isBlank(@Nullable String value) {
    return value == null || value.isBlank();
  }

  private static String sentence(IllegalArgumentException e) {
    return String.valueOf(e.getMessage());
  }
}
