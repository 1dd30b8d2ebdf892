package io.github.imagetask.spring.boot;

import java.util.List;
import java.util.Locale;

/** What properties with a key are called, and variables of the environment. */
final class SecretNames {
  private static final List<String> OWNERS =
      List.of("imagetask", "meitu", "uniall", "hingnet", "zexi");
  private static final List<String> KEYS = List.of("apikey", "apisecret", "token");

  private SecretNames() {}

  /** Whether it is a key's: {@code imagetask.uniall.api-key}, {@code MEITU_TOKEN}. */
  static boolean isOne(String property) {
    String name = property.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    return OWNERS.stream().anyMatch(name::startsWith) && KEYS.stream().anyMatch(name::endsWith);
  }
}
