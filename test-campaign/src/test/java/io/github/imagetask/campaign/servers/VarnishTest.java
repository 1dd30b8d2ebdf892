package io.github.imagetask.campaign.servers;

import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.Fault;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Varnish with its built-in rules and page in front of the gateways. */
final class VarnishTest {
  @TempDir Path folder;

  @Test
  void everyCaseComesOutAsTheTableSays() throws Exception {
    List<Case> cases = new ArrayList<>(Fronts.behind());
    Duration pause = Duration.ofSeconds(2);
    cases.add(Case.of("none", "submit wait", ""));
    cases.add(Case.of("down", "submit wait", "").until(Duration.ofMillis(1500)));
    cases.add(
        Case.of("slow", "submit wait", ".first_byte_timeout = 300ms;")
            .with(() -> Fault.slowHeaders(pause)));

    Path binary = Program.find("varnishd");
    Path own = Program.openFolder(folder, "varnish");
    int[] ports = Program.freePorts(2);
    String origin = "http://127.0.0.1:" + ports[0];
    StringBuilder backends = new StringBuilder();
    StringBuilder rules = new StringBuilder();
    List<Trial> trials = new ArrayList<>();
    try (Fronts behind = new Fronts()) {
      for (Case each : cases) {
        for (String call : each.calls().split(" ", -1)) {
          FakeGateways fakes = behind.start();
          String name = each.name() + "-" + call;
          int port = each.name().equals("down") ? ports[1] : Nginx.apiPort(fakes);
          String backend = name.replace('-', '_');
          backends.append(
              """
              backend %s { .host = "127.0.0.1"; .port = "%d"; %s }
              """
                  .formatted(backend, port, each.conf()));
          rules.append(
              """
                if (req.url ~ "^/%s/") {
                  set req.backend_hint = %s;
                  set req.url = regsub(req.url, "^/[^/]+", "");
                }
              """
                  .formatted(name, backend));
          for (Gateway gateway : Gateway.values()) {
            String front = origin + "/" + name;
            trials.add(new Trial("varnish", each, call, "http", gateway, fakes, front, null));
          }
        }
      }
      String vcl = "vcl 4.1;\n" + backends + "sub vcl_recv {\n" + rules + "}\n";
      Files.writeString(own.resolve("vcl"), vcl);
      List<String> command =
          List.of(
              binary.toString(),
              "-F",
              "-n",
              own.resolve("work").toString(),
              "-j",
              "none",
              "-a",
              "127.0.0.1:" + ports[0],
              "-s",
              "malloc,8m",
              "-f",
              own.resolve("vcl").toString());
      Program varnish = Program.start(own, ports[0], command);
      try {
        Trials.run(trials);
      } finally {
        varnish.close();
      }
    }
  }
}
