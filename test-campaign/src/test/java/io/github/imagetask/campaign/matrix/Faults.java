package io.github.imagetask.campaign.matrix;

import static io.github.imagetask.campaign.matrix.Fault.Target.SUBMIT;

import io.github.imagetask.campaign.matrix.Fault.Act;
import io.github.imagetask.campaign.matrix.Fault.Times;
import java.io.IOException;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * All faults: those of connections, requests and of answers that never begin here, those of answers
 * in {@link AnswerFaults}, those of images in {@link ImageFaults}.
 */
final class Faults {
  static final String HTML = "<html><body><h1>Words of a proxy</h1></body></html>";
  static final String JSON = "Content-Type: application/json";

  private Faults() {}

  static List<Fault> all() {
    List<Fault> faults = new ArrayList<>();
    connections(faults);
    requests(faults);
    answers(faults);
    AnswerFaults.addTo(faults);
    ImageFaults.addTo(faults);
    return faults;
  }

  private static void connections(List<Fault> faults) {
    faults.add(Fault.of("name", "unknown-host").host("no-such-host.invalid"));
    faults.add(Fault.of("name", "one-dead-address").host(Stand.TWO_ADDRESSES).usersClient());
    faults.add(Fault.of("connect", "refused").before(Stand::refuses).only(Times.ALWAYS));
    faults.add(Fault.of("connect", "hang").before(Stand::hangs).only(Times.ALWAYS));
    faults.add(Fault.of("connect", "fin-at-once").door((server, raw) -> Server.close(raw, false)));
    faults.add(Fault.of("connect", "rst-at-once").door((server, raw) -> Server.close(raw, true)));

    faults.add(Fault.of("tls", "untrusted").tls(Tls.UNTRUSTED).only(Times.ALWAYS));
    faults.add(Fault.of("tls", "other-host").tls(Tls.OTHER_HOST).only(Times.ALWAYS));
    faults.add(Fault.of("tls", "fin-in-handshake").door((server, raw) -> afterHello(raw, false)));
    faults.add(Fault.of("tls", "rst-in-handshake").door((server, raw) -> afterHello(raw, true)));
    faults.add(
        Fault.of("tls", "plaintext")
            .door(
                (server, raw) -> {
                  int ignored = raw.getInputStream().read(new byte[1024]);
                  raw.getOutputStream().write(ascii("HTTP/1.1 400 Bad Request\r\n\r\n"));
                  return Server.close(raw, false);
                }));
    faults.add(Fault.of("tls", "silent-handshake").door(Faults::sayNothing).only(Times.ALWAYS));
  }

  private static boolean afterHello(Socket raw, boolean isReset) throws IOException {
    int ignored = raw.getInputStream().read(new byte[1024]);
    return Server.close(raw, isReset);
  }

  private static boolean sayNothing(Server server, Socket raw) throws IOException {
    server.holding(() -> raw.getInputStream().transferTo(OutputStream.nullOutputStream()));
    return Server.close(raw, false);
  }

