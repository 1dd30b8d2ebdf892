package io.github.imagetask.campaign.matrix;

import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A server of one cell that counts requests and does what its script says. */
final class Server implements AutoCloseable {
  static final InetAddress LOOPBACK = InetAddress.getLoopbackAddress();

  private final Time time;
  private final boolean isHttp2;
  private final Tls tls;
  private final ServerSocket socket;
  private final Queue<Peer> peers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger requests = new AtomicInteger();
  private volatile Script script = exchange -> {};
  private volatile Door door = (server, raw) -> true;
  private volatile int window = 1 << 24;
  private volatile boolean sawKey;
  private volatile CountDownLatch pong = new CountDownLatch(1);

  /** What to do with a request. */
  interface Script {
    void serve(Exchange exchange) throws IOException;
  }

  /** What to do with a connection that has just come; false if that was all. */
  interface Door {
    boolean open(Server server, Socket raw) throws IOException;
  }

  /** One connection in one of the two protocols. */
  interface Connection {
    void serve() throws IOException;
  }

  /** Something that lasts until the client leaves. */
  interface Holding {
    void untilTheClientLeaves() throws IOException;
  }

  private static final class Peer {
    final Socket raw;
    final CountDownLatch over = new CountDownLatch(1);
    volatile Connection connection;

    Peer(Socket raw) {
      this.raw = raw;
    }
  }

  Server(Time time, boolean isHttp2, Tls tls) throws IOException {
    this.time = time;
    this.isHttp2 = isHttp2;
    this.tls = tls;
    this.socket = new ServerSocket(0, 50, LOOPBACK);
    Time.start(this::accept);
  }

  Server script(Script script) {
    this.script = script;
    return this;
  }

  Server door(Door door) {
    this.door = door;
    return this;
  }

  /** How much of a body is let in per stream before the server must allow more; HTTP/2 only. */
  void window(int bytes) {
    window = bytes;
  }

  int window() {
    return window;
  }

  String url(String host) {
    return (tls == null ? "http://" : "https://") + host + ":" + socket.getLocalPort();
  }

  String url() {
    return url("127.0.0.1");
  }

  /** How many requests have come, counted by their heads. */
  int requests() {
    return requests.get();
  }

  /** Whether any request brought credentials in its head. */
  boolean sawKey() {
    return sawKey;
  }

  void forget() {
    requests.set(0);
    sawKey = false;
  }

  /** Does something to the newest connection, which is idle. */
  void toIdle(Idle idle) throws IOException {
    Peer last = null;
    for (Peer each : peers) last = each;
    if (last == null) throw new IOException("no connection");
    idle.end(this, last.raw, last.connection);
    if (!last.raw.isClosed()) return;
    await(last.over); // the kernel waits with a reset while a thread still reads
  }

  /** Ends an idle connection. */
  interface Idle {
    void end(Server server, Socket raw, Connection connection) throws IOException;
  }

  /** Waits until the client has read all that was sent to it; HTTP/2 only. */
  void awaitPong(Http2 connection) throws IOException {
    pong = new CountDownLatch(1);
    connection.ping();
    await(pong);
  }

  void ponged(boolean isAnswer) {
    if (isAnswer) pong.countDown();
  }

  private static void await(CountDownLatch latch) throws IOException {
    try {
      if (!latch.await(10, TimeUnit.SECONDS)) throw new IOException("nothing came");
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  void onRequest(String head, Exchange exchange) throws IOException {
    requests.incrementAndGet();
    if (head.contains(Entry.KEY)) sawKey = true;
    script.serve(exchange);
  }

  /** Lets the time go on until the client leaves. */
  void holding(Holding holding) throws IOException {
    time.hold(true);
    try {
      holding.untilTheClientLeaves();
    } finally {
      time.hold(false);
    }
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Peer each : peers) {
      try {
        each.raw.setSoLinger(true, 0);
      } catch (IOException closed) {
        continue;
      }
      each.raw.close();
    }
  }

  private void accept() {
    try {
      while (true) {
        Peer peer = new Peer(socket.accept());
        peers.add(peer);
        Time.start(() -> serve(peer));
      }
    } catch (IOException closed) {
      // The cell is over.
    }
  }

  private void serve(Peer peer) {
    try {
      peer.raw.setTcpNoDelay(true);
      if (!door.open(this, peer.raw)) return;
      Socket plain = tls == null ? peer.raw : tls.wrap(peer.raw, isHttp2);
      peer.connection =
          isHttp2 ? new Http2(this, peer.raw, plain) : new Http1(this, peer.raw, plain);
      peer.connection.serve();
    } catch (IOException | UncheckedIOException gone) {
      drain(peer.raw);
    } finally {
      peer.over.countDown();
    }
  }

  /** Closing with bytes unread would reset the connection, and lose what was said last. */
  private static void drain(Socket raw) {
    try {
      raw.getInputStream().transferTo(OutputStream.nullOutputStream());
      raw.close();
    } catch (IOException gone) {
      // Good.
    }
  }

  /** Ends a connection in a {@link Door}, by FIN or by RST. */
  static boolean close(Socket raw, boolean isReset) throws IOException {
    if (isReset) raw.setSoLinger(true, 0);
    if (isReset) raw.close();
    else raw.shutdownOutput();
    throw new EOFException("closed");
  }
}
