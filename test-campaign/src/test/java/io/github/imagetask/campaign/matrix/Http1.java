package io.github.imagetask.campaign.matrix;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** One HTTP/1.1 connection at a {@link Server}, written by hand. */
final class Http1 implements Exchange, Server.Connection {
  private final Server server;
  private final Socket raw;
  private final InputStream in;
  private final OutputStream out;
  private String head = "";
  private boolean isRead;

  Http1(Server server, Socket raw, Socket socket) throws IOException {
    this.server = server;
    this.raw = raw;
    this.in = new BufferedInputStream(socket.getInputStream());
    this.out = socket.getOutputStream();
  }

  @Override
  public void serve() throws IOException {
    while (readHead()) {
      isRead = false;
      server.onRequest(head, this);
      readBody(); // else the next head would be a body
    }
  }

  private boolean readHead() throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    int matched = 0;
    while (matched < 4) {
      int next = in.read();
      if (next < 0) return false;
      bytes.write(next);
      matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
    }
    head = bytes.toString(StandardCharsets.UTF_8);
    return true;
  }

  @Override
  public void readBody() throws IOException {
    if (isRead) return;
    isRead = true;
    int length = 0;
    for (String line : head.split("\r\n", -1)) {
      if (line.toLowerCase(Locale.ROOT).startsWith("content-length: ")) {
        length = Integer.parseInt(line.substring("content-length: ".length()));
      }
    }
    if (in.readNBytes(length).length < length) throw new EOFException();
  }

  @Override
  public void head(int status, List<String> headers) throws IOException {
    StringBuilder text = new StringBuilder("HTTP/1.1 " + status + " Words\r\n");
    for (String header : headers) text.append(header).append("\r\n");
    data(text.append("\r\n").toString().getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public void data(byte[] bytes) throws IOException {
    out.write(bytes);
    out.flush();
  }

  @Override
  public void end() {}

  @Override
  public void fin() throws IOException {
    raw.shutdownOutput(); // goes out at once, whoever still reads
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
    server.holding(() -> in.transferTo(OutputStream.nullOutputStream()));
    throw new EOFException("the client has left");
  }

  @Override
  public void fallSilent() throws IOException {
    stall();
  }

  @Override
  public void stall() throws IOException {
    long ignored = in.transferTo(OutputStream.nullOutputStream());
    throw new EOFException("the client has left");
  }
}
