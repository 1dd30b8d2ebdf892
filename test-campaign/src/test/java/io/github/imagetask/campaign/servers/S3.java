package io.github.imagetask.campaign.servers;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.HexFormat;
import java.util.List;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * S3Proxy, an S3 server that checks the signature and the time of presigned addresses, and keeps
 * its objects in a folder.
 */
final class S3 implements AutoCloseable {
  static final String IDENTITY = "test-identity-s3";
  static final String SECRET = "test-secret-s3";

  /** Written by {@code test-campaign/run servers}, relative to the module. */
  private static final Path CLASS_PATH = Path.of("target", "s3-classpath");

  private static final Duration HOUR = Duration.ofHours(1);
  private static final DateTimeFormatter TIME =
      DateTimeFormatter.ofPattern("yyyyMMdd'T'HHmmss'Z'").withZone(ZoneOffset.UTC);

  private final HttpClient http = HttpClient.newHttpClient();
  private final String host;
  private final Program program;

  /** Starts it; the test is skipped, with a printed reason, if its class path isn't there. */
  S3(Path parent) throws IOException {
    boolean isThere = Files.exists(CLASS_PATH);
    String reason = CLASS_PATH + " isn't there: test-campaign/run servers writes it";
    if (!isThere) System.out.println("skipped: " + reason);
    assumeTrue(isThere, reason);
    Path folder = Files.createDirectories(parent.resolve("s3"));
    Path objects = Files.createDirectories(folder.resolve("objects"));
    int port = Program.freePorts(1)[0];
    host = "127.0.0.1:" + port;
    Files.writeString(
        folder.resolve("conf"),
        String.join(
            "\n",
            "s3proxy.endpoint=http://" + host,
            "s3proxy.authorization=aws-v4",
            "s3proxy.identity=" + IDENTITY,
            "s3proxy.credential=" + SECRET,
            "jclouds.provider=filesystem-nio2",
            "jclouds.identity=none",
            "jclouds.credential=none",
            "jclouds.filesystem.basedir=" + objects,
            ""));
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    String classPath = Files.readString(CLASS_PATH).trim();
    program =
        Program.start(
            folder,
            port,
            List.of(
                java,
                "-XX:TieredStopAtLevel=1",
                "-Xmx256m",
                "-cp",
                classPath,
                "org.gaul.s3proxy.Main",
                "--properties",
                "conf"));
  }

  String endpoint() {
    return "http://" + host;
  }

  /** An address that is good for an hour. */
  String url(String method, String path) {
    return url(method, path, SECRET, Instant.now(), HOUR);
  }

  /** An address that was good for a second, a minute ago. */
  String expired(String path) {
    Instant past = Instant.now().minus(Duration.ofMinutes(1));
    return url("GET", path, SECRET, past, Duration.ofSeconds(1));
  }

  /** An address that was signed with another secret. */
  String forged(String path) {
    return url("GET", path, "test-secret-other", Instant.now(), HOUR);
  }

  /** By AWS' Signature Version 4, in the query. */
  private String url(String method, String path, String secret, Instant at, Duration valid) {
    String time = TIME.format(at);
    String day = time.substring(0, 8);
    String scope = day + "/us-east-1/s3/aws4_request";
    String query =
        String.join(
            "&",
            "X-Amz-Algorithm=AWS4-HMAC-SHA256",
            "X-Amz-Credential=" + IDENTITY + "%2F" + scope.replace("/", "%2F"),
            "X-Amz-Date=" + time,
            "X-Amz-Expires=" + valid.toSeconds(),
            "X-Amz-SignedHeaders=host");
    String request =
        String.join("\n", method, path, query, "host:" + host, "", "host", "UNSIGNED-PAYLOAD");
    try {
      byte[] hash = MessageDigest.getInstance("SHA-256").digest(bytes(request));
      String text = String.join("\n", "AWS4-HMAC-SHA256", time, scope, hex(hash));
      byte[] key = bytes("AWS4" + secret);
      for (String part : scope.split("/", -1)) key = hmac(key, part);
      return "http://" + host + path + "?" + query + "&X-Amz-Signature=" + hex(hmac(key, text));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] hmac(byte[] key, String text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(bytes(text));
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }

  void makeBucket(String path) throws IOException, InterruptedException {
    put(path, new byte[0]);
  }

  /** Uploads by a presigned address; with headers as names and values. */
  void put(String path, byte[] content, String... headers)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url("PUT", path)))
            .PUT(HttpRequest.BodyPublishers.ofByteArray(content));
    if (headers.length > 0) request.headers(headers);
    var answer = http.send(request.build(), BodyHandlers.ofString());
    if (answer.statusCode() != 200) throw new IOException(path + ": " + answer.body());
  }

  /** What the server itself says to a GET: its status, its type and its content's encoding. */
  String get(String url, String... headers) throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    if (headers.length > 0) request.headers(headers);
    var answer = http.send(request.build(), BodyHandlers.ofByteArray());
    String type = answer.headers().firstValue("Content-Type").orElse("-");
    String encoding = answer.headers().firstValue("Content-Encoding").orElse("-");
    return answer.statusCode() + " " + type + " " + encoding;
  }

  @Override
  public void close() {
    program.close();
  }
}
