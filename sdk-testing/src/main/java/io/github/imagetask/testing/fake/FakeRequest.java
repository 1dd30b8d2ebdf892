package io.github.imagetask.testing.fake;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A request as a fake gateway saw it. Immutable.
 *
 * <p>A request that was cut off is recorded with what had arrived: at least its request line.
 */
public final class FakeRequest {
  static final List<String> NO_VALUES = Collections.emptyList();

  private final String method;
  private final String path;
  private final @Nullable String query;
  private final @Nullable FakeCall call;
  private final boolean atApi;
  private final Map<String, List<String>> headers;
  private final byte[] body;
  private final List<Part> parts;
  private final boolean complete;

  /** A request of which only the request line has come. */
  FakeRequest(
      String method, String path, @Nullable String query, @Nullable FakeCall call, boolean atApi) {
    this.method = method;
    this.path = path;
    this.query = query;
    this.call = call;
    this.atApi = atApi;
    this.headers = Collections.emptyMap();
    this.body = new byte[0];
    this.parts = Collections.emptyList();
    this.complete = false;
  }

  /** The same request with what has come since. */
  FakeRequest(FakeRequest line, Map<String, List<String>> headers, byte[] body, boolean complete) {
    this.method = line.method;
    this.path = line.path;
    this.query = line.query;
    this.call = line.call;
    this.atApi = line.atApi;
    Map<String, List<String>> sorted = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    headers.forEach((name, values) -> sorted.put(name, Collections.unmodifiableList(values)));
    this.headers = Collections.unmodifiableMap(sorted);
    this.body = body;
    this.complete = complete;
    this.parts = complete ? Multipart.parts(header("Content-Type"), body) : Collections.emptyList();
  }

  /** The method as sent, such as {@code POST}. */
  public String method() {
    return method;
  }

  /** The path as sent, percent-encoded, with the gateway's own prefix: {@code /uniall/v1/…}. */
  public String path() {
    return path;
  }

  /** The query string as sent, percent-encoded, without the question mark; null without one. */
  public @Nullable String query() {
    return query;
  }

  /** The values of a name in the query string, decoded, in their order. */
  public List<String> queryValues(String name) {
    return QueryString.values(this, name);
  }

  /** What kind of call it is, or null for a path that the gateway doesn't have. */
  public @Nullable FakeCall call() {
    return call;
  }

  /** Whether it came to the API's origin, and not to the results' or another. */
  public boolean atApi() {
    return atApi;
  }

  /** The headers; names without regard to case, values in their order. */
  public Map<String, List<String>> headers() {
    return headers;
  }

  /** The first value of a header, its name without regard to case; null without one. */
  public @Nullable String header(String name) {
    List<String> values = headers.getOrDefault(name, NO_VALUES);
    return values.isEmpty() ? null : values.get(0);
  }

  /** The bytes of the body, of which this is a copy; none without a body. */
  public byte[] body() {
    return body.clone();
  }

  /** The body as UTF-8 text. */
  public String bodyText() {
    return new String(body, StandardCharsets.UTF_8);
  }

  /** The parts of a multipart body in their order; none for any other, or one that is broken. */
  public List<Part> parts() {
    return parts;
  }

  /** Whether all of it arrived. */
  public boolean isComplete() {
    return complete;
  }

  int bodyLength() {
    return body.length;
  }

  /** The same for requests with the same line and body, and hardly for any others. */
  String hash() {
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      digest.update((method + " " + path + "?" + query + "\n").getBytes(StandardCharsets.UTF_8));
      return new BigInteger(1, digest.digest(body)).toString(16);
    } catch (NoSuchAlgorithmException e) { // every JDK has it
      throw new IllegalStateException(e);
    }
  }

  /** The path after the gateway's name, percent-encoded as it came. */
  public String route() {
    int slash = path.indexOf('/', 1);
    return slash < 0 ? "" : path.substring(slash);
  }

  /** Whether it has exactly one Authorization header, and that is this key as Bearer. */
  public boolean isAuthorizedBy(String key) {
    return headers
        .getOrDefault("Authorization", NO_VALUES)
        .equals(Collections.singletonList("Bearer " + key));
  }

  /** Whether a text stands anywhere in it: path, query, headers or body. */
  boolean holds(String text) {
    return path.contains(text)
        || (query != null && query.contains(text))
        || headers.toString().contains(text)
        || new String(body, StandardCharsets.ISO_8859_1).contains(text);
  }

  /** The method and the path, without the query string, which may hold secrets. */
  @Override
  public String toString() {
    return method + " " + path;
  }

  /** One part of a multipart body. Immutable. */
  public static final class Part {
    private final String name;
    private final @Nullable String fileName;
    private final @Nullable String contentType;
    private final byte[] body;

    Part(String name, @Nullable String fileName, @Nullable String contentType, byte[] body) {
      this.name = name;
      this.fileName = fileName;
      this.contentType = contentType;
      this.body = body;
    }

    /** The form name, such as {@code prompt}. */
    public String name() {
      return name;
    }

    /** The file name; null for a plain field. */
    public @Nullable String fileName() {
      return fileName;
    }

    /** The part's own Content-Type; null without one. */
    public @Nullable String contentType() {
      return contentType;
    }

    /** The bytes of the part, of which this is a copy. */
    public byte[] body() {
      return body.clone();
    }

    /** The part as UTF-8 text. */
    public String bodyText() {
      return new String(body, StandardCharsets.UTF_8);
    }

    int bodyLength() {
      return body.length;
    }

    @Override
    public String toString() {
      return name + (fileName == null ? "" : " (file " + fileName + ")");
    }
  }
}
