package io.github.imagetask;

import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Submission;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.function.Consumer;

/** A {@link TestGateway} that shows each submission before it is sent. */
final class WatchedGateway {
  private WatchedGateway() {}

  /** A client of such a gateway, with a {@link TestClient}'s options. */
  static ImageClient<String> client(
      RawServer server, TestClient.Builder options, Consumer<Submission> watcher) {
    TestGateway gateway = new TestGateway(server.url());
    Object watched =
        Proxy.newProxyInstance(
            WatchedGateway.class.getClassLoader(),
            new Class<?>[] {Gateway.class},
            (proxy, method, arguments) -> {
              Object value;
              try {
                value = method.invoke(gateway, arguments);
              } catch (InvocationTargetException e) {
                throw e.getCause();
              }
              if (value instanceof Submission submission) watcher.accept(submission);
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
