package io.github.imagetask;

import io.github.imagetask.RawServer.Peer;
import io.github.imagetask.RawServer.Step;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;

/** The ways in which a connection ends before there is an answer. */
final class Cuts {
  private Cuts() {}

  /** On a connection that lies idle in the client's pool. */
  static Stream<Named<Step>> ofAnIdleConnection() {
    return Stream.of(
        Named.of("FIN", Peer::fin),
        Named.of("RST", Peer::rst),
        Named.of(
            "408 and FIN, as HAProxy says goodbye",
            peer -> {
              peer.answer("408 Request Timeout", "", "Connection: close");
              peer.fin();
            }));
  }

  /** After a request. */
  static Stream<Named<Step>> ofARequest() {
    return Stream.of(
        Named.of("FIN after the head", Peer::fin),
        Named.of("RST after the head", Peer::rst),
        Named.of("FIN after the body", afterBody(Peer::fin)),
        Named.of("RST after the body", afterBody(Peer::rst)),
        Named.of("half a status line", writes("HTTP/1.1 20")),
        Named.of("half a head", writes("HTTP/1.1 200 OK\r\nContent-Le")),
        Named.of("no HTTP", writes("SSH-2.0-OpenSSH_9.6\r\n\r\n")));
  }

  static Step afterBody(Step step) {
    return peer -> {
      peer.readBody();
      step.serve(peer);
    };
  }

  static Step writes(String text) {
    return afterBody(
        peer -> {
          peer.write(text);
          peer.fin();
        });
  }
}
