package io.github.imagetask.testing.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * One TCP connection through the relay: bytes pass both ways as they come, an end of stream passes
 * as an end of stream, and the connection can be dropped at any byte.
 */
final class Line {
  /** Hears of the requests on the lines. */
  interface Watcher {
    Arrival arrived(Line line, Origin origin, String method, String target);
  }

  private static final int BUFFER = 16 * 1024;

  private final Origin origin;
  private final Socket client;
  private final Socket server = new Socket();
  private final Lines lines;
  private final Watcher watcher;
  private final Queue<Arrival> arrivals = new ConcurrentLinkedQueue<>();
  private final AtomicInteger flowing = new AtomicInteger(2);
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicLong allowance = new AtomicLong(Long.MAX_VALUE);

  Line(Origin origin, Socket client, Lines lines, Watcher watcher) {
    this.origin = origin;
    this.client = client;
    this.lines = lines;
    this.watcher = watcher;
    lines.opened(this);
  }

  /** Carries what the client sends until it ends; the other way runs on a thread of its own. */
  void run(InetSocketAddress upstream, Executor threads) {
    try {
      client.setTcpNoDelay(true);
      server.setTcpNoDelay(true);
      server.connect(upstream);
      lines.connected(this, server.getLocalPort());
      threads.execute(this::carryAnswers);
      carryRequests();
    } catch (IOException | RuntimeException e) { // the other end is gone, or we are closing
      close();
    }
  }

  private void carryRequests() throws IOException {
    RequestScanner scanner = new RequestScanner(this::requestLine);
    byte[] buffer = new byte[BUFFER];
    InputStream in = client.getInputStream();
    OutputStream out = server.getOutputStream();
    for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
      if (!scanner.feed(buffer, n)) {
        reset();
        return;
      }
      out.write(buffer, 0, n);
    }
    ended(server);
  }

  private boolean requestLine(String method, String target) {
    Arrival arrival = watcher.arrived(this, origin, method, target);
    arrivals.add(arrival);
    return arrival.fault == null || arrival.fault.kind != Fault.Kind.CUT_BEFORE_READ;
  }

  private void carryAnswers() {
    byte[] buffer = new byte[BUFFER];
    try {
      InputStream in = server.getInputStream();
      OutputStream out = client.getOutputStream();
      for (int n = in.read(buffer); n >= 0; n = in.read(buffer)) {
        long allowed = allowance.get();
        out.write(buffer, 0, (int) Math.min(n, allowed));
        if (n >= allowed) {
          close();
          return;
        }
        if (allowed != Long.MAX_VALUE) { // a newer allowance, of a next answer, stays
          allowance.compareAndSet(allowed, allowed - n);
        }
      }
      ended(client);
    } catch (IOException e) { // the same as above
      close();
    }
  }

  /** Passes an end of stream on; the second of the two ends the line. */
  private void ended(Socket to) throws IOException {
    if (flowing.decrementAndGet() == 0) {
      close();
    } else {
      to.shutdownOutput();
    }
  }

  /** The next request that arrived and wasn't taken, or null. */
  @Nullable Arrival nextArrival() {
    return arrivals.poll();
  }

  /** Drops the line once this many more bytes of answers have passed; MAX_VALUE: doesn't. */
  void closeAfter(long bytes) {
    if (bytes == 0) {
      close();
    } else {
      allowance.set(bytes);
    }
  }

  /** Waits; less if the line is closed meanwhile. */
  void pause(Duration duration) throws IOException {
    try {
      if (closed.await(duration.toNanos(), TimeUnit.NANOSECONDS)) {
        throw new IOException("the connection is closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IOException("the fake gateways are closed", e);
    }
  }

  /** Drops the line; the client reads an end of stream. */
  void close() {
    closed.countDown();
    lines.closed(this);
    closeQuietly(client);
    closeQuietly(server);
  }

  boolean isClosed() {
    return closed.getCount() == 0;
  }

  /** Drops the line; the client gets a TCP reset. */
  private void reset() throws IOException {
    client.setSoLinger(true, 0);
    close();
  }

  private static void closeQuietly(Socket socket) {
    try {
      socket.close();
    } catch (IOException ignored) {
      // closed all the same
    }
  }
}
