package io.github.imagetask.testing.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/** The port of one origin: accepts connections and hands each to a {@link Line}. */
final class Relay implements AutoCloseable {
  private static final int BACKLOG = 1024;

  private final Origin origin;
  private final ServerSocket socket = new ServerSocket();
  private final InetSocketAddress upstream;
  private final Executor threads;
  private final Lines lines;
  private final Line.Watcher watcher;
  private final AtomicInteger accepted = new AtomicInteger();

  Relay(
      Origin origin,
      int port,
      InetSocketAddress upstream,
      Executor threads,
      Lines lines,
      Line.Watcher watcher)
      throws IOException {
    this.origin = origin;
    this.upstream = upstream;
    this.threads = threads;
    this.lines = lines;
    this.watcher = watcher;
    try {
      socket.setReuseAddress(true);
      socket.bind(loopback(port), BACKLOG);
    } catch (IOException e) {
      socket.close();
      throw new IOException("can't listen on 127.0.0.1:" + port + ": " + e.getMessage(), e);
    }
  }

  /** The IPv4 loopback address, whatever the JVM prefers. */
  static InetSocketAddress loopback(int port) throws IOException {
    return new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), port);
  }

  void start() {
    threads.execute(this::acceptAll);
  }

  private void acceptAll() {
    while (!socket.isClosed()) {
      try {
        accept(socket.accept());
      } catch (IOException ignored) {
        // closed, which ends the loop, or a client that left early, which doesn't
      }
    }
  }

  private void accept(Socket client) {
    accepted.incrementAndGet();
    Line line = new Line(origin, client, lines, watcher);
    try {
      threads.execute(() -> line.run(upstream, threads));
    } catch (RejectedExecutionException e) { // we are closing
      line.close();
    }
  }

  String url() {
    return "http://127.0.0.1:" + socket.getLocalPort();
  }

  int accepted() {
    return accepted.get();
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
