package io.github.imagetask;

import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;
import okhttp3.HttpUrl;

/** A {@link TestGateway} that shows each submission before it is sent, or breaks when told to. */
final class WatchedGateway {
  private WatchedGateway() {}

  /** A client of such a gateway, with a {@link TestClient}'s options. */
  static ImageClient<String> client(
      RawServer server, TestClient.Builder options, Consumer<Submission> watcher) {
    return client(
        server.url(),
        options,
        method -> {},
        value -> {
          if (value instanceof Submission submission) watcher.accept(submission);
        });
  }

  /**
   * A client of one that may throw when it is called, as {@code before} does at a method's name.
   */
  static ImageClient<String> client(
      HttpUrl url, TestClient.Builder options, Consumer<String> before) {
    return client(url, options, before, value -> {});
  }

  /** A client of one whose answers have been read once the gate is open. */
  static ImageClient<String> readBehind(Gate gate, HttpUrl url, TestClient.Builder options) {
    return client(
        url,
        options,
        method -> {},
        value -> {
          if (value instanceof Reading) gate.hold();
        });
  }

  private static ImageClient<String> client(
      HttpUrl url, TestClient.Builder options, Consumer<String> before, Consumer<Object> after) {
    TestGateway gateway = new TestGateway(url);
    Object watched =
        Proxy.newProxyInstance(
            WatchedGateway.class.getClassLoader(),
            new Class<?>[] {Gateway.class},
            (proxy, method, arguments) -> {
              before.accept(method.getName());
              Object value;
              try {
                value = method.invoke(gateway, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              after.accept(value);
              return value;
            });
    @SuppressWarnings("unchecked") // the proxy takes what the TestGateway takes
    Gateway<String> typed = (Gateway<String>) watched;
    return new Client(typed, options);
  }

  private static final class Client extends ImageClient<String> {
    Client(Gateway<String> gateway, TestClient.Builder options) {
      super(gateway, options);
    }
  }
}
