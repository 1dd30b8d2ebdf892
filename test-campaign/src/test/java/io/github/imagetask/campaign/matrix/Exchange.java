package io.github.imagetask.campaign.matrix;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** One request at a {@link Server}, whose head has come and whose body has not been read. */
interface Exchange {
  /** Reads the request to its end. */
  void readBody() throws IOException;

  /** Sends the head of an answer with these headers and no others; below 200 an interim one. */
  void head(int status, List<String> headers) throws IOException;

  /** Sends bytes of an answer's body. */
  void data(byte[] bytes) throws IOException;

  /** Ends the answer where the protocol has a word for it. */
  void end() throws IOException;

  /** Closes the connection in order. */
  void fin() throws IOException;

  /** Closes the connection with a reset. */
  void rst() throws IOException;

  /** Says nothing more until the client has left; the time may go on meanwhile. */
  void hold() throws IOException;

  /** Says nothing more until the client has left; the time doesn't go on meanwhile. */
  void stall() throws IOException;

  /** Says nothing more, answers no ping, and doesn't let the time go on. */
  void fallSilent() throws IOException;

  /** Sends a whole answer. */
  default void answer(int status, byte[] body, String... headers) throws IOException {
    List<String> all = new ArrayList<>(List.of(headers));
    all.add("Content-Length: " + body.length);
    head(status, all);
    if (body.length > 0) data(body);
    end();
  }

  /** Sends a whole answer. */
  default void answer(int status, String body, String... headers) throws IOException {
    answer(status, body.getBytes(StandardCharsets.UTF_8), headers);
  }
}
