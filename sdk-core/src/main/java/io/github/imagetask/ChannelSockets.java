package io.github.imagetask;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import javax.net.SocketFactory;
import org.jspecify.annotations.Nullable;

/**
 * Plain sockets that have a channel, so that one can look at a connection without waiting: {@link
 * Socket} itself has no read that comes back at once.
 */
final class ChannelSockets extends SocketFactory {
  /**
   * The first JDK that is tested with them. Before 13 a socket with a channel wrote nothing while
   * it read, which stops HTTP/2; Android, which says 0.9, has kept that for long.
   */
  private static final double FIRST = 17;

  private ChannelSockets() {}

  /** Returns the factory in the place of the system's own; one of the user's is left. */
  static SocketFactory or(SocketFactory users) {
    boolean isOwn = users.getClass() == SocketFactory.getDefault().getClass();
    return isOwn && Threads.javaVersion() >= FIRST ? new ChannelSockets() : users;
  }

  /** Whether a connection that should be silent is: no end, no byte, no error. */
  static boolean isSilent(SocketChannel channel) {
    try {
      channel.configureBlocking(false);
      try {
        return channel.read(ByteBuffer.allocate(1)) == 0; // else it is of no use any more
      } finally {
        channel.configureBlocking(true);
      }
    } catch (IOException e) {
      return false;
    }
  }

  @Override
  public Socket createSocket() throws IOException {
    return SocketChannel.open().socket();
  }

  @Override
  public Socket createSocket(String host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
  }

  @Override
  public Socket createSocket(InetAddress host, int port) throws IOException {
    return connected(new InetSocketAddress(host, port), null);
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
      throws IOException {
    return connected(new InetSocketAddress(host, port), new InetSocketAddress(local, localPort));
  }

  private Socket connected(InetSocketAddress remote, @Nullable InetSocketAddress local)
      throws IOException {
    Socket socket = createSocket();
    try {
      if (local != null) socket.bind(local);
      socket.connect(remote);
      return socket;
    } catch (IOException e) {
      socket.close();
      throw e;
    }
  }
}
