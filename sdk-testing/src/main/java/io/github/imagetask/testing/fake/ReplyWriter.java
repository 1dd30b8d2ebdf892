package io.github.imagetask.testing.fake;

import com.sun.net.httpserver.HttpExchange;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Puts an answer on the wire, in order or as a fault wants it. */
final class ReplyWriter {
  private static final int PIECES = 10;
  private static final int MISSING_BYTES = 1000;
  private static final int NO_BODY = -1;
  private static final int CHUNKED = 0;
  private static final int BLOCK = 16 * 1024;

  /** A JSON answer longer than this has an image inside; its first so many bytes lead into it. */
  private static final int INLINE = 8 * 1024;

  private static final int HEAD = 1024;

  private final HttpExchange exchange;
  private final Line line;

  ReplyWriter(HttpExchange exchange, Line line) {
    this.exchange = exchange;
    this.line = line;
  }

  void write(Reply reply, @Nullable Fault fault) throws IOException {
    line.closeAfter(Long.MAX_VALUE);
    switch (fault == null ? Fault.Kind.ANSWER : fault.kind) {
      case CUT_AFTER_READ:
        line.close();
        return;
      case CUT_AT_BYTE:
        line.closeAfter(fault == null ? 0 : fault.bytes);
        whole(reply);
        return;
      case SLOW_HEADERS:
        pause(fault);
        whole(reply);
        return;
      case SLOW_BODY:
        slowly(reply, fault);
        return;
      case ENDLESS_BODY:
        endlessly(reply);
        return;
      case WRONG_LENGTH:
        head(reply, reply.body.length + MISSING_BYTES);
        exchange.getResponseBody().write(reply.body);
        exchange.getResponseBody().flush();
        return; // closing the exchange before its end closes the connection
      case TRUNCATED:
        whole(reply.body(Arrays.copyOf(reply.body, reply.body.length / 2)));
        return;
      case EMPTY_BODY:
        whole(reply.body(new byte[0]));
        return;
      default:
        whole(reply);
    }
  }

  private void whole(Reply reply) throws IOException {
    head(reply, reply.body.length == 0 ? NO_BODY : reply.body.length);
    if (reply.body.length > 0 && !exchange.getRequestMethod().equals("HEAD")) {
      exchange.getResponseBody().write(reply.body);
      exchange.getResponseBody().close();
    }
  }

  private void slowly(Reply reply, @Nullable Fault fault) throws IOException {
    head(reply, reply.body.length);
    OutputStream out = exchange.getResponseBody();
    out.flush(); // newer JDKs keep the headers until there is a body
    for (int piece = 0; piece < PIECES; piece++) {
      pause(fault);
      int from = (int) ((long) reply.body.length * piece / PIECES);
      int to = (int) ((long) reply.body.length * (piece + 1) / PIECES);
      out.write(reply.body, from, to - from);
      out.flush();
    }
    out.close();
  }

  private void endlessly(Reply reply) throws IOException {
    byte[] start = reply.body;
    byte[] block = new byte[BLOCK];
    if (!reply.isImage() && reply.body.length > INLINE) {
      start = Arrays.copyOf(reply.body, HEAD);
      Arrays.fill(block, (byte) 'x');
    } else if (!reply.isImage()) {
      start = "{\"padding\":\"".getBytes(StandardCharsets.UTF_8);
      Arrays.fill(block, (byte) 'x');
    }
    head(reply, CHUNKED);
    OutputStream out = exchange.getResponseBody();
    out.write(start);
    while (!line.isClosed()) {
      out.write(block);
    }
  }

  private void pause(@Nullable Fault fault) throws IOException {
    if (fault != null) {
      line.pause(fault.pause);
    }
  }

  /** Sends status and headers; the length is the body's, or {@code NO_BODY} or {@code CHUNKED}. */
  private void head(Reply reply, long length) throws IOException {
    reply.headers.forEach(exchange.getResponseHeaders()::set);
    if (reply.contentType != null) {
      exchange.getResponseHeaders().set("Content-Type", reply.contentType);
    }
    exchange.sendResponseHeaders(reply.status, length);
  }
}
