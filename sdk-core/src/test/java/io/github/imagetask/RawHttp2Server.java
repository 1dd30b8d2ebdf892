package io.github.imagetask;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import okhttp3.HttpUrl;

/**
 * An HTTP/2 server without TLS that counts header blocks and answers with hand-written frames. Each
 * request takes the next step once its body has been read; when none is left, its connection is
 * cut.
 */
final class RawHttp2Server implements AutoCloseable {
  static final int NO_ERROR = 0;
  static final int INTERNAL_ERROR = 2;
  static final int REFUSED_STREAM = 7;

  private static final int PREFACE_LENGTH = 24;
  private static final int DATA = 0;
  private static final int HEADERS = 1;
  private static final int RST_STREAM = 3;
  private static final int SETTINGS = 4;
  private static final int PING = 6;
  private static final int GOAWAY = 7;
  private static final int WINDOW_UPDATE = 8;
  private static final int INITIAL_WINDOW_SIZE = 4;
  private static final int ACK = 1;
  private static final int END_STREAM = 1;
  private static final int END_HEADERS = 4;

  private final ServerSocket socket = new ServerSocket(0, 50, RawServer.loopback(1));
  private final Queue<Step> steps = new ConcurrentLinkedQueue<>();
  private final Queue<Socket> sockets = new ConcurrentLinkedQueue<>();
  private final AtomicInteger streams = new AtomicInteger();
  private final CountDownLatch pong = new CountDownLatch(1);
  private final Set<Socket> silent = ConcurrentHashMap.newKeySet();
  private final CountDownLatch swallowed = new CountDownLatch(1);
  private final CountDownLatch closed = new CountDownLatch(1);
  private volatile boolean deaf;
  private volatile DataOutputStream last;

  RawHttp2Server() throws IOException {
    start(this::accept);
  }

  /** What to do with one request. */
  interface Step {
    void serve(Stream stream) throws IOException;
  }

  RawHttp2Server then(Step step) {
    steps.add(step);
    return this;
  }

  HttpUrl url() {
    return HttpUrl.get("http://127.0.0.1:" + socket.getLocalPort() + "/");
  }

  /** How many requests have arrived, refused ones too. */
  int streams() {
    return streams.get();
  }

  int connections() {
    return sockets.size();
  }

  /** Ends the newest connection, which is idle, and returns when the client has heard of it. */
  void goAway(int lastStream) throws IOException {
    frame(last, GOAWAY, 0, 0, ints(lastStream, NO_ERROR));
    frame(last, PING, 0, 0, ints(0, 1)); // frames are read in order
    try {
      if (!pong.await(10, TimeUnit.SECONDS)) throw new IOException("the client didn't hear it");
    } catch (InterruptedException e) {
      throw new IOException(e);
    }
  }

  /** From now on answers nothing on the connections that there are, as if they were dead. */
  void fallSilent() {
    silent.addAll(sockets);
  }

  /** From now on answers nothing, and reads nothing either once the next request has come. */
  void fallDeaf() {
    fallSilent();
    deaf = true;
  }

  /** Waits until a request has come over a silent connection. */
  void awaitSwallowed() throws InterruptedException {
    if (!swallowed.await(10, TimeUnit.SECONDS)) throw new AssertionError("no request came");
  }

  @Override
  public void close() throws IOException {
    socket.close();
    closed.countDown();
    for (Socket each : sockets) each.close();
  }

  private void accept() {
    try {
      while (true) {
        Socket accepted = socket.accept();
        sockets.add(accepted);
        start(() -> serve(accepted));
      }
    } catch (IOException closed) {
      // The test is over.
    }
  }

  private void serve(Socket accepted) {
    try {
      DataInputStream in = new DataInputStream(accepted.getInputStream());
      DataOutputStream out = new DataOutputStream(accepted.getOutputStream());
      in.readFully(new byte[PREFACE_LENGTH]);
      // Windows so wide that only the socket's own buffers hold an upload up.
      frame(out, SETTINGS, 0, 0, new byte[] {0, INITIAL_WINDOW_SIZE, 127, -1, -1, -1});
      frame(out, WINDOW_UPDATE, 0, 0, ints(Integer.MAX_VALUE - (1 << 16)));
      last = out;
      while (true) {
        int head = in.readInt(); // 24 bits of length, 8 of type
        int flags = in.readUnsignedByte();
        int stream = in.readInt();
        byte[] payload = new byte[head >>> 8];
        in.readFully(payload);
        int type = head & 0xff;
        if (silent.contains(accepted)) {
          if (type != HEADERS) continue; // a late acknowledgement, say
          swallowed.countDown();
          if (deaf) closed.await();
          continue;
        }
        if (type == SETTINGS && flags != ACK) frame(out, SETTINGS, ACK, 0, new byte[0]);
        if (type == PING) {
          if (flags == ACK) pong.countDown();
          else frame(out, PING, ACK, 0, payload);
        }
        if (type == HEADERS) streams.incrementAndGet();
        if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
          Step step = steps.poll();
          if (step == null) accepted.close();
          else step.serve(new Stream(accepted, out, stream));
        }
      }
    } catch (IOException | InterruptedException gone) {
      // By either side: what the test is about.
    }
  }

  private static void frame(DataOutputStream out, int type, int flags, int stream, byte[] payload)
      throws IOException {
    synchronized (out) {
      out.writeInt(payload.length << 8 | type);
      out.writeByte(flags);
      out.writeInt(stream);
      out.write(payload);
      out.flush();
    }
  }

  private static byte[] ints(int... values) {
    byte[] bytes = new byte[4 * values.length];
    for (int i = 0; i < bytes.length; i++) bytes[i] = (byte) (values[i / 4] >>> (24 - i % 4 * 8));
    return bytes;
  }

  private static void start(Runnable run) {
    Thread thread = new Thread(run, "raw-http2-server");
    thread.setDaemon(true);
    thread.start();
  }

  /** One request of a client, and how it can end. */
  static final class Stream {
    private final Socket socket;
    private final DataOutputStream out;
    private final int id;

    Stream(Socket socket, DataOutputStream out, int id) {
      this.socket = socket;
      this.out = out;
      this.id = id;
    }

    void answer(String body) throws IOException {
      answer(200, body);
    }

    void answer(int status, String body) throws IOException {
      headers(status);
      frame(out, DATA, END_STREAM, id, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Headers without anything behind them; below 200 the real ones are still to come. */
    void headers(int status) throws IOException {
      byte[] block = ("??" + status).getBytes(StandardCharsets.US_ASCII);
      block[0] = 0x08; // HPACK: the name of static entry 8, ":status", and a literal value
      block[1] = 3;
      frame(out, HEADERS, END_HEADERS, id, block);
    }

    void reset(int error) throws IOException {
      frame(out, RST_STREAM, 0, id, ints(error));
    }

    /** Says that this connection ends, and which was the last stream that was processed. */
    void goAway(int last) throws IOException {
      frame(out, GOAWAY, 0, 0, ints(last, NO_ERROR));
    }

    int id() {
      return id;
    }

    void fin() throws IOException {
      socket.close();
    }
  }
}
