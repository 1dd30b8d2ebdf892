package io.github.imagetask.testing.fake;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Gateways that run inside a test, on ports of 127.0.0.1 that nobody else can reach.
 *
 * <pre>{@code
 * try (FakeGateways gateways = FakeGateways.start()) {
 *   FakeGateway uniall = gateways.uniall();
 *   UniAllClient client =
 *       UniAllClient.builder().baseUrl(uniall.baseUrl()).apiKey(uniall.apiKey()).build();
 *   uniall.next(FakeCall.SUBMIT, Fault.cutAfterRead());
 *   …
 * }
 * }</pre>
 *
 * <p>A finished task has real images, PNG or JPEG, of the size that was asked for: a landscape
 * whose shapes and colours come from a hash of the prompt, and with a reference image a frame
 * around it. The same prompt, size, format and index give the same bytes. Where webp is asked for,
 * the bytes are PNG and the Content-Type says so: the JDK can't write webp. A size asked for as
 * ratio and tier gives about 4 megapixels at most, 4K and 8K included, so that tests stay quick.
 *
 * <p>The synchronous entries, whose answers have the images in them, are {@link FakeCall#DIRECT}.
 * They answer at once, unless a {@link Fault} slows them down; {@link FakeGateway#finishAfter} and
 * {@link FakeGateway#failTasks} are for tasks.
 *
 * <p>Safe for use by many threads, and by hundreds of clients at once. Its own threads are daemons.
 * If they aren't set, three system properties of the JDK's HTTP server are set for the whole JVM:
 * {@code sun.net.httpserver.nodelay}, {@code maxIdleConnections} and {@code idleInterval}, so that
 * no answer is held back and no idle connection closed.
 */
public final class FakeGateways implements AutoCloseable {
  private final Web web;
  private final FakeGateway uniall;
  private final FakeHingnet hingnet;
  private final FakeZexi zexi;
  private final FakeMeitu meitu;
  private final Map<String, FakeGateway> gateways = new LinkedHashMap<>();

  private FakeGateways(int port, LongSupplier clock, Dialect... others) throws IOException {
    UniAllDialect uniallDialect = new UniAllDialect();
    HingnetDialect hingnetDialect = new HingnetDialect();
    ZexiDialect zexiDialect = new ZexiDialect();
    MeituDialect meituDialect = new MeituDialect();
    List<Dialect> dialects = new ArrayList<>();
    Collections.addAll(dialects, uniallDialect, hingnetDialect, zexiDialect, meituDialect);
    Collections.addAll(dialects, others);
    checkNames(dialects); // before a port is taken
    this.web = new Web(port, new Switchboard());
    Shared shared = new Shared(web.origins(), web.poster(), clock);
    this.uniall = new FakeGateway(uniallDialect, shared);
    this.hingnet = new FakeHingnet(hingnetDialect, shared);
    this.zexi = new FakeZexi(zexiDialect, shared);
    this.meitu = new FakeMeitu(meituDialect, shared);
    for (FakeGateway gateway : Arrays.asList(uniall, hingnet, zexi, meitu)) {
      gateways.put(gateway.name(), gateway);
    }
    for (Dialect other : others) gateways.put(other.name(), new FakeGateway(other, shared));
  }

  private static void checkNames(List<Dialect> dialects) {
    Set<String> names = new HashSet<>();
    for (Dialect dialect : dialects) {
      String name = dialect.name();
      if (!name.matches("[a-z0-9]+")) {
        throw new IllegalArgumentException(
            "a gateway's name is lower-case letters and digits, not \"" + name + "\"");
      }
      if (!names.add(name)) {
        throw new IllegalArgumentException("two gateways are called " + name);
      }
    }
  }

  /**
   * Starts all gateways on free ports.
   *
   * @param others dialects of your own, which are served beside the four; {@link #gateway} has
   *     their gateways by name
   * @throws IllegalArgumentException if a dialect's name is another's, or isn't one
   */
  public static FakeGateways start(Dialect... others) {
    return start(0, others);
  }

  /**
   * Starts all gateways, the API on this port, or on any that is free if it is 0. The results are
   * on a free port in any case.
   *
   * @param others as {@link #start(Dialect...)}'s
   * @throws UncheckedIOException if the port is taken
   */
  public static FakeGateways start(int port, Dialect... others) {
    return start(port, System::nanoTime, others);
  }

  /** Starts with a clock of one's own, in nanoseconds, for {@link FakeGateway#finishAfter}. */
  static FakeGateways start(int port, LongSupplier clock, Dialect... others) {
    try {
      FakeGateways gateways = new FakeGateways(port, clock, others);
      gateways.web.start();
      return gateways;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** UniAll, as its page "通用异步图像生成" of 2026-04-29 describes it. */
  public FakeGateway uniall() {
    return uniall;
  }

  /** Hingnet, as its page "图像生成（异步接口）" describes it. */
  public FakeHingnet hingnet() {
    return hingnet;
  }

  /** Zexi, as its page "图片生成 API:GPT Image 2、Nano Banana、Grok Imagine" describes it. */
  public FakeZexi zexi() {
    return zexi;
  }

  /** Meitu, as its page "google nano 改图/文生图 异步任务提交" of 2025-11-28 describes it. */
  public FakeMeitu meitu() {
    return meitu;
  }

  /** All gateways, always in the same order. */
  public List<FakeGateway> all() {
    return Collections.unmodifiableList(new ArrayList<>(gateways.values()));
  }

  /**
   * The gateway of this name.
   *
   * @throws IllegalArgumentException if there is none; the message names those that there are
   */
  public FakeGateway gateway(String name) {
    FakeGateway gateway = gateways.get(name);
    if (gateway == null) {
      throw new IllegalArgumentException(
          "no fake gateway \"" + name + "\", only " + gateways.keySet());
    }
    return gateway;
  }

  /** TCP connections accepted at all origins, those included that brought no request. */
  public int connections() {
    return web.connections();
  }

  /** Drops all connections and ends all threads, then returns. Closing twice changes nothing. */
  @Override
  public void close() {
    web.close();
  }

  /** Brings each request to the gateway whose path it has. */
  private final class Switchboard implements Web.Handler {
    @Override
    public Arrival arrived(Line line, Origin origin, String method, String target) {
      String local = target.replaceFirst("^https?://[^/?]*", "");
      int mark = local.indexOf('?');
      String path = mark < 0 ? local : local.substring(0, mark);
      String query = mark < 0 ? null : local.substring(mark + 1);
      FakeGateway gateway = byPath(path);
      if (gateway != null) {
        return gateway.arrived(line, origin, method, path, query);
      }
      FakeRequest request = new FakeRequest(method, path, query, null, origin == Origin.API);
      return new Arrival(origin, null, null, request);
    }

    private @Nullable FakeGateway byPath(String path) {
      String[] segments = path.split("/", 3);
      return segments.length < 3 ? null : gateways.get(segments[1]);
    }

    @Override
    public void completed(Arrival arrival, FakeRequest request) {
      if (arrival.gateway == null) {
        arrival.request(request);
      } else {
        arrival.gateway.completed(arrival, request);
      }
      if (arrival.origin != Origin.API) {
        gateways.values().forEach(gateway -> gateway.inspect(request));
      }
    }

    @Override
    public Reply answer(Arrival arrival) {
      return arrival.gateway == null
          ? Reply.text(404, "text/html", "<html><body><h1>404 Not Found</h1></body></html>\n")
          : arrival.gateway.answer(arrival);
    }
  }
}
