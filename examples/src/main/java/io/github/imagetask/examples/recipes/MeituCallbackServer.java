package io.github.imagetask.examples.recipes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.meitu.MeituCallback;
import io.github.imagetask.meitu.MeituClient;
import io.github.imagetask.meitu.MeituEnvironment;
import io.github.imagetask.meitu.MeituImageRequest;
import io.github.imagetask.meitu.MeituModel;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeMeitu;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;

/** A wait that a callback ends: the callback says when to ask, the query's answer what it is. */
public final class MeituCallbackServer {
  /**
   * Below the callbacks, never instead of them: one may get lost, or come before the wait begins.
   */
  private static final PollPolicy RARELY =
      PollPolicy.builder()
          .firstDelay(Duration.ofMinutes(1))
          .delays(Duration.ofMinutes(1), Duration.ofMinutes(5))
          .growth(1.5)
          .deadline(Duration.ofMinutes(30))
          .build();

  private MeituCallbackServer() {}

  /** Runs the recipe, in any case against the fake gateway: Meitu can't post to this machine. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of("out"));
    try (FakeGateways gateways = FakeGateways.start();
        MeituClient client = client(gateways.meitu())) {
      gateways.meitu().finishAfter(Duration.ofMillis(1500));

      // Whoever knows the path can post to it, so nobody can guess it. A real one is https.
      String path = "/meitu/" + UUID.randomUUID();
      HttpServer server =
          HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
      server.createContext(path, exchange -> receive(exchange, client));
      server.start();
      try {
        generate(client, "http://127.0.0.1:" + server.getAddress().getPort() + path, folder);
      } finally {
        server.stop(0);
      }
    }
  }

  private static void generate(MeituClient client, String callbackUrl, Path folder) {
    ImageTask task =
        client.submit(
            MeituImageRequest.builder()
                .model(MeituModel.NANO)
                .prompt("A paper lantern above a quiet canal at night")
                .callbackUrl(callbackUrl)
                .build());
    System.out.println("submitted " + task.key());
    ImageResult result = task.awaitResult();
    System.out.println("queries: " + result.queries() + ", after the callback");
    System.out.println("saved " + result.first().saveTo(folder.resolve("lantern.png")));
  }

  private static void receive(HttpExchange exchange, MeituClient client) throws IOException {
    int status = 204;
    try {
      byte[] body = exchange.getRequestBody().readNBytes(MeituCallback.MAX_LENGTH);
      MeituCallback callback = MeituCallback.parse(new String(body, StandardCharsets.UTF_8));
      System.out.println("called back about " + callback.key());
      // All that a callback is good for: anyone may have sent it. The query's answer is Meitu's.
      client.nudge(callback.key());
    } catch (IllegalArgumentException e) {
      status = 400; // no task in it
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  private static MeituClient client(FakeMeitu meitu) {
    return MeituClient.builder()
        .environment(MeituEnvironment.ofBaseUrl(meitu.baseUrl()))
        .apiKey(meitu.apiKey())
        .apiSecret(meitu.apiSecret())
        .token(meitu.token())
        .pollPolicy(RARELY)
        .build();
  }
}
