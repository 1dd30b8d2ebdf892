package io.github.imagetask.campaign.matrix;

import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** One HTTP/2 connection at a {@link Server}, with frames by hand; one stream at a time. */
final class Http2 implements Exchange, Server.Connection {
  static final int NO_ERROR = 0;
  static final int INTERNAL_ERROR = 2;
  static final int REFUSED_STREAM = 7;

  private static final int PREFACE_LENGTH = 24;
  private static final int LARGEST_FRAME = 16_384;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;

  private final Server server;
  private final Socket raw;
  private final DataInputStream in;
  private final DataOutputStream out;
  private int stream; // the newest
  private boolean isRead; // its request, to the end
  private boolean isReset; // by the client
  private boolean isSilent;

  Http2(Server server, Socket raw, Socket socket) throws IOException {
    this.server = server;
    this.raw = raw;
    this.in = new DataInputStream(socket.getInputStream());
    this.out = new DataOutputStream(socket.getOutputStream());
  }

  @Override
  public void serve() throws IOException {
    in.readFully(new byte[PREFACE_LENGTH]);
    byte[] window = ints(server.window());
    frame(
        SETTINGS,
        0,
        0,
        new byte[] {0, INITIAL_WINDOW_SIZE, window[0], window[1], window[2], window[3]});
    while (true) {
      int before = stream;
      while (stream == before) pump();
      int served = stream;
      server.onRequest("", this);
      while (!isRead && !isReset && stream == served) pump();
    }
  }

  /** Reads one frame and does what every server does with it. */
  private void pump() throws IOException {
    int head = in.readInt(); // 24 bits of length, 8 of type
    int flags = in.readUnsignedByte();
    int id = in.readInt();
    byte[] payload = new byte[head >>> 8];
    in.readFully(payload);
    if (isSilent) return;
    switch (head & 0xff) {
      case SETTINGS -> {
        if (flags != ACK) frame(SETTINGS, ACK, 0, new byte[0]);
      }
      case PING -> {
        if (flags != ACK) frame(PING, ACK, 0, payload);
        server.ponged(flags == ACK);
      }
      case HEADERS -> {
        stream = id;
        isRead = (flags & END_STREAM) != 0;
        isReset = false;
      }
      case DATA -> isRead |= id == stream && (flags & END_STREAM) != 0;
      case RST_STREAM -> isReset |= id == stream;
      default -> {}
    }
  }

  @Override
  public void readBody() throws IOException {
    while (!isRead && !isReset) pump();
  }

  @Override
  public void head(int status, List<String> headers) throws IOException {
    ByteArrayOutputStream block = new ByteArrayOutputStream();
    block.write(0x08); // HPACK: the name of static entry 8, ":status", and a literal value
    text(block, String.valueOf(status));
    for (String header : headers) {
      int colon = header.indexOf(": ");
      String name = header.substring(0, colon).toLowerCase(Locale.ROOT);
      if (name.equals("connection") || name.equals("transfer-encoding")) continue;
      block.write(0x00); // a literal name
      text(block, name);
      text(block, header.substring(colon + 2));
    }
    frame(HEADERS, END_HEADERS, stream, block.toByteArray());
  }

  private static void text(ByteArrayOutputStream block, String text) throws IOException {
    if (text.length() > 126) throw new IOException("too long for one byte of length");
    block.write(text.length());
    block.write(text.getBytes(StandardCharsets.US_ASCII));
  }

  @Override
  public void data(byte[] bytes) throws IOException {
    for (int from = 0; from < bytes.length; from += LARGEST_FRAME) {
      int to = Math.min(bytes.length, from + LARGEST_FRAME);
      frame(DATA, 0, stream, Arrays.copyOfRange(bytes, from, to));
    }
  }

  @Override
  public void end() throws IOException {
    frame(DATA, END_STREAM, stream, new byte[0]);
  }

  @Override
  public void fin() throws IOException {
    raw.shutdownOutput();
    throw new EOFException("closed");
  }

  @Override
  public void rst() throws IOException {
    raw.setSoLinger(true, 0);
    raw.close();
    throw new EOFException("reset");
  }

  @Override
  public void hold() throws IOException {
    server.holding(this::stall);
  }

  @Override
  public void stall() throws IOException {
    while (!isReset) pump();
  }

  @Override
  public void fallSilent() throws IOException {
    isSilent = true;
    while (true) pump();
  }

  /** Ends the newest stream. */
  void reset(int error) throws IOException {
    frame(RST_STREAM, 0, stream, ints(error));
  }

  /** Says that this connection ends, and whether the newest stream was still processed. */
  void goAway(boolean processed) throws IOException {
    byte[] last = ints(processed ? stream : 0);
    byte[] payload = Arrays.copyOf(last, 8);
    frame(GOAWAY, 0, 0, payload);
  }

  /** Asks for a sign that all frames so far have been read. */
  void ping() throws IOException {
    frame(PING, 0, 0, new byte[8]);
  }

  private synchronized void frame(int type, int flags, int id, byte[] payload) throws IOException {
    out.writeInt(payload.length << 8 | type);
    out.writeByte(flags);
    out.writeInt(id);
    out.write(payload);
    out.flush();
  }

  private static byte[] ints(int value) {
    return new byte[] {
      (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
    };
  }
}
