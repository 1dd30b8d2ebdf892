package io.github.imagetask.campaign.time;

import io.github.imagetask.campaign.Daemon;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * What stands between a client and a gateway, and forgets connections without a word, as a NAT
 * does: what is sent over one of these reaches nobody, and it is never closed.
 */
final class SwallowingRelay implements AutoCloseable {
  private final ServerSocket socket;
  private final int upstream;
  private final Set<Line> lines = ConcurrentHashMap.newKeySet();
  private final AtomicInteger swallowed = new AtomicInteger();

  SwallowingRelay(int upstream) throws IOException {
    this.upstream = upstream;
    this.socket = new ServerSocket(0, 1_024, InetAddress.getLoopbackAddress());
    daemon(
        () -> {
          while (true) {
            Line line = new Line(socket.accept());
            lines.add(line);
          }
        });
  }

  int port() {
    return socket.getLocalPort();
  }

  /** Forgets the connections that there are; those that come are fine. Returns how many. */
  int forget() {
    for (Line line : lines) line.forgotten = true;
    return lines.size();
  }

  /** How often something was sent that reached nobody. */
  int swallowed() {
    return swallowed.get();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Line line : lines) line.close();
  }

  private static void daemon(Daemon daemon) {
    Daemon.start("swallowing-relay", daemon);
  }

  private final class Line {
    private final Socket client;
    private final Socket server;
    private volatile boolean forgotten;

    Line(Socket client) throws IOException {
      this.client = client;
      this.server = new Socket(InetAddress.getLoopbackAddress(), upstream);
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      daemon(() -> pump(client, server));
      daemon(() -> pump(server, client));
    }

    private void pump(Socket from, Socket to) throws IOException {
      try {
        InputStream in = from.getInputStream();
        OutputStream out = to.getOutputStream();
        byte[] buffer = new byte[8_192];
        for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
          if (forgotten) {
            if (from == client) swallowed.incrementAndGet();
          } else {
            out.write(buffer, 0, n);
          }
        }
      } finally {
        if (!forgotten) close();
      }
    }

    void close() throws IOException {
      lines.remove(this);
      client.close();
      server.close();
    }
  }
}
