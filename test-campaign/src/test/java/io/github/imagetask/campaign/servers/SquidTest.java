package io.github.imagetask.campaign.servers;

import io.github.imagetask.testing.fake.FakeGateways;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.Credentials;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Squid with a password, over plain http and, by a tunnel to nginx, over TLS. */
final class SquidTest {
  private static final List<String> PROTOCOLS = List.of("http", "h1", "h2");
  private static final Duration SOON = Duration.ofMillis(1500);

  @TempDir Path folder;

  /** Each case by one protocol, at all gateways. */
  @Test
  void everyCaseComesOutAsTheTableSays() throws Exception {
    run(false);
  }

  @Test
  @Tag("campaign")
  void everyCaseComesOutAsTheTableSaysByEachProtocol() throws Exception {
    run(true);
  }

  private void run(boolean isEachProtocol) throws Exception {
    List<Case> cases = new ArrayList<>(Fronts.behind());
    cases.add(Case.of("none", "submit wait", ""));
    cases.add(Case.of("down", "submit wait", "").until(SOON));
    cases.add(Case.of("no-password", "submit wait", "").until(SOON));
    cases.add(Case.of("wrong-password", "submit wait", "").until(SOON));

    Path binary = Program.find("squid");
    Path own = Program.openFolder(folder, "squid");
    int[] ports = Program.freePorts(2);
    List<Trial> trials = new ArrayList<>();
    try (Fronts behind = new Fronts();
        Nginx nginx = new Nginx(folder)) {
      for (Case each : cases) {
        String one = PROTOCOLS.get(cases.indexOf(each) % PROTOCOLS.size());
        for (String protocol : isEachProtocol ? PROTOCOLS : List.of(one)) {
          // Over plain http the wait ends with the proxy's refusal, and by a tunnel goes on.
          boolean isRefused = each.name().endsWith("password") && protocol.equals("http");
          Case what = isRefused ? each.until(Duration.ofSeconds(30)) : each;
          for (String call : each.calls().split(" ", -1)) {
            FakeGateways fakes = behind.start();
            String name = each.name() + "-" + protocol + "-" + call;
            boolean isDown = each.name().equals("down");
            String origin = "http://127.0.0.1:" + (isDown ? ports[1] : Nginx.apiPort(fakes));
            if (!protocol.equals("http")) {
              nginx.add(name, fakes, "");
              origin = isDown ? "https://127.0.0.1:" + ports[1] : nginx.origin(name, protocol);
            }
            OkHttpClient http = client(ports[0], each.name(), protocol);
            for (Gateway gateway : Gateway.values()) {
              trials.add(new Trial("squid", what, call, protocol, gateway, fakes, origin, http));
            }
          }
        }
      }
      Files.writeString(
          own.resolve("password"),
          """
          while read -r name password; do
            if [ "$name $password" = "user right" ]; then echo OK; else echo ERR; fi
          done
          """);
      Files.writeString(
          own.resolve("conf"),
          """
          http_port 127.0.0.1:%d
          auth_param basic program /bin/sh %s/password
          auth_param basic children 4 startup=1
          acl known proxy_auth REQUIRED
          http_access allow known
          http_access deny all
          cache deny all
          access_log none
          cache_log %s/cache.log
          coredump_dir %s
          pid_filename none
          shutdown_lifetime 0 seconds
          max_filedescriptors 1024
          """
              .formatted(ports[0], own, own, own));
      nginx.start();
      List<String> command = List.of(binary.toString(), "-N", "-f", own.resolve("conf").toString());
      Program squid = Program.start(own, ports[0], command);
      try {
        Trials.run(trials);
      } finally {
        squid.close();
      }
    }
  }

  /** A user's client behind the proxy, with the password that the case asks for. */
  private static OkHttpClient client(int port, String name, String protocol) {
    OkHttpClient.Builder client =
        protocol.equals("http")
            ? new OkHttpClient.Builder()
            : Certificates.client(protocol.equals("h2"));
    InetSocketAddress squid = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    client.proxy(new Proxy(Proxy.Type.HTTP, squid));
    // Squid remembers one password of a user, so that whoever has another one is somebody else.
    String user = name.equals("wrong-password") ? "stranger" : "user";
    if (!name.equals("no-password")) {
      client.proxyAuthenticator(
          (route, answer) ->
              answer.request().header("Proxy-Authorization") != null
                  ? null // it has been tried
                  : answer
                      .request()
                      .newBuilder()
                      .header("Proxy-Authorization", Credentials.basic(user, "right"))
                      .build());
    }
    return client.build();
  }
}
