package io.github.imagetask.testing.fake;

import java.util.Locale;

/**
 * Finds the request lines in what a client sends on one connection, so that a request is known
 * before the rest of it has come. Follows HTTP/1.1 framing (RFC 9112); whatever isn't HTTP/1.1 it
 * lets pass in silence. Used by one thread.
 */
final class RequestScanner {
  /** Hears of each request line. */
  interface Listener {
    /** Returns whether to go on: false drops the connection. */
    boolean requestLine(String method, String target);
  }

  private enum State {
    REQUEST_LINE,
    HEADERS,
    BODY,
    CHUNK_SIZE,
    CHUNK,
    TRAILERS,
    LOST
  }

  private static final int MAX_LINE = 64 * 1024;

  private final Listener listener;
  private final StringBuilder line = new StringBuilder();
  private State state = State.REQUEST_LINE;
  private boolean chunked;
  private long left;

  RequestScanner(Listener listener) {
    this.listener = listener;
  }

  /** Takes the next bytes; false if the listener wants the connection dropped. */
  boolean feed(byte[] bytes, int length) {
    int at = 0;
    while (at < length && state != State.LOST) {
      if (state == State.BODY || state == State.CHUNK) {
        int skipped = (int) Math.min(left, length - at);
        at += skipped;
        left -= skipped;
        if (left == 0) {
          state = state == State.BODY ? State.REQUEST_LINE : State.CHUNK_SIZE;
        }
      } else if (bytes[at++] != '\n') {
        line.append((char) (bytes[at - 1] & 0xff));
        if (line.length() > MAX_LINE) {
          state = State.LOST;
        }
      } else if (!endOfLine()) {
        return false;
      }
    }
    return true;
  }

  private boolean endOfLine() {
    int last = line.length() - 1;
    boolean carriageReturn = last >= 0 && line.charAt(last) == '\r';
    String text = line.substring(0, carriageReturn ? last : last + 1);
    line.setLength(0);
    switch (state) {
      case REQUEST_LINE:
        return text.isEmpty() || requestLine(text);
      case HEADERS:
        header(text);
        return true;
      case CHUNK_SIZE:
        chunkSize(text);
        return true;
      default: // trailers end with an empty line
        state = text.isEmpty() ? State.REQUEST_LINE : State.TRAILERS;
        return true;
    }
  }

  private boolean requestLine(String text) {
    String[] words = text.split(" ", -1);
    if (words.length != 3 || !words[2].startsWith("HTTP/1.")) {
      state = State.LOST;
      return true;
    }
    state = State.HEADERS;
    left = 0;
    chunked = false;
    return listener.requestLine(words[0], words[1]);
  }

  private void header(String text) {
    String lower = text.toLowerCase(Locale.ROOT).trim();
    if (lower.startsWith("content-length:")) {
      left = number(lower.substring("content-length:".length()), 10);
    } else if (lower.startsWith("transfer-encoding:") && lower.endsWith("chunked")) {
      chunked = true;
    } else if (text.isEmpty()) {
      State body = left > 0 ? State.BODY : State.REQUEST_LINE;
      state = chunked ? State.CHUNK_SIZE : body;
    }
  }

  private void chunkSize(String text) {
    if (text.isEmpty()) { // the line end after a chunk's data
      return;
    }
    left = number(text.split(";", -1)[0], 16);
    State next = left > 0 ? State.CHUNK : State.TRAILERS;
    state = state == State.LOST ? State.LOST : next;
  }

  private long number(String text, int radix) {
    try {
      return Long.parseLong(text.trim(), radix);
    } catch (NumberFormatException e) {
      state = State.LOST;
      return 0;
    }
  }
}
