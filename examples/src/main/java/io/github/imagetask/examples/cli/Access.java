package io.github.imagetask.examples.cli;

import io.github.imagetask.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a gateway is and what opens it: {@code --base-url}, else the environment. */
final class Access {
  private final Map<String, String> environment;
  private final @Nullable String baseUrl;
  private final List<String> missing = new ArrayList<>();

  Access(Map<String, String> environment, @Nullable String baseUrl) {
    this.environment = environment;
    this.baseUrl = baseUrl;
  }

  /** The address, for a gateway whose document names none. */
  String baseUrl(String variable) {
    String given = baseUrlOrNull(variable);
    if (given != null) return given;
    missing.add(variable + " is not set, and there is no --base-url");
    return "http://localhost"; // never used: check() ends it, once all that is missing is known
  }

  /** The address, or null to leave it to the gateway's own. */
  @Nullable String baseUrlOrNull(String variable) {
    return baseUrl != null ? baseUrl : variable(variable);
  }

  /**
   * A key. There is no option for one: a command line can be read by every user of a machine.
   *
   * @throws IllegalArgumentException if it can't be one; the message names the variable, and no
   *     more
   */
  String secret(String variable) {
    String given = variable(variable);
    if (given != null) return Settings.secret(variable, given);
    missing.add(variable + " is not set");
    return "missing";
  }

  /** Refuses to go on if something is missing, naming all of it. */
  void check() {
    if (missing.isEmpty()) return;
    List<String> problems = new ArrayList<>(missing);
    problems.add("Export what is missing. Only to try it out: 'imagetask sandbox' starts fake");
    problems.add("gateways and prints the lines to export.");
    throw new UsageException(problems);
  }

  /** Something that may be left out; null if it is. */
  @Nullable String variable(String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value.trim();
  }
}
