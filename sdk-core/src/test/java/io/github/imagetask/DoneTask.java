package io.github.imagetask;

import java.io.IOException;
import java.util.Base64;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.MockWebServer;

/** A gateway whose task is done as soon as it is submitted, and another origin with its images. */
final class DoneTask implements AutoCloseable {
  final MockWebServer gateway = new MockWebServer();
  final MockWebServer images = new MockWebServer();
  FakeTimer timer;
  TestClient client;

  DoneTask() throws IOException {
    gateway.start();
    images.start();
    client = builder().build();
  }

  /** A builder with a fake time of its own, since a client closes its timer. */
  TestClient.Builder builder() {
    timer = new FakeTimer();
    return TestClient.builder(gateway.url("/")).timer(timer);
  }

  /** Puts another client in the place of the first. */
  void client(TestClient.Builder builder) {
    client.close();
    client = builder.build();
  }

  /** Task t1's only image, at {@code /a} of the other origin. */
  GeneratedImage image() {
    return imageAt(images.url("/a"));
  }

  GeneratedImage imageAt(HttpUrl url) {
    return imageAt(url.toString());
  }

  GeneratedImage imageAt(String url) {
    return result("t1", url).first();
  }

  GeneratedImage inline(byte[] bytes) {
    return inlineResult(bytes).first();
  }

  ImageResult inlineResult(byte[] bytes) {
    String base64 = Base64.getEncoder().encodeToString(bytes);
    gateway.enqueue(json("{\"id\":\"t1\",\"status\":\"done\",\"inline\":\"" + base64 + "\"}"));
    return client.submit("a cube").awaitResult();
  }

  ImageResult result(String id, String... urls) {
    gateway.enqueue(done(id, urls));
    return client.submit("a cube").awaitResult();
  }

  static MockResponse done(String id, String... urls) {
    String list = String.join("\",\"", urls);
    return json("{\"id\":\"" + id + "\",\"status\":\"done\",\"images\":[\"" + list + "\"]}");
  }

  static MockResponse json(String body) {
    return new MockResponse().setHeader("Content-Type", "application/json").setBody(body);
  }

  static MockResponse png(byte[] bytes) {
    return new MockResponse()
        .setHeader("Content-Type", "image/png")
        .setBody(TestImages.buffer(bytes));
  }

  static <T> T get(CompletableFuture<T> future) throws Exception {
    return future.get(10, TimeUnit.SECONDS);
  }

  /** What a future failed with. */
  static Throwable failure(CompletableFuture<?> future) throws Exception {
    try {
      throw new AssertionError("no failure but " + get(future));
    } catch (ExecutionException e) {
      return e.getCause();
    }
  }

  @Override
  public void close() throws IOException {
    client.close();
    gateway.shutdown();
    images.shutdown();
  }
}
