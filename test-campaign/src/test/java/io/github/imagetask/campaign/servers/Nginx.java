package io.github.imagetask.campaign.servers;

import io.github.imagetask.testing.fake.FakeGateways;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** nginx, which tells the cases by the first part of the path. */
final class Nginx implements AutoCloseable {
  private final Path binary;
  private final Path folder;
  private final int[] ports;
  private final List<String> locations = new ArrayList<>();
  private Program program;

  Nginx(Path folder) throws IOException {
    this.binary = Program.find("nginx");
    this.folder = Program.openFolder(folder, "nginx");
    this.ports = Program.freePorts(4);
    for (Certificates each : Certificates.values()) each.write(this.folder);
  }

  /** Adds a case in front of this gateway. */
  void add(String name, FakeGateways fakes, String conf) {
    add(name, apiPort(fakes), conf);
  }

  /** Adds a case in front of what listens, or doesn't, on this port. */
  void add(String name, int port, String conf) {
    locations.add(
        String.join(
            "\n",
            "location /" + name + "/ {",
            "  proxy_pass http://127.0.0.1:" + port + "/;",
            "  " + conf,
            "}"));
  }

  void clear() {
    locations.clear();
  }

  static int apiPort(FakeGateways fakes) {
    return Integer.parseInt(fakes.uniall().baseUrl().replaceFirst(".*:(\\d+)/.*", "$1"));
  }

  /** Where a case is reached by this protocol. */
  String origin(String name, String protocol) {
    boolean isPlain = protocol.equals("http");
    return (isPlain ? "http://127.0.0.1:" + ports[0] : "https://127.0.0.1:" + ports[1])
        + "/"
        + name;
  }

  /** Where the certificate isn't right. */
  String origin(Certificates which) {
    return "https://127.0.0.1:" + port(which);
  }

  private int port(Certificates which) {
    return ports[1 + List.of(Certificates.values()).indexOf(which)];
  }

  int tlsPort() {
    return ports[1];
  }

  void start() throws IOException {
    writeConfig();
    program =
        Program.start(
            folder, ports[0], List.of(binary.toString(), "-p", folder.toString(), "-c", "conf"));
  }

  /** Has it read its configuration again, with the cases that there are now. */
  void reload() throws IOException, InterruptedException {
    writeConfig();
    Program.run("kill", "-HUP", Long.toString(program.handle().pid()));
  }

  /** Kills the processes that serve; the first one starts others. */
  void killWorkers() {
    program.children().forEach(ProcessHandle::destroyForcibly);
  }

  /** Ends it at once, with all its connections. */
  void stop() {
    program.close();
  }

  private void writeConfig() throws IOException {
    List<String> servers = new ArrayList<>();
    servers.add("listen 127.0.0.1:" + ports[0] + ";");
    for (Certificates each : Certificates.values()) {
      servers.add(
          String.join(
              "\n",
              "listen 127.0.0.1:" + port(each) + " ssl http2;",
              "ssl_certificate " + each.name() + ".pem;",
              "ssl_certificate_key " + each.name() + ".key;"));
    }
    String all = String.join("\n", locations);
    StringBuilder conf = new StringBuilder();
    conf.append(
        """
        daemon off;
        worker_processes 2;
        pid nginx.pid;
        error_log error.log warn;
        events { worker_connections 1024; }
        http {
          access_log off;
          client_body_temp_path body;
          proxy_temp_path proxy;
          fastcgi_temp_path fastcgi;
          uwsgi_temp_path uwsgi;
          scgi_temp_path scgi;
          # A case and a gateway have a limit together.
          map $uri $asked { "~^(/[^/]+/[^/]+)" $1; }
          limit_req_zone $asked zone=minute:1m rate=1r/m;
          limit_req_zone $asked zone=second:1m rate=1r/s;
          limit_req_zone $asked zone=often:1m rate=4r/s;
        """);
    for (String server : servers) {
      conf.append("server {\n").append(server).append('\n').append(all).append("\n}\n");
    }
    conf.append("}\n");
    Files.writeString(folder.resolve("conf"), conf);
  }

  @Override
  public void close() {
    if (program != null) program.close();
  }
}
