package io.github.imagetask.testing.fake;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;

/**
 * Posts callbacks, each once, to loopback addresses and nowhere else. By hand on a socket: {@code
 * HttpURLConnection} posts again what fails. Safe for use by many threads.
 */
final class Poster implements AutoCloseable {
  private static final int PATIENCE_MILLIS = 5_000;
  private static final int MAX_PORT = 65_535;
  private static final String LOOPBACK = "localhost|127(\\.[0-9]{1,3}){3}|\\[::1]";

  private final Executor threads;
  private final ScheduledThreadPoolExecutor timer;
  private final Set<Socket> open = ConcurrentHashMap.newKeySet();
  private volatile boolean closing;

  Poster(Executor threads, ThreadFactory daemons) {
    this.threads = threads;
    this.timer = new ScheduledThreadPoolExecutor(1, daemons);
  }

  /** Whether it posts to such an address: plain http, to this machine by a literal address. */
  static boolean reaches(String url) {
    try {
      URI uri = new URI(url);
      String host = String.valueOf(uri.getHost());
      boolean http = "http".equalsIgnoreCase(uri.getScheme());
      return http && host.matches(LOOPBACK) && uri.getPort() <= MAX_PORT;
    } catch (URISyntaxException e) {
      return false;
    }
  }

  /** Does it after this time, unless we are closed before. */
  void later(Duration delay, Runnable action) {
    try {
      long millis = Math.max(1, delay.toMillis() + 1);
      Future<?> unused = timer.schedule(action, millis, TimeUnit.MILLISECONDS);
    } catch (RejectedExecutionException ignored) {
      // closed
    }
  }

  /** Posts on a thread of its own; {@code answered} hears of an answer, whatever it says. */
  void post(String url, Reply body, Runnable answered) {
    try {
      threads.execute(() -> postNow(URI.create(url), body, answered));
    } catch (RejectedExecutionException ignored) {
      // closed
    }
  }

  private void postNow(URI url, Reply body, Runnable answered) {
    try (Socket socket = new Socket()) {
      open.add(socket);
      if (closing) {
        return;
      }
      int port = url.getPort() < 0 ? 80 : url.getPort();
      String host = url.getHost().replaceAll("[\\[\\]]", "");
      InetAddress address = InetAddress.getByName(host);
      if (!address.isLoopbackAddress()) {
        return;
      }
      socket.connect(new InetSocketAddress(address, port), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      OutputStream out = socket.getOutputStream();
      out.write(head(url, body));
      out.write(body.body);
      out.flush();
      InputStream in = socket.getInputStream();
      if (in.read() == 'H') {
        answered.run();
      }
      byte[] rest = new byte[1024];
      while (in.read(rest) >= 0) { // to its end, so that the receiver can write it
      }
    } catch (IOException ignored) {
      // nobody listens, or not for long enough: a callback is posted once
    } finally {
      open.removeIf(Socket::isClosed);
    }
  }

  private static byte[] head(URI url, Reply body) {
    String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
    String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
    String head =
        ("POST " + path + query + " HTTP/1.1\r\n")
            + ("Host: " + url.getRawAuthority() + "\r\n")
            + ("Content-Type: " + body.contentType + "\r\n")
            + ("Content-Length: " + body.body.length + "\r\n")
            + "Connection: close\r\n\r\n";
    return head.getBytes(StandardCharsets.UTF_8);
  }

  @Override
  public void close() {
    closing = true;
    timer.shutdownNow();
    for (Socket socket : open) {
      try {
        socket.close();
      } catch (IOException ignored) {
        // closed all the same
      }
    }
  }
}
