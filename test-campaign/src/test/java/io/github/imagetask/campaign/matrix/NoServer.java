package io.github.imagetask.campaign.matrix;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.channels.SocketChannel;
import java.util.ArrayList;
import java.util.List;

/** Addresses at which no connection comes about, for as long as the process lives. */
final class NoServer {
  private static final Socket BOUND = bind();
  private static final ServerSocket SOCKET = open();
  private static final List<SocketChannel> QUEUE = fill();

  private NoServer() {}

  /** Connecting hangs: the queue is full, and nobody takes from it. */
  static String hanging() {
    if (QUEUE.isEmpty()) throw new IllegalStateException();
    return "http://127.0.0.1:" + SOCKET.getLocalPort();
  }

  /** Connecting is refused: the port is taken, so that no other server gets it, by no server. */
  static String refusing() {
    return "http://127.0.0.1:" + BOUND.getLocalPort();
  }

  private static Socket bind() {
    try {
      Socket socket = new Socket();
      socket.bind(new InetSocketAddress(Server.LOOPBACK, 0));
      return socket;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static ServerSocket open() {
    try {
      return new ServerSocket(0, 1, Server.LOOPBACK);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<SocketChannel> fill() {
    List<SocketChannel> queue = new ArrayList<>();
    try {
      for (int i = 0; i < 8; i++) {
        SocketChannel channel = SocketChannel.open();
        channel.configureBlocking(false);
        channel.connect(new InetSocketAddress(Server.LOOPBACK, SOCKET.getLocalPort()));
        queue.add(channel);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return queue;
  }
}
