package io.github.imagetask.testing.fake;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Speaks to a fake gateway as a client would: by HTTP, or byte by byte. */
final class Wire {
  static final String CUBE =
      """
      {
        "model": "NanoBanana2-0.5K",
        "task_type": "text2image",
        "prompt": "A small red cube on a clean white desk, minimal product photo, soft daylight",
        "aspect_ratio": "1:1",
        "output_format": "png",
        "n": 1,
        "response_format": "url"
      }
      """;
  static final String SPHERE =
      """
      {
        "model": "gpt-image-2",
        "task_type": "text2image",
        "prompt": "A small blue glass sphere on a clean white desk, minimal product photo, soft daylight",
        "size": "1024x768",
        "quality": "low",
        "output_format": "webp",
        "n": 1,
        "response_format": "url"
      }
      """;

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final FakeGateway gateway;

  Wire(FakeGateway gateway) {
    this.gateway = gateway;
  }

  HttpResponse<String> post(String path, String contentType, byte[] body) throws Exception {
    return send(
        request(path)
            .header("Content-Type", contentType)
            .POST(HttpRequest.BodyPublishers.ofByteArray(body)));
  }

  HttpResponse<String> post(String path, String json) throws Exception {
    return post(path, "application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  HttpResponse<String> post(String path, Form form) throws Exception {
    return post(path, form.contentType(), form.bytes());
  }

  HttpResponse<String> get(String path) throws Exception {
    return send(request(path));
  }

  HttpResponse<String> submit(String json) throws Exception {
    return submit("application/json", json.getBytes(StandardCharsets.UTF_8));
  }

  HttpResponse<String> submit(String contentType, byte[] body) throws Exception {
    return post("/v1/images/tasks", contentType, body);
  }

  HttpResponse<String> submitForm(Form form) throws Exception {
    return submit(form.contentType(), form.bytes());
  }

  /** The id of a new task. */
  String task(String json) throws Exception {
    return find("\"task_id\":\"([^\"]+)\"", submit(json).body());
  }

  HttpResponse<String> query(String id) throws Exception {
    return send(request("/v1/images/tasks/" + id));
  }

  /** The URL of the first image of a task that is finished. */
  String imageUrl(String id) throws Exception {
    return find("\"result_url\":\"([^\"]+)\"", query(id).body());
  }

  HttpResponse<byte[]> download(String url) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url)).build(), HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpResponse<byte[]> downloadWithKey(String url) throws Exception {
    return client.send(
        HttpRequest.newBuilder(URI.create(url))
            .header("Authorization", "Bearer " + gateway.apiKey())
            .build(),
        HttpResponse.BodyHandlers.ofByteArray());
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(URI.create(gateway.baseUrl() + path))
        .header("Authorization", "Bearer " + gateway.apiKey());
  }

  HttpResponse<String> send(HttpRequest.Builder request) throws Exception {
    return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The head of a request, for {@link #raw}. */
  String head(String requestLine, String... headers) {
    String start = requestLine + " HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ";
    String more = headers.length == 0 ? "" : String.join("\r\n", headers) + "\r\n";
    return start + gateway.apiKey() + "\r\n" + more + "\r\n";
  }

  String queryHead(String id) {
    return head("GET /uniall/v1/images/tasks/" + id);
  }

  String submitWhole(String json) {
    int length = json.getBytes(StandardCharsets.UTF_8).length;
    String type = "Content-Type: application/json";
    return head("POST /uniall/v1/images/tasks", type, "Content-Length: " + length) + json;
  }

  /** Sends a text on a connection of its own, and returns all that comes until its end. */
  static byte[] raw(String url, String text) throws IOException {
    try (Socket socket = open(url)) {
      socket.getOutputStream().write(text.getBytes(StandardCharsets.UTF_8));
      return toEnd(socket.getInputStream());
    }
  }

  static Socket open(String url) throws IOException {
    Socket socket = new Socket(InetAddress.getLoopbackAddress(), URI.create(url).getPort());
    socket.setSoTimeout(20_000);
    return socket;
  }

  static byte[] toEnd(InputStream in) throws IOException {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    in.transferTo(all);
    return all.toByteArray();
  }

  static String find(String pattern, String text) {
    Matcher matcher = Pattern.compile(pattern).matcher(text);
    if (!matcher.find()) {
      throw new AssertionError("no " + pattern + " in " + text);
    }
    return matcher.group(1);
  }
}