  private static void requests(List<Fault> faults) {
    faults.add(Fault.of("request", "fin-at-head", (exchange, stand) -> exchange.fin()));
    faults.add(Fault.of("request", "rst-at-head", (exchange, stand) -> exchange.rst()));
    faults.add(Fault.of("request", "fin-after-body", afterBody(Exchange::fin)));
    faults.add(Fault.of("request", "rst-after-body", afterBody(Exchange::rst)));
    faults.add(Fault.of("request", "idle-fin").idle((server, raw, peer) -> raw.close()).http1());
    faults.add(
        Fault.of("request", "idle-rst")
            .http1()
            .idle(
                (server, raw, peer) -> {
                  raw.setSoLinger(true, 0);
                  raw.close();
                }));
    faults.add(
        Fault.of("request", "idle-408-fin")
            .http1()
            .idle(
                (server, raw, peer) -> {
                  raw.getOutputStream()
                      .write(
                          ascii(
                              "HTTP/1.1 408 Bye\r\nConnection: close\r\nContent-Length: 0\r\n\r\n"));
                  raw.close();
                }));
    faults.add(
        Fault.of("request", "idle-goaway")
            .http2()
            .idle(
                (server, raw, peer) -> {
                  ((Http2) peer).goAway(true);
                  server.awaitPong((Http2) peer);
                }));
    faults.add(
        Fault.of(
                "request",
                "early-413",
                (exchange, stand) -> {
                  exchange.answer(413, HTML, "Content-Type: text/html", "Connection: close");
                  exchange.fin();
                })
            .in(SUBMIT)
            .http1());
    faults.add(
        Fault.of("request", "refused-stream", http2(stream -> stream.reset(Http2.REFUSED_STREAM)))
            .http2());
    faults.add(Fault.of("request", "goaway-0", http2(stream -> stream.goAway(false))).http2());
    faults.add(
        Fault.of("request", "stalled-window", (exchange, stand) -> exchange.hold())
            .in(SUBMIT)
            .http2()
            .before(stand -> stand.struck().window(16)));
  }

  private static void answers(List<Fault> faults) {
    faults.add(Fault.of("answer", "none", afterBody(Exchange::hold)));
    faults.add(
        Fault.of("answer", "silent-connection", afterBody(Exchange::fallSilent))
            .http2()
            .usersClient()
            .only(Times.ONCE)
            .before(stand -> stand.pings(100)));
    faults.add(Fault.of("answer", "100", interim(100)));
    faults.add(Fault.of("answer", "103", interim(103)));
    faults.add(Fault.of("answer", "103-103", interim(103, 103)));
    faults.add(
        Fault.of(
                "answer",
                "101",
                afterBody(
                    exchange -> {
                      exchange.head(101, List.of("Connection: Upgrade", "Upgrade: tea"));
                    }))
            .http1());
    faults.add(Fault.of("answer", "half-status-line", raw("HTTP/1.1 20")).http1());
    faults.add(Fault.of("answer", "half-head", raw("HTTP/1.1 200 OK\r\nContent-Le")).http1());
    faults.add(Fault.of("answer", "no-http", raw("SSH-2.0-OpenSSH_9.6\r\n\r\n")).http1());
    faults.add(
        Fault.of(
                "answer", "rst-internal-error", http2(stream -> stream.reset(Http2.INTERNAL_ERROR)))
            .http2());
    faults.add(
        Fault.of("answer", "rst-no-error", http2(stream -> stream.reset(Http2.NO_ERROR))).http2());
    faults.add(
        Fault.of(
                "answer",
                "goaway-this-fin",
                http2(
                    stream -> {
                      stream.goAway(true);
                      stream.fin();
                    }))
            .http2());
    faults.add(
        Fault.of(
                "answer",
                "refused-after-103",
                http2(
                    stream -> {
                      stream.head(103, List.of());
                      stream.reset(Http2.REFUSED_STREAM);
                    }))
            .http2());
  }

  /** What is done with a request whose body has been read. */
  interface Step {
    void take(Exchange exchange) throws IOException;
  }

  static Act afterBody(Step step) {
    return (exchange, stand) -> {
      exchange.readBody();
      step.take(exchange);
    };
  }

  static Act answer(int status, String body, String... headers) {
    return afterBody(exchange -> exchange.answer(status, body, headers));
  }

  private static Act interim(Integer... statuses) {
    return (exchange, stand) -> {
      exchange.readBody();
      for (int status : statuses) exchange.head(status, Collections.emptyList());
      stand.answerWell(exchange);
    };
  }

  private static Act raw(String text) {
    return afterBody(
        exchange -> {
          exchange.data(ascii(text));
          exchange.fin();
        });
  }

  /** A step of one HTTP/2 stream. */
  interface Frames {
    void send(Http2 stream) throws IOException;
  }

  static Act http2(Frames frames) {
    return afterBody(exchange -> frames.send((Http2) exchange));
  }

  static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
