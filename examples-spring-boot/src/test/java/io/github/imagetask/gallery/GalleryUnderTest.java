package io.github.imagetask.gallery;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import io.github.imagetask.testing.fake.FakeGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.springframework.context.ConfigurableApplicationContext;

/** A gallery that can be stopped and started again, and its page's calls. */
final class GalleryUnderTest implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newHttpClient();
  private final List<String> arguments = new ArrayList<>();
  private ConfigurableApplicationContext context;

  /** Starts on a port that is free, with the accounts of these gateways. */
  GalleryUnderTest(Path folder, Iterable<FakeGateway> gateways) {
    arguments.add("--gallery.folder=" + folder);
    for (FakeGateway each : gateways) {
      each.environment().forEach((name, value) -> arguments.add("--" + name + "=" + value));
    }
    arguments.add("--imagetask.poll.first-delay=50ms");
    arguments.add("--imagetask.poll.floor=50ms");
    arguments.add("--imagetask.poll.ceiling=200ms");
    start("0");
    arguments.add("--server.port=" + URI.create(address()).getPort());
  }

  private void start(String port) {
    List<String> all = new ArrayList<>(List.of("--server.port=" + port));
    all.addAll(arguments);
    context = GalleryApplication.application().run(all.toArray(String[]::new));
  }

  void stop() {
    context.close();
  }

  void startAgain() {
    start(arguments.remove(arguments.size() - 1).substring("--server.port=".length()));
  }

  String address() {
    return GalleryApplication.address(context);
  }

  JsonNode get(String path) throws IOException, InterruptedException {
    return JSON.readTree(call("GET", path, "").body());
  }

  HttpResponse<String> put(
      String id, String account, String model, String prompt, Map<String, String> options)
      throws IOException, InterruptedException {
    Map<String, Object> order =
        Map.of("account", account, "model", model, "prompt", prompt, "options", options);
    return call("PUT", "/api/tasks/" + id, JSON.writeValueAsString(order));
  }

  HttpResponse<String> call(String method, String path, String body)
      throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(address() + path))
            .header("Content-Type", "application/json")
            .method(method, BodyPublishers.ofString(body))
            .build();
    return http.send(request, BodyHandlers.ofString());
  }

  /** Waits until the page is told of the task in such a state. */
  JsonNode awaitTask(String id, Predicate<JsonNode> state)
      throws IOException, InterruptedException {
    HttpRequest request = HttpRequest.newBuilder(URI.create(address() + "/api/events")).build();
    try (Stream<String> lines = http.send(request, BodyHandlers.ofLines()).body()) {
      for (Iterator<String> each = lines.iterator(); each.hasNext(); ) {
        String line = each.next();
        if (!line.startsWith("data:")) continue;
        JsonNode data = JSON.readTree(line.substring("data:".length()));
        for (JsonNode task :
            data.isArray() ? data : JsonNodeFactory.instance.arrayNode().add(data)) {
          if (task.path("id").asText().equals(id) && state.test(task)) return task;
        }
      }
    }
    throw new AssertionError("the stream has ended");
  }

  @Override
  public void close() {
    context.close();
  }
}
