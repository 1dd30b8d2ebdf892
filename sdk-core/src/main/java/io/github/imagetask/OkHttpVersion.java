package io.github.imagetask;

import okhttp3.OkHttp;

/**
 * Which OkHttp there is. Version 3 loads all the same, and would fail by a missing method in the
 * middle of a submit.
 */
final class OkHttpVersion {
  private OkHttpVersion() {}

  /**
   * Does nothing on OkHttp 4 and 5.
   *
   * @throws IllegalStateException on OkHttp 3, saying what is needed
   */
  static void check() {
    try {
      use(OkHttp.class); // not before 4; by its literal, which a shrinker renames as it should
    } catch (NoClassDefFoundError missing) {
      throw new IllegalStateException(
          "imagetask needs OkHttp 4.12 or newer, and this class path has OkHttp 3; set"
              + " com.squareup.okhttp3:okhttp to 4.12.0 in the build (where Spring Boot manages it,"
              + " the property okhttp3.version)",
          missing);
    }
  }

  private static void use(Class<?> loaded) {
    if (loaded.isPrimitive()) throw new AssertionError(loaded);
  }
}
