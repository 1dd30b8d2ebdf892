package io.github.imagetask;

import static io.github.imagetask.DoneTask.done;
import static io.github.imagetask.DoneTask.failure;
import static io.github.imagetask.DoneTask.get;
import static io.github.imagetask.DoneTask.json;
import static io.github.imagetask.DoneTask.png;
import static io.github.imagetask.TestImages.PNG;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.ProxySelector;
import java.net.SocketAddress;
import java.net.URI;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(30)
final class PrivateAddressTest {
  private static final String REFUSED =
      "test:t1: image 0: it leads to a .*;"
          + " allowPrivateAddresses\\(\\) on the client's builder allows that";
  private static final HttpUrl GATEWAY = HttpUrl.get("http://gateway.test/");
  private static final String METADATA = "169.254.169.254";

  private final MockWebServer gateway = new MockWebServer();
  private final MockWebServer cdn = new MockWebServer();
  private final MockWebServer inside = new MockWebServer();
  private final TestInternet internet = new TestInternet();
  private TestClient client;

  @BeforeEach
  void start() throws Exception {
    gateway.start();
    cdn.start();
    inside.start();
    internet.name("gateway.test", "203.0.113.1").server("203.0.113.1", gateway);
    internet.name("cdn.test", "203.0.113.2").server("203.0.113.2", cdn);
    internet.name("inside.test", "10.0.0.5").server("10.0.0.5", inside);
    internet.name("metadata.test", METADATA).server(METADATA, inside);
    internet.server("127.0.0.1", inside).server("::1", inside);
    client = client(internet.client().build()).build();
  }

  @AfterEach
  void stop() throws Exception {
    client.close();
    gateway.shutdown();
    cdn.shutdown();
    inside.shutdown();
  }

