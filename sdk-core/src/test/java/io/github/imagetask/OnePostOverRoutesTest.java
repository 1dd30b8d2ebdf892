package io.github.imagetask;

import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.value;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.RawServer.Step;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts the POSTs of one submit to a host with two addresses, or through one of two proxies. */
final class OnePostOverRoutesTest {
  private final FakeTimer timer = new FakeTimer();
  private RawServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RawServer(2, 0);
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void nextAddressIsTriedWhenTheFirstRefuses() throws Exception {
    server.then(RawServer::done);

    try (TestClient client = client(twoAddresses())) {
      ImageTask task = value(timer, client.submitAsync("a cube"));

      assertThat(task.key()).hasToString("test:t1");
    }
    assertThat(server.posts()).isEqualTo(1);
  }

  @Test
  void nextAddressIsTriedEvenIfTheUsersClientRetriesNothing() throws Exception {
    server.then(RawServer::done);
    OkHttpClient careful = twoAddresses().newBuilder().retryOnConnectionFailure(false).build();

    try (TestClient client = client(careful)) {
      value(timer, client.submitAsync("a cube"));
    }

    assertThat(server.posts()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("io.github.imagetask.Cuts#ofARequest")
  void nextAddressIsNotTriedWhenTheFirstWasCut(Step cut) throws Exception {
    try (RawServer first = atTheSamePort().then(cut);
        TestClient client = client(twoAddresses())) {
      server.then(cut);
      SubmitOutcomeUnknownException unknown = unknown(client);

      assertThat(unknown.httpStatus()).isZero();
      assertThat(first.posts() + server.posts()).isEqualTo(1);
    }
  }

  /** A server at another address and the same port, for which both may have to move. */
  private RawServer atTheSamePort() throws Exception {
    for (int tries = 0; tries < 50; tries++) {
      try {
        return new RawServer(1, server.port());
      } catch (BindException taken) {
        server.close();
        server = new RawServer(2, 0);
      }
    }
    throw new AssertionError("no port is free at both addresses");
  }

  @Test
  void nextProxyIsTriedWhenTheFirstRefuses() throws Exception {
    server.then(RawServer::done);
    RawServer proxy = new RawServer();
    proxy.close();

    try (TestClient client = client(behind(proxy))) {
      value(timer, client.submitAsync("a cube"));
    }

    assertThat(server.posts()).isEqualTo(1);
  }

  @ParameterizedTest
  @MethodSource("io.github.imagetask.Cuts#ofARequest")
  void nextProxyIsNotTriedWhenTheFirstWasCut(Step cut) throws Exception {
    server.then(RawServer::done);
    try (RawServer proxy = new RawServer().then(cut);
        TestClient client = client(behind(proxy))) {
      unknown(client);

      assertThat(proxy.posts()).isEqualTo(1);
    }
    assertThat(server.posts()).isZero();
  }

  private SubmitOutcomeUnknownException unknown(TestClient client) throws Exception {
    return failure(timer, client.submitAsync("a cube"), SubmitOutcomeUnknownException.class);
  }

  private TestClient client(OkHttpClient okHttpClient) {
    HttpUrl url = server.url("gateway.test");
    return TestClient.builder(url).timer(timer).okHttpClient(okHttpClient).build();
  }

  private static OkHttpClient twoAddresses() {
    return new OkHttpClient.Builder()
        .dns(host -> List.of(RawServer.loopback(1), RawServer.loopback(2)))
        .build();
  }

  /** Behind a proxy that may be left out. */
  private static OkHttpClient behind(RawServer proxy) {
    SocketAddress address = new InetSocketAddress(RawServer.loopback(1), proxy.port());
    ProxySelector selector =
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            return List.of(new Proxy(Proxy.Type.HTTP, address), Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress at, IOException failure) {}
        };
    return new OkHttpClient.Builder()
        .proxySelector(selector)
        .dns(host -> List.of(RawServer.loopback(2)))
        .build();
  }
}
