package io.github.imagetask;

import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import javax.net.SocketFactory;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.mockwebserver.MockWebServer;

/**
 * An Internet on loopback: names with addresses of their own, public ones too, each played by a
 * server of the test. OkHttp, and what judges addresses, see the pretended addresses.
 */
final class TestInternet extends SocketFactory implements Dns {
  /** Addresses for documentation, RFC 5737: nobody's, and not in the table of what is refused. */
  static final String PUBLIC = "203.0.113.";

  private final Map<String, List<InetAddress>> names = new ConcurrentHashMap<>();
  private final Map<InetAddress, Integer> ports = new ConcurrentHashMap<>();
  private final List<String> connects = Collections.synchronizedList(new ArrayList<>());

  /** Lets a name have these addresses. */
  TestInternet name(String host, String... addresses) {
    names.put(host, Arrays.stream(addresses).map(TestInternet::address).toList());
    return this;
  }

  /** Lets a server play an address, whatever the port. */
  TestInternet server(String address, MockWebServer server) {
    ports.put(address(address), server.getPort());
    return this;
  }

  /** A client of this Internet. */
  OkHttpClient.Builder client() {
    return new OkHttpClient.Builder().dns(this).socketFactory(this);
  }

  /** The addresses that connections were opened to, in order. */
  List<String> connects() {
    synchronized (connects) {
      return new ArrayList<>(connects);
    }
  }

  @Override
  public List<InetAddress> lookup(String host) throws UnknownHostException {
    List<InetAddress> found = names.get(host);
    if (found == null) throw new UnknownHostException(host);
    return found;
  }

  @Override
  public Socket createSocket() {
    return new Socket() {
      @Override
      public void connect(SocketAddress to, int timeout) throws IOException {
        InetAddress address = ((InetSocketAddress) to).getAddress();
        connects.add(address.getHostAddress());
        Integer port = ports.get(address);
        if (port == null) throw new ConnectException("nobody at " + address.getHostAddress());
        super.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), timeout);
      }
    };
  }

  @Override
  public Socket createSocket(String host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(String host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port) {
    throw new UnsupportedOperationException();
  }

  @Override
  public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort) {
    throw new UnsupportedOperationException();
  }

  static InetAddress address(String literal) {
    try {
      return InetAddress.getByName(literal);
    } catch (UnknownHostException e) {
      throw new AssertionError(e);
    }
  }
}
