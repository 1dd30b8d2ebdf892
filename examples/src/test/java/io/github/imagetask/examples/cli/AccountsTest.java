package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Accounts of the file {@code config}. */
final class AccountsTest {
  private static final String MARKED = "sk-MARKED-5b3f";

  @TempDir Path directory;
  private Cli cli;
  private String address;

  @BeforeEach
  void start() {
    cli = new Cli(directory);
    address = "[work]\nUNIALL_BASE_URL = " + cli.uniall.baseUrl() + "\n";
    cli.withoutAccount();
  }

  @AfterEach
  void stop() {
    cli.close();
  }

  @Test
  void aKeyMayBeAVariableOfTheEnvironment() throws IOException {
    config("# mine\n\n" + address + "UNIALL_API_KEY = ${MY_KEY}\n[other]\n", "rw-r--r--");
    cli.environment.put("MY_KEY", cli.uniall.apiKey());

    Cli.Ended ended = cli.run(Cli.args("generate", Cli.CUP, "--account", "work"));

    assertThat(ended.exitCode()).as(ended.err()).isZero();
  }

  @Test
  @DisabledOnOs(OS.WINDOWS) // has no such permissions
  void aKeyInTheFileWantsItsOwnerAlone() throws IOException {
    config(address + "UNIALL_API_KEY = " + cli.uniall.apiKey() + "\n", "rw-r-----");
    cli.environment.put("IMAGETASK_ACCOUNT", "work");
    Cli.Ended refused = cli.run(Cli.args("submit", Cli.SUBMIT));
    config(address + "UNIALL_API_KEY = " + cli.uniall.apiKey() + "\n", "rw-------");
    Cli.Ended taken = cli.run(Cli.args("submit", Cli.SUBMIT));

    assertThat(refused.exitCode()).isEqualTo(2);
    assertThat(refused.err())
        .contains("home/config holds keys, and others may read it", "chmod 600", "$MY_KEY")
        .doesNotContain(cli.uniall.apiKey());
    assertThat(taken.exitCode()).as(taken.err()).isZero();
  }

  @Test
  void theEnvironmentsKeyIsNotSentForAnAccount() throws IOException {
    config(address, "rw-------");
    cli.environment.put("UNIALL_API_KEY", cli.uniall.apiKey());

    Cli.Ended ended = cli.run(Cli.args("submit", Cli.SUBMIT, "--account", "work"));

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("the account work has no UNIALL_API_KEY");
    assertThat(cli.uniall.requests()).isEmpty();
  }

  @Test
  void retryFindsTheAccount() throws IOException {
    config(address + "UNIALL_API_KEY = $MY_KEY\n", "rw-------");
    cli.environment.put("MY_KEY", cli.uniall.apiKey());
    String key = cli.run(Cli.args("submit", Cli.SUBMIT, "--account", "work")).out().trim();

    Cli.Ended ended = cli.run("retry", key, "--poll-min", "0.05");

    assertThat(ended.exitCode()).as(ended.err()).isZero();
  }

  @Test
  void noMessageShowsAKey() throws IOException {
    assertRefused("UNIALL_API_KEY = " + MARKED, "line 1 is neither [ACCOUNT] nor");
    assertRefused("[work]\n" + MARKED, "line 2 is neither [ACCOUNT] nor");
    assertRefused("[work]\n" + MARKED + " = a", "line 2: its name isn't one");
    assertRefused("[work]\nUNIALL_API_KEY = $" + MARKED, "UNIALL_API_KEY: a variable is not set");
    assertRefused("[work]\nUNIALL_API_KEY = $MY_KEY", "UNIALL_API_KEY: MY_KEY is not set");
    assertRefused("[work]\n[work]", "line 2: the account is there already");
    assertRefused("[home]", "has no account \"work\"; it has [home]");
  }

  private void assertRefused(String config, String problem) throws IOException {
    config(config, "rw-------");

    Cli.Ended ended = cli.run(Cli.args("submit", Cli.SUBMIT, "--account", "work", "--verbose"));

    assertThat(ended.exitCode()).isEqualTo(2);
    assertThat(ended.err()).contains("--account: home/config", problem).doesNotContain(MARKED);
  }

  private void config(String text, String permissions) throws IOException {
    Files.createDirectories(cli.home);
    Path file = Files.writeString(cli.home.resolve("config"), text);
    if (file.getFileSystem().supportedFileAttributeViews().contains("posix")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(permissions));
    }
  }
}
