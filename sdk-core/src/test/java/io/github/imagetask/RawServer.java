package io.github.imagetask;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;

/**
 * An HTTP/1.1 server that counts request heads and does what no well-behaved server does. Each
 * request takes the next step; when none is left, its connection is cut.
 */
final class RawServer implements AutoCloseable {
  static final String DONE = "{\"id\":\"t1\",\"status\":\"done\",\"images\":[\"http://x.test/1\"]}";

  private final ServerSocket socket;
  private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
  private final Queue<Peer> peers = new ConcurrentLinkedQueue<>();
  private final AtomicInteger posts = new AtomicInteger();

  RawServer() throws IOException {
    this(1, 0);
  }

  /** Listens at 127.0.0.{@code last}. */
  RawServer(int last, int port) throws IOException {
    socket = new ServerSocket(port, 50, loopback(last));
    thread("raw-server", this::accept).start();
  }

  /** What to do with one request, whose head has been read and whose body has not. */
  interface Step {
    void serve(Peer peer) throws IOException;
  }

  /** The address 127.0.0.{@code last}; all of 127/8 is this machine. */
  static InetAddress loopback(int last) {
    try {
      return InetAddress.getByAddress(new byte[] {127, 0, 0, (byte) last});
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }

  /** AnswerInterpreter with a finished task, and keeps the connection. */
  static void done(Peer peer) throws IOException {
    peer.readBody();
    peer.answer("200 OK", DONE);
  }

  RawServer then(Step step) {
    steps.add(step);
    return this;
  }

  int port() {
    return socket.getLocalPort();
  }

  HttpUrl url() {
    return url("127.0.0.1");
  }

  HttpUrl url(String host) {
    return HttpUrl.get("http://" + host + ":" + port() + "/");
  }

  /** How many heads of a POST have arrived. */
  int posts() {
    return posts.get();
  }

  /** The connections so far, the dead ones too. */
  Queue<Peer> peers() {
    return peers;
  }

  /** Connections that come from now on are refused; those that there are go on. */
  void acceptNoMore() throws IOException {
    socket.close();
  }

  @Override
  public void close() throws IOException {
    socket.close();
    for (Peer peer : peers) peer.fin();
  }

  private void accept() {
    try {
      while (true) {
        Peer peer = new Peer(socket.accept());
        peer.server = thread("raw-server-peer", () -> serve(peer));
        peers.add(peer);
        peer.server.start();
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Peer peer) {
    try {
      while (peer.readHead()) {
        if (peer.head.startsWith("POST ")) posts.incrementAndGet();
        Step step = steps.poll();
        if (step == null) {
          peer.rst();
        } else {
          step.serve(peer);
        }
      }
    } catch (IOException gone) {
      // By either side: what the test is about.
    }
  }

  private static Thread thread(String name, Runnable run) {
    Thread thread = new Thread(run, name);
    thread.setDaemon(true);
    return thread;
  }

  /** One connection of a client. */
  static final class Peer {
    private final Socket socket;
    private final InputStream in;
    private Thread server;
    private volatile String head = "";

    Peer(Socket socket) throws IOException {
      this.socket = socket;
      this.in = new BufferedInputStream(socket.getInputStream());
      socket.setTcpNoDelay(true);
    }

    /** The last request's head. */
    String head() {
      return head;
    }

    /** A header of the last request. */
    String header(String name) {
      for (String line : head.split("\r\n", -1)) {
        if (line.toLowerCase(Locale.ROOT).startsWith(name.toLowerCase(Locale.ROOT) + ": ")) {
          return line.substring(name.length() + 2);
        }
      }
      throw new AssertionError("no " + name + " in " + head);
    }

    void readBody() throws IOException {
      int length = Integer.parseInt(header("Content-Length"));
      if (in.readNBytes(length).length < length) throw new EOFException();
    }

    /** Returns when the client has closed the connection. */
    void readToEnd() throws IOException {
      long ignored = in.transferTo(OutputStream.nullOutputStream());
    }

    void answer(String status, String body, String... headers) throws IOException {
      StringBuilder out = new StringBuilder("HTTP/1.1 " + status + "\r\n");
      for (String header : headers) out.append(header).append("\r\n");
      write(out + "Content-Length: " + body.length() + "\r\n\r\n" + body);
    }

    void write(String text) throws IOException {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      socket.getOutputStream().flush();
    }

    void fin() throws IOException {
      close();
    }

    void rst() throws IOException {
      socket.setSoLinger(true, 0);
      close();
    }

    /** Returns when it has gone out: the kernel waits with it while a thread still reads. */
    private void close() throws IOException {
      socket.close();
      if (Thread.currentThread() == server) return;
      try {
        server.join(TimeUnit.SECONDS.toMillis(10));
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    private boolean readHead() throws IOException {
      ByteArrayOutputStream out = new ByteArrayOutputStream();
      while (true) {
        int next = in.read();
        if (next < 0) return false;
        out.write(next);
        head = out.toString(StandardCharsets.UTF_8);
        if (head.endsWith("\r\n\r\n")) return true;
      }
    }
  }
}
