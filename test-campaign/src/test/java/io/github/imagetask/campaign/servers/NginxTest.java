package io.github.imagetask.campaign.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.Fault;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** nginx in front of the gateways: its limits, its pages, and how it ends connections. */
final class NginxTest {
  private static final List<String> PROTOCOLS = List.of("http", "h1", "h2");
  private static final String BOTH = "submit wait";
  private static final Duration NOW = Duration.ZERO;
  private static final Duration SOON = Duration.ofMillis(1500);

  // spotless:off
  private static final List<Case> CASES = List.of(
      Case.of("none", BOTH, ""),
      Case.of("gzip", BOTH, "gzip on; gzip_types *; gzip_min_length 1;"),
      Case.of("limit-503", BOTH, "limit_req zone=ZONE;"),
      Case.of("limit-429-once", "submit", "limit_req zone=second; limit_req_status 429; add_header Retry-After 1 always;"),
      Case.of("limit-429", BOTH, "limit_req zone=ZONE; limit_req_status 429; add_header Retry-After 1 always;"),
      Case.of("maintenance", BOTH, "add_header Retry-After 1 always; return 503;").until(SOON),
      Case.of("down", BOTH, "").until(SOON),
      Case.of("slow", BOTH, "proxy_read_timeout 500ms;").with(() -> Fault.slowHeaders(Duration.ofSeconds(3))),
      Case.of("cut", BOTH, "").with(Fault::cutAfterRead),
      Case.of("cut-warm", "submit", "").with(Fault::cutAfterRead).after(1),
      Case.of("cut-amid", BOTH, "").with(() -> Fault.cutAtByte(150)),
      Case.of("too-large", "submit", "client_max_body_size 300;"),
      Case.of("too-large-by-far", "submit", "client_max_body_size 1k;").larger(3_000_000),
      Case.of("too-large-closed", "submit", "client_max_body_size 1k; lingering_close off;").larger(3_000_000),
      Case.of("moved", BOTH, "return 308 https://127.0.0.1:1$request_uri;"),
      Case.of("keepalive-over", BOTH, "keepalive_timeout 100ms;").times(4, Duration.ofMillis(350)),
      Case.of("keepalive-none", BOTH, "keepalive_timeout 0;").times(4, NOW),
      Case.of("few-requests", BOTH, "keepalive_requests 3;").times(7, NOW));
  // spotless:on

  @TempDir Path folder;

  /** Each case by one protocol, at all gateways. */
  @Test
  void everyCaseComesOutAsTheTableSays() throws Exception {
    run(CASES, false);
  }

  @Test
  @Tag("campaign")
  void everyCaseComesOutAsTheTableSaysByEachProtocol() throws Exception {
    run(CASES, true);
  }

  @Test
  @Tag("campaign")
  void submitsAtTheMomentWhenTheConnectionEndsAreSentOnce() throws Exception {
    Case edge =
        Case.of("keepalive-edge", "submit", "keepalive_timeout 50ms;")
            .times(60, Duration.ofMillis(50));

    run(List.of(edge), true);
  }

  /** With a wrong certificate, and with none where one is due, nothing is sent. */
  @Test
  void nothingIsSentWhereTheCertificateIsWrong() throws Exception {
    try (Fronts behind = new Fronts();
        Nginx nginx = new Nginx(folder)) {
      List<Trial> trials = new ArrayList<>();
      FakeGateways fakes = behind.start();
      nginx.add("tls", fakes, "");
      Case plain = Case.of("plain-to-tls", "submit", "");
      String origin = "http://127.0.0.1:" + nginx.tlsPort() + "/tls";
      for (Gateway gateway : Gateway.values()) {
        trials.add(trial(plain, "submit", "http", gateway, fakes, origin, null));
      }
      for (Certificates which : List.of(Certificates.UNTRUSTED, Certificates.OTHER_HOST)) {
        String name = which == Certificates.UNTRUSTED ? "untrusted" : "other-host";
        for (String protocol : List.of("h1", "h2")) {
          for (String call : List.of("submit", "wait")) {
            FakeGateways own = behind.start();
            nginx.add(name + protocol + call, own, "");
            String front = nginx.origin(which) + "/" + name + protocol + call;
            OkHttpClient http = Certificates.client(protocol.equals("h2")).build();
            for (Gateway gateway : Gateway.values()) {
              trials.add(trial(Case.of(name, call, ""), call, protocol, gateway, own, front, http));
            }
          }
        }
      }
      nginx.start();

      Trials.run(trials);
    }
  }

  private void run(List<Case> cases, boolean isEachProtocol) throws IOException {
    try (Fronts behind = new Fronts();
        Nginx nginx = new Nginx(folder)) {
      int nobody = Program.freePorts(1)[0];
      List<Trial> trials = new ArrayList<>();
      for (Case each : cases) {
        String one = PROTOCOLS.get(cases.indexOf(each) % PROTOCOLS.size());
        for (String protocol : isEachProtocol ? PROTOCOLS : List.of(one)) {
          for (String call : each.calls().split(" ", -1)) {
            String name = each.name() + "-" + protocol + "-" + call;
            String zone = call.equals("submit") ? "minute" : "often";
            FakeGateways fakes = behind.start();
            boolean isDown = each.name().equals("down");
            int port = isDown ? nobody : Nginx.apiPort(fakes);
            nginx.add(name, port, each.conf().replace("ZONE", zone));
            OkHttpClient http =
                protocol.equals("http") ? null : Certificates.client(protocol.equals("h2")).build();
            for (Gateway gateway : Gateway.values()) {
              String origin = nginx.origin(name, protocol);
              trials.add(trial(each, call, protocol, gateway, fakes, origin, http));
            }
          }
        }
      }
      nginx.start();
      useUpLimits(nginx, trials);

      Trials.run(trials);
    }
  }

  private static Trial trial(
      Case what,
      String call,
      String protocol,
      Gateway gateway,
      FakeGateways fakes,
      String origin,
      OkHttpClient http) {
    return new Trial("nginx", what, call, protocol, gateway, fakes, origin, http);
  }

  /** What is limited to so many calls a minute has had them before the submit comes. */
  private static void useUpLimits(Nginx nginx, List<Trial> trials) throws IOException {
    OkHttpClient http = new OkHttpClient();
    for (Trial trial : trials) {
      if (!trial.what().conf().contains("limit_req") || !trial.call().equals("submit")) continue;
      String name = trial.what().name() + "-" + trial.protocol() + "-submit";
      String url = nginx.origin(name, "http") + "/" + trial.gateway().label() + "/no/such/path";
      try (Response answer = http.newCall(new Request.Builder().url(url).build()).execute()) {
        assertThat(answer.code()).as(url).isEqualTo(404);
      }
    }
  }
}
