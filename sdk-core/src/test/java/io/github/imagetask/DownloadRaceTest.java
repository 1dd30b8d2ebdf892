package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Streams on a machine that is busy, where whoever starts a call runs on after its answer. */
@Tag("slow")
@Timeout(60)
final class DownloadRaceTest {
  private static final int READERS = 8;
  private static final int IMAGES = 750;
  private static final byte[] IMAGE = TestImages.png(200_000);

  @Test
  void aStreamThatWasHandedOverIsNeverCancelled() throws Exception {
    AtomicBoolean busy = new AtomicBoolean(true);
    Queue<String> broken = new ConcurrentLinkedQueue<>();
    try (ScriptServer server = new ScriptServer(DownloadRaceTest::serve);
        MockWebServer gateway = new MockWebServer()) {
      HttpUrl url = server.url("/a");
      gateway.enqueue(
          new MockResponse()
              .setBody("{\"id\":\"t1\",\"status\":\"done\",\"images\":[\"" + url + "\"]}"));
      try (TestClient client = TestClient.builder(gateway.url("/")).build()) {
        GeneratedImage image = client.submit("a cube").awaitResult().first();
        List<CompletableFuture<Void>> readers = new ArrayList<>();
        for (int i = 0; i < 4; i++) start(() -> spin(busy));
        for (int i = 0; i < READERS; i++) {
          readers.add(
              CompletableFuture.runAsync(() -> read(image, broken), DownloadRaceTest::start));
        }
        for (CompletableFuture<Void> each : readers) each.get(50, TimeUnit.SECONDS);
      }
    } finally {
      busy.set(false);
    }

    assertThat(broken).as("of %s streams", READERS * IMAGES).isEmpty();
  }

  private static void read(GeneratedImage image, Queue<String> broken) {
    for (int i = 0; i < IMAGES; i++) {
      try {
        byte[] read = i % 2 == 0 ? opened(image) : written(image);
        if (!Arrays.equals(read, IMAGE)) broken.add(read.length + " bytes");
      } catch (IOException | RuntimeException e) {
        broken.add(e.toString());
      }
    }
  }

  private static byte[] opened(GeneratedImage image) throws IOException {
    try (InputStream in = image.openStream()) {
      return in.readAllBytes();
    }
  }

  private static byte[] written(GeneratedImage image) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    image.writeTo(out);
    return out.toByteArray();
  }

  /** Answers on one connection as often as it is asked. */
  private static void serve(InputStream in, OutputStream out) throws IOException {
    byte[] head =
        ScriptServer.ascii("HTTP/1.1 200 OK\r\nContent-Length: " + IMAGE.length + "\r\n\r\n");
    int matched;
    do {
      out.write(head);
      out.write(IMAGE);
      matched = 0;
      for (int next = in.read(); next >= 0; next = in.read()) {
        matched = next == "\r\n\r\n".charAt(matched) ? matched + 1 : next == '\r' ? 1 : 0;
        if (matched == 4) break;
      }
    } while (matched == 4);
  }

  private static void spin(AtomicBoolean busy) {
    while (busy.get()) Thread.onSpinWait();
  }

  private static void start(Runnable task) {
    Thread thread = new Thread(task, "download-race");
    thread.setDaemon(true);
    thread.start();
  }
}
