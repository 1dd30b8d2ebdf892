package io.github.imagetask.examples.cli;

import io.github.imagetask.spi.Settings;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Where a gateway is and what opens it: {@code --base-url}, else an account or the environment. */
final class Access {
  private final Map<String, String> variables;
  private final @Nullable String account; // whose they are; null of the environment
  private final @Nullable String baseUrl;
  private final List<String> missing = new ArrayList<>();

  Access(Map<String, String> environment, @Nullable String baseUrl) {
    this(environment, null, baseUrl);
  }

  Access(Map<String, String> variables, @Nullable String account, @Nullable String baseUrl) {
    this.variables = variables;
    this.account = account;
    this.baseUrl = baseUrl;
  }

  /** The address, for a gateway whose document names none. */
  String baseUrl(String variable) {
    String given = baseUrlOrNull(variable);
    if (given != null) return given;
    missing.add(isMissing(variable) + ", and there is no --base-url");
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
    missing.add(isMissing(variable));
    return "missing";
  }

  /** Refuses to go on if something is missing, naming all of it. */
  void check() {
    if (missing.isEmpty()) return;
    List<String> problems = new ArrayList<>(missing);
    if (account != null) throw new UsageException(problems);
    problems.add("Export what is missing. Only to try it out: 'imagetask sandbox' starts fake");
    problems.add("gateways and prints the lines to export.");
    throw new UsageException(problems);
  }

  private String isMissing(String variable) {
    return account == null
        ? variable + " is not set"
        : "the account " + account + " has no " + variable;
  }

  /** Something that may be left out; null if it is. */
  @Nullable String variable(String name) {
    String value = variables.get(name);
    return value == null || value.isBlank() ? null : value.trim();
  }
}
