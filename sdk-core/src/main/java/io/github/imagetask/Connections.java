package io.github.imagetask;

import java.io.IOException;
import java.net.Socket;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import javax.annotation.concurrent.GuardedBy;
import okhttp3.Connection;
import okhttp3.Protocol;
import org.jspecify.annotations.Nullable;

/**
 * What a client knows of the connections that its calls go over: when each was used last, and which
 * are given up.
 *
 * <p>A middlebox that drops a connection tells neither side. What was sent over HTTP/1 is then lost
 * with its own connection; over HTTP/2 one dead connection would swallow all that follows, since
 * OkHttp offers it to every call. Its public API can't say "no more of these": closing the socket
 * would end the other streams, submits among them. So calls refuse to go over a connection that was
 * given up, and {@link Transport} sees to it that they aren't offered it again.
 */
final class Connections {
  /** NATs and load balancers forget what is idle for 60 s and more, as a rule. */
  static final long MAX_IDLE_SECONDS = 55;

  private static final long MAX_IDLE_NANOS = TimeUnit.SECONDS.toNanos(MAX_IDLE_SECONDS);

  /** A call that is cancelled ends within milliseconds, unless it is stuck. */
  private static final long STUCK_NANOS = TimeUnit.SECONDS.toNanos(5);

  /** How often a query is sent when its streams are refused; OkHttp itself knows no bound. */
  private static final int MAX_STREAMS = 3;

  private final Timer timer;
  private final Executor executor;
  private final Runnable onGivenUp;
  private final Object lock = new Object();

  @GuardedBy("lock")
  private final Map<Connection, Use> uses = new WeakHashMap<>();

  /**
   * @param executor for what may block
   * @param onGivenUp called when a connection that other calls may be offered is given up
   */
  Connections(Timer timer, Executor executor, Runnable onGivenUp) {
    this.timer = timer;
    this.executor = executor;
    this.onGivenUp = onGivenUp;
  }

  /** A submit's or a query's way: the connection that it went over. */
  static final class Way {
    private volatile @Nullable Connection connection;
    private volatile boolean ended;
    private final @Nullable FewConnections few;
    private int refusals; // of one request after the other

    /**
     * @param few what bounds the connections of these calls, or null
     */
    Way(@Nullable FewConnections few) {
      this.few = few;
    }

    @Nullable FewConnections few() {
      return few;
    }

    /** Counts streams that the server refused; whether it may be tried again at once. */
    boolean bearsRefusal() {
      return ++refusals < MAX_STREAMS;
    }

    /** The call is over. */
    void end() {
      ended = true;
      if (few != null) few.ended();
    }
  }

  /** Whether it has carried a request of ours before; from now on it has. */
  boolean isReused(Connection connection) {
    synchronized (lock) {
      Use use = uses.get(connection);
      if (use == null) uses.put(connection, new Use(timer.now()));
      return use != null;
    }
  }

  /** Why a call must not go over it, or null if it may and does. */
  @Nullable String enter(Connection connection, Way way) {
    synchronized (lock) {
      Use use = uses.get(connection);
      if (use != null && use.givenUp) return "a call over the pooled connection had timed out";
      // HTTP/2 has pings, and what shares a connection isn't idle.
      if (use != null && isHttp1(connection) && timer.now() - use.last > MAX_IDLE_NANOS) {
        return "the pooled connection was idle for too long";
      }
    }
    way.connection = connection;
    FewConnections few = way.few;
    if (few != null && !isHttp1(connection)) few.lift();
    return null;
  }

  /** It has just brought an answer, or failed. */
  void used(Connection connection) {
    synchronized (lock) {
      Use use = uses.get(connection);
      if (use != null) use.last = timer.now();
    }
  }

  /** A call that went this way timed out: no call of ours goes over its connection any more. */
  void giveUp(Way way) {
    Connection connection = way.connection;
    // Over HTTP/1 a call that times out is cancelled, and its connection with it.
    if (connection == null || isHttp1(connection)) return;
    if (!way.ended) {
      timer.schedule(
          STUCK_NANOS,
          () -> {
            if (!way.ended) executor.execute(() -> cut(connection));
          });
    }
    synchronized (lock) {
      Use use = uses.computeIfAbsent(connection, unused -> new Use(timer.now()));
      if (use.givenUp) return;
      use.givenUp = true;
    }
    onGivenUp.run();
  }

  /**
   * Ends a connection on which a call didn't end when it was cancelled: it waits for its turn to
   * write, and whoever has it writes to nobody. TCP would bear that for a quarter of an hour, with
   * a thread and a place in the dispatcher for each such call.
   */
  private static void cut(Connection connection) {
    Socket socket = connection.socket();
    try {
      socket.setSoLinger(true, 0); // else TLS would wait for its turn, too
      socket.close();
    } catch (IOException closed) {
      // By somebody else.
    }
  }

  static boolean isHttp1(Connection connection) {
    Protocol protocol = connection.protocol();
    return protocol != Protocol.HTTP_2 && protocol != Protocol.H2_PRIOR_KNOWLEDGE;
  }

  private static final class Use {
    long last;
    boolean givenUp;

    Use(long last) {
      this.last = last;
    }
  }
}