  @Test
  void aPublicAddressIsReached() throws Exception {
    cdn.enqueue(png(PNG));

    assertThat(image("http://cdn.test/a").bytes()).isEqualTo(PNG);

    assertThat(internet.connects()).containsExactly("203.0.113.1", "203.0.113.2");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://127.0.0.1/a",
        "http://127.1/a",
        "http://2130706433/a",
        "http://[::1]/a",
        "http://[::ffff:127.0.0.1]/a",
        "http://10.0.0.5/a",
        "http://169.254.169.254/a"
      })
  void aLiteralIsRefusedWithoutAConnection(String url) throws Exception {
    refused(image(url));

    assertThat(internet.connects()).containsExactly("203.0.113.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.5", "127.0.0.1", METADATA, "::1"})
  void aNameOfAPrivateAddressIsRefusedWithoutAConnection(String address) throws Exception {
    internet.name("evil.test", address);

    refused(image("http://evil.test/a"));

    assertThat(internet.connects()).containsExactly("203.0.113.1");
  }

  // spotless:off
  @ParameterizedTest
  @CsvSource({
    "127.0.0.1,       a loopback address",
    "10.0.0.5,        a private address",
    "100.64.0.1,      a carrier's shared address (100.64.0.0/10)",
    "198.18.0.9,      a fake-ip address of a VPN or a local proxy (198.18.0.0/15)",
    "169.254.169.254, a link-local address",
    "100.100.100.200, a cloud's metadata address",
    "0.0.0.0,         an unspecified address",
    "224.0.0.1,       a multicast address",
    "240.0.0.1,       a reserved address",
  })
  // spotless:on
  void theMessageNamesTheKindOfAddress(String address, String kind) throws Exception {
    internet.name("evil.test", address);
    String message =
        "test:t1: image 0: it leads to "
            + kind
            + "; allowPrivateAddresses() on the client's builder allows that";

    for (String host : new String[] {"evil.test", address}) {
      assertThat(failure(image("http://" + host + "/a").bytesAsync())).hasMessage(message);
    }

    assertThat(internet.connects()).containsExactly("203.0.113.1");
  }

  @Test
  void whereAVpnResolvesTheGatewayItResolvesTheImagesToo() throws Exception {
    fakeIpGateway();
    cdn.enqueue(to("http://cdn.test/b"));
    cdn.enqueue(png(PNG));

    assertThat(image("http://cdn.test/a").bytes()).isEqualTo(PNG);

    assertThat(internet.connects()).containsExactly("198.18.0.1", "198.19.3.4");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://198.19.3.4/a", // in digits it isn't a resolver's
        "http://198.18.0.1/a",
        "http://[64:ff9b::198.19.3.4]/a",
        "http://inside.test/a",
        "http://10.0.0.5/a",
        "http://127.0.0.1/a",
        "http://metadata.test/a",
        "http://169.254.169.254/a"
      })
  void butThereNothingElseIsAllowed(String url) throws Exception {
    fakeIpGateway();

    refused(image(url));
    cdn.enqueue(to(url));
    refused(image("http://cdn.test/a"));

    assertThat(internet.connects()).containsExactly("198.18.0.1", "198.19.3.4");
  }

  @ParameterizedTest
  @ValueSource(strings = {"203.0.113.1", "10.0.0.9", "127.0.0.9"})
  void aFakeIpIsRefusedWhereTheGatewayHasNone(String address) throws Exception {
    internet.name("gateway.test", address).server(address, gateway);
    internet.name("cdn.test", "198.19.3.4").server("198.19.3.4", cdn);

    refused(image("http://cdn.test/a"));

    assertThat(internet.connects()).containsExactly(address);
  }

  @Test
  void hexDigitsAreANameAndLookedUp() throws Exception {
    internet.name("0x7f000001", "127.0.0.1");

    refused(image("http://0x7f000001/a"));

    assertThat(internet.connects()).containsExactly("203.0.113.1");
  }

  @Test
  void ofANameWithBothOnlyThePublicAddressIsTried() throws Exception {
    internet.name("both.test", "10.0.0.5", "203.0.113.2");
    cdn.enqueue(png(PNG));

    assertThat(image("http://both.test/a").bytes()).isEqualTo(PNG);

    assertThat(internet.connects()).containsExactly("203.0.113.1", "203.0.113.2");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://10.0.0.5/x", "http://inside.test/x", "//127.1/x"})
  void aRedirectToAPrivateAddressIsRefusedWithoutAConnection(String location) throws Exception {
    cdn.enqueue(to(location));

    refused(image("http://cdn.test/a"));

    assertThat(internet.connects()).containsExactly("203.0.113.1", "203.0.113.2");
    assertThat(cdn.getRequestCount()).isEqualTo(1);
  }

  @Test
  void aPooledConnectionOfTheUsersIsNotUsedForIt() throws Exception {
    OkHttpClient users = internet.client().build();
    inside.enqueue(new MockResponse().setBody("hers"));
    Request hers = new Request.Builder().url("http://inside.test/").build();
    try (Response response = users.newCall(hers).execute()) {
      assertThat(response.body().string()).isEqualTo("hers");
    }
    client.close();
    client = client(users).build();

    refused(image("http://inside.test/a"));

    assertThat(users.connectionPool().connectionCount()).isGreaterThanOrEqualTo(1);
    assertThat(inside.getRequestCount()).isEqualTo(1);
    assertThat(internet.connects()).containsExactly("10.0.0.5", "203.0.113.1");
  }

  @Test
  void behindAProxyNamesAreTheProxysBusiness() throws Exception {
    client.close();
    client = client(new OkHttpClient.Builder().proxy(proxy()).build()).build();
    gateway.enqueue(done("t1", "http://cdn.test/a"));
    gateway.enqueue(png(PNG));

    byte[] bytes = client.submit("a cube").awaitResult().first().bytes();

    assertThat(bytes).isEqualTo(PNG);
    gateway.takeRequest();
    assertThat(gateway.takeRequest().getRequestLine()).isEqualTo("GET http://cdn.test/a HTTP/1.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"http://10.0.0.5/a", "http://127.1/a", "http://169.254.169.254/a"})
  void behindAProxyALiteralIsRefusedAllTheSame(String url) throws Exception {
    client.close();
    client = client(new OkHttpClient.Builder().proxy(proxy()).build()).build();

    refused(image(url));
    gateway.enqueue(done("t1", "http://cdn.test/a"));
    GeneratedImage redirected = client.submit("a cube").awaitResult().first();
    gateway.enqueue(to(url));
    assertThat(failure(redirected.bytesAsync())).hasMessageMatching(REFUSED);

    assertThat(gateway.getRequestCount()).isEqualTo(3); // two submits, one redirect
  }

  @Test
  void aGatewayBehindAProxyIsNotNearBecauseTheProxyIs() throws Exception {
    client.close();
    ProxySelector gatewayOnly =
        new ProxySelector() {
          @Override
          public List<Proxy> select(URI uri) {
            return List.of("gateway.test".equals(uri.getHost()) ? proxy() : Proxy.NO_PROXY);
          }

          @Override
          public void connectFailed(URI uri, SocketAddress address, IOException e) {}
        };
    internet.server("127.0.0.1", gateway);
    client = client(internet.client().proxySelector(gatewayOnly).build()).build();

    refused(image("http://inside.test/a"));
    refused(image("http://127.0.0.1/a"));

    assertThat(internet.connects()).containsExactly("127.0.0.1");
  }

  @ParameterizedTest
  @ValueSource(strings = {"10.0.0.9", "127.0.0.9", "192.168.3.4", "fd00::7"})
  void aGatewayAtAPrivateAddressMayNameOthers(String address) throws Exception {
    internet.name("gateway.test", address).server(address, gateway);
    inside.enqueue(to("http://127.0.0.1/b"));
    inside.enqueue(png(PNG));

    assertThat(image("http://inside.test/a").bytes()).isEqualTo(PNG);

    assertThat(internet.connects()).endsWith("10.0.0.5", "127.0.0.1").hasSize(3);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://169.254.169.254/a", "http://metadata.test/a", "http://100.100.100.200/"})
  void butNotWhereCloudsKeepTheirMetadata(String url) throws Exception {
    internet.name("gateway.test", "10.0.0.9").server("10.0.0.9", gateway);

    refused(image(url));

    assertThat(internet.connects()).containsExactly("10.0.0.9");
  }

  @Test
  void aGatewayThatMovesToAPrivateAddressLaterMakesNothingNear() throws Exception {
    gateway.enqueue(json("{\"id\":\"t1\"}").setHeader("Connection", "close"));
    ImageTask task = client.submit("a cube");
    internet.name("gateway.test", "10.0.0.9").server("10.0.0.9", gateway);
    gateway.enqueue(done("t1", "http://inside.test/a"));
    task.refresh();
    assertThat(internet.connects()).containsExactly("203.0.113.1", "10.0.0.9");

    refused(task.snapshot().images().get(0));
  }

  @Test
  void aGatewayAtALinkLocalAddressMakesNothingNear() throws Exception {
    internet.name("gateway.test", "169.254.1.1").server("169.254.1.1", gateway);

    refused(image("http://inside.test/a"));
    refused(image("http://metadata.test/a"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/a",
        "http://metadata.test/a",
        "http://inside.test/a",
        "http://10.0.0.5/a",
        "http://[::1]/a"
      })
  void allowPrivateAddressesAllowsAll(String url) throws Exception {
    client.close();
    client = client(internet.client().build()).allowPrivateAddresses().build();
    inside.enqueue(png(PNG));

    assertThat(get(image(url).bytesAsync())).isEqualTo(PNG);
  }

  @Test
  void allowPrivateAddressesCanBeTakenBack() throws Exception {
    client.close();
    client =
        client(internet.client().build())
            .allowPrivateAddresses()
            .allowPrivateAddresses(false)
            .build();

    refused(image("http://inside.test/a"));
  }

  private void fakeIpGateway() {
    internet.name("gateway.test", "198.18.0.1").server("198.18.0.1", gateway);
    internet.name("cdn.test", "198.19.3.4").server("198.19.3.4", cdn);
  }

  private void refused(GeneratedImage image) throws Exception {
    int before = inside.getRequestCount();

    Throwable failure = failure(image.bytesAsync());

    assertThat(failure).isInstanceOf(DownloadException.class).hasMessageMatching(REFUSED);
    assertThat(inside.getRequestCount()).isEqualTo(before);
  }

  private GeneratedImage image(String url) {
    gateway.enqueue(done("t1", url));
    return client.submit("a cube").awaitResult().first();
  }

  private Proxy proxy() {
    return new Proxy(
        Proxy.Type.HTTP,
        new InetSocketAddress(TestInternet.address("127.0.0.1"), gateway.getPort()));
  }

  private static MockResponse to(String location) {
    return new MockResponse().setResponseCode(302).setHeader("Location", location);
  }

  private static TestClient.Builder client(OkHttpClient users) {
    return TestClient.builder(GATEWAY).okHttpClient(users).timer(new FakeTimer());
  }
}
