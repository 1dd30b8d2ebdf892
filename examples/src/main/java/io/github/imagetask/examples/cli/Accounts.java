package io.github.imagetask.examples.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The accounts of the home folder's file {@code config}: what else the environment would hold,
 * under a name. No message shows a line of it, which may be a key.
 *
 * <pre>
 * [work]
 * UNIALL_BASE_URL = https://uniall.example
 * UNIALL_API_KEY = $WORK_UNIALL_KEY
 * </pre>
 */
final class Accounts {
  private final Host host;
  private final Path file;
  private final String name;
  private boolean holdsKeys;
  private @Nullable String section;

  private Accounts(Host host, Path file, String name) {
    this.host = host;
    this.file = file;
    this.name = name;
  }

  /**
   * What an account sets.
   *
   * @throws UsageException if there is no such account, the file isn't well-formed, or it holds
   *     keys and others may read it
   */
  static Map<String, String> read(Host host, Path home, String name) {
    return new Accounts(host, home.resolve("config"), name).read();
  }

  private Map<String, String> read() {
    Map<String, Map<String, String>> accounts = new LinkedHashMap<>();
    try {
      List<String> lines = Files.exists(file) ? Files.readAllLines(file) : List.of();
      for (int i = 0; i < lines.size(); i++) read(lines.get(i).strip(), i + 1, accounts);
      if (holdsKeys && !OwnersAlone.isSo(file)) {
        throw problem(
            "holds keys, and others may read it: 'chmod 600 "
                + file
                + "', or name a variable of the"
                + " environment instead: UNIALL_API_KEY = $MY_KEY");
      }
    } catch (IOException e) {
      throw problem("can't be read: " + e);
    }
    Map<String, String> account = accounts.get(name);
    if (account == null) {
      throw problem("has no account \"" + name + "\"; it has " + accounts.keySet());
    }
    account.replaceAll(this::resolved);
    return account;
  }

  private void read(String line, int number, Map<String, Map<String, String>> accounts) {
    if (line.isEmpty() || line.startsWith("#")) return;
    if (line.matches("\\[[^\\[\\]]+]")) {
      section = line.substring(1, line.length() - 1).strip();
      if (accounts.put(section, new LinkedHashMap<>()) != null) {
        throw problem("line " + number + ": the account is there already");
      }
      return;
    }
    int equals = line.indexOf('=');
    if (section == null || equals < 1) {
      throw problem("line " + number + " is neither [ACCOUNT] nor, below one, NAME = VALUE");
    }
    String variable = line.substring(0, equals).strip();
    String value = line.substring(equals + 1).strip();
    if (!isOfAGateway(variable)) {
      throw problem("line " + number + ": its name isn't one that a gateway reads");
    }
    if (!variable.endsWith("_URL") && !value.startsWith("$")) holdsKeys = true;
    accounts.getOrDefault(section, new LinkedHashMap<>()).put(variable, value);
  }

  private static boolean isOfAGateway(String variable) {
    return Gateways.ALL.stream()
        .map(gateway -> gateway.name().toUpperCase(Locale.ROOT) + "_")
        .anyMatch(variable::startsWith);
  }

  private String resolved(String variable, String value) {
    if (!value.startsWith("$")) return value;
    String reference = value.substring(1).replaceAll("^\\{(.*)}$", "$1");
    String resolved = host.variable(reference);
    if (resolved != null) return resolved;
    // Whatever doesn't look like a name isn't shown: it may be a key.
    String named = reference.matches("[A-Za-z_][A-Za-z0-9_]*") ? reference : "a variable";
    throw problem("[" + name + "] " + variable + ": " + named + " is not set");
  }

  private UsageException problem(String text) {
    return new UsageException("--account: " + host.display(file) + " " + text);
  }
}
