package io.github.imagetask.campaign;

import java.io.IOException;
import java.io.UncheckedIOException;

/** What a server of the campaign's does on a thread of its own, until either side has gone. */
public interface Daemon {
  void serve() throws IOException;

  static void start(String name, Daemon daemon) {
    Thread thread =
        new Thread(
            () -> {
              try {
                daemon.serve();
              } catch (IOException | UncheckedIOException gone) {
                // By either side.
              }
            },
            name);
    thread.setDaemon(true);
    thread.start();
  }
}
