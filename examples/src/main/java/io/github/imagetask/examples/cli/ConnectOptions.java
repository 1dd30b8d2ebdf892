package io.github.imagetask.examples.cli;

import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageTask;
import io.github.imagetask.TaskKey;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Where the gateway is, and whose account there. */
final class ConnectOptions {
  @Option(
      names = "--base-url",
      paramLabel = "URL",
      description =
          "The gateway's address, everything before /v1; for Meitu with its prefix, such as"
              + " https://openapi.mtlab.meitu.com/v1. Wins over account and environment.")
  @Nullable String baseUrl;

  @Option(
      names = "--account",
      paramLabel = "NAME",
      description =
          "Take base URLs and keys from this account in the home folder's file 'config', and none"
              + " from the environment. Else IMAGETASK_ACCOUNT, else the environment.")
  @Nullable String account;

  @Mixin HomeOption home = new HomeOption();

  /**
   * Opens a client, which Ctrl-C closes.
   *
   * @throws UsageException if address or keys are missing or malformed
   */
  <R> ImageClient<R> open(
      Host host, GatewayCli<R> gateway, Consumer<ImageClient.Builder<?>> options) {
    Access access = access(host);
    ImageClient<R> client;
    try {
      client = gateway.client(access, options);
    } catch (IllegalArgumentException e) { // without showing what it found: it may be a key
      throw new UsageException(gateway.name() + ": " + e.getMessage());
    }
    try {
      access.check();
    } catch (UsageException e) {
      client.close();
      throw e;
    }
    host.ctrlC().onPress(client::close);
    return client;
  }

  /** The account's name, or null of the environment. */
  @Nullable String account(Host host) {
    return account != null ? account : host.variable("IMAGETASK_ACCOUNT");
  }

  /** What the history keeps of a request, so that it can be made again. */
  HistoryLine.Submitted submitted(Host host, RequestOptions request, boolean direct) {
    RequestArgs args = RequestArgs.of(request, host);
    return new HistoryLine.Submitted(
        request.gateway, request.model, direct, account(host), baseUrl, args);
  }

  private Access access(Host host) {
    String name = account(host);
    if (name == null) return new Access(host.environment(), baseUrl);
    return new Access(Accounts.read(host, home.folder(host), name), name, baseUrl);
  }

  /** The handle of a task, for a key whose gateway is the client's. */
  static ImageTask task(ImageClient<?> client, TaskKey key) {
    try {
      return client.task(key);
    } catch (IllegalArgumentException e) { // a kind of task that this gateway doesn't have
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }

  /** A task's key as the user wrote it. */
  static TaskKey key(String text) {
    try {
      return TaskKey.parse(text.trim());
    } catch (IllegalArgumentException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
  }
}
