package io.github.imagetask.campaign.matrix;

import io.github.imagetask.ClientInsides;
import io.github.imagetask.DirectResult;
import io.github.imagetask.GeneratedImage;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageTask;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskKey;
import io.github.imagetask.campaign.matrix.Fault.Target;
import io.github.imagetask.campaign.matrix.Fault.Times;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.UnknownHostException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import okhttp3.Dns;
import okhttp3.OkHttpClient;
import okhttp3.Protocol;

/** What one cell needs, set up and run: a gateway, a server with images, a client of both. */
final class Stand implements AutoCloseable {
  /** A name with two addresses, of which only the second is alive. */
  static final String TWO_ADDRESSES = "two.test";

  static final int LARGEST_IMAGE = 100_000;
  static final byte[] IMAGE = Pictures.png();

  /** Asks at 1, 3, 5 and 7 s, and at its end. */
  private static final PollPolicy POLICY =
      PollPolicy.builder()
          .delays(Duration.ofSeconds(2), Duration.ofSeconds(2))
          .deadline(Duration.ofSeconds(8))
          .build();

  private final Cell cell;
  private final Time time = new Time();
  private final Server gateway;
  private final Server images;
  private final AtomicInteger strikes = new AtomicInteger();
  private volatile boolean isArmed;
  private String instead; // of the address of the server that is struck
  private boolean isHanging;
  private int pingMillis;
  private int stallMillis = 3_000;
  private OkHttpClient okHttpClient;

  Stand(Cell cell) throws IOException {
    this.cell = cell;
    // Nobody can give the SDK's own client prior knowledge of HTTP/2: it needs a handshake for it.
    boolean isTls = cell.fault().isOverTls() || (cell.kind() == Kind.OWN && cell.isHttp2());
    Tls trusted = isTls ? Tls.TRUSTED : null;
    Tls own = cell.fault().tls == null ? trusted : cell.fault().tls;
    boolean isImage = cell.target() == Target.DOWNLOAD;
    gateway = new Server(time, cell.isHttp2(), isImage ? trusted : own);
    images = new Server(time, cell.isHttp2(), isImage ? own : trusted);
    gateway.script(this::answerOfGateway);
    images.script(Stand::answerOfImages);
    struck().script(this::strike).door(this::open);
  }

  Entry entry() {
    return cell.entry();
  }

  /** The server that the fault strikes. */
  Server struck() {
    return cell.target() == Target.DOWNLOAD ? images : gateway;
  }

  /** An address of the other server, to which nothing may ever be led. */
  String elsewhere() {
    return images.url() + "/elsewhere";
  }

  /** Connections to the server that is struck hang. */
  void hangs() {
    instead = NoServer.hanging();
    isHanging = true;
  }

  /** Connections to the server that is struck are refused. */
  void refuses() {
    instead = NoServer.refusing();
  }

  /** The user's client asks for a sign of life this often. */
  void pings(int millis) {
    pingMillis = millis;
  }

  /** A download that brings nothing for this long is stalled, in real time. */
  void stallsAfter(int millis) {
    stallMillis = millis;
  }

  /** What the gateway answers if no fault strikes. */
  String good() {
    if (cell.target() == Target.SUBMIT) return entry().accepted(Pictures.BASE64);
    String host = cell.target() == Target.DOWNLOAD ? cell.fault().host : "127.0.0.1";
    return entry().done(address(images, host) + "/image.png");
  }

  private String address(Server server, String host) {
    return instead != null && server == struck() ? instead : server.url(host);
  }

  /** Answers as if no fault struck. */
  void answerWell(Exchange exchange) throws IOException {
    if (struck() == images) answerOfImages(exchange);
    else answerOfGateway(exchange);
  }

  private void answerOfGateway(Exchange exchange) throws IOException {
    exchange.readBody();
    exchange.answer(200, good(), Faults.JSON, "Cache-Control: max-age=600");
  }

  private static void answerOfImages(Exchange exchange) throws IOException {
    exchange.readBody();
    exchange.answer(200, IMAGE, "Content-Type: image/png", "Cache-Control: max-age=600");
  }

  private void strike(Exchange exchange) throws IOException {
    if (cell.fault().act != null && isStruck()) cell.fault().act.play(exchange, this);
    else answerWell(exchange);
  }

  private boolean open(Server server, Socket raw) throws IOException {
    return cell.fault().door == null || !isStruck() || cell.fault().door.open(server, raw);
  }

  private boolean isStruck() {
    return isArmed && (strikes.incrementAndGet() == 1 || cell.times() == Times.ALWAYS);
  }

  Outcome run(Path folder) throws Exception {
    cell.fault().before.prepare(this);
    String host = cell.target() == Target.DOWNLOAD ? "127.0.0.1" : cell.fault().host;
    ImageClient<?> client = entry().client(address(gateway, host), this::options);
    Outcome outcome;
    try {
      outcome = run(client, folder);
    } finally {
      client.close();
    }
    boolean isMore =
        gateway.requests() != outcome.requests() || images.requests() != outcome.gets();
    return isMore ? outcome.broken("requests after the end") : outcome;
  }

  private Outcome run(ImageClient<?> client, Path folder) throws Exception {
    Entry.Call<?> call = prepared(client, folder.resolve("image.png"));
    if (cell.fault().idle != null) {
      Object unused = time.run(call.async()).get();
      struck().toIdle(cell.fault().idle);
    }
    gateway.forget();
    images.forget();
    isArmed = true;
    if (isHanging) time.hangsAfter(30);
    long start = time.now();
    CompletableFuture<?> done =
        cell.isBlocking() ? time.call(call::blocking) : time.run(call.async());
    double seconds = (time.now() - start) / (double) TimeUnit.SECONDS.toNanos(1);
    Object value = null;
    Throwable failure = null;
    try {
      value = done.get();
    } catch (ExecutionException e) {
      failure = e.getCause();
    }
    String name = failure == null ? "OK" : failure.getClass().getSimpleName();
    return new Outcome(
        gateway.requests(),
        images.requests(),
        name.replace("Exception", ""),
        hasKey(value, failure),
        Math.round(seconds * 1000) / 1000.0,
        said(failure),
        broken(value, failure, folder));
  }

  /** The call that the fault strikes. */
  private Entry.Call<?> prepared(ImageClient<?> client, Path file) throws Exception {
    if (cell.target() == Target.SUBMIT) return entry().money(client);
    if (cell.target() == Target.QUERY) {
      ImageTask task = client.task(TaskKey.parse(entry().taskKey()));
      // The wait of a warmed-up connection must be another handle's: a result is kept.
      return Entry.call(task::awaitResult, () -> isArmed ? task.resultAsync() : warm(client));
    }
    GeneratedImage image =
        entry().isDirect()
            ? ((DirectResult) time.run(entry().money(client).async()).get()).images().get(0)
            : time.run(client.task(TaskKey.parse(entry().taskKey())).resultAsync()).get().first();
    return Entry.call(() -> save(image, file), image::bytesAsync);
  }

  @SuppressWarnings("unchecked")
  private <T> CompletableFuture<T> warm(ImageClient<?> client) {
    return (CompletableFuture<T>) client.task(TaskKey.parse(entry().taskKey())).refreshAsync();
  }

  private static byte[] save(GeneratedImage image, Path file) {
    try {
      image.saveTo(file);
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean hasKey(Object value, Throwable failure) {
    if (value instanceof ImageTask task) return task.key() != null;
    if (failure == null) return !(value instanceof DirectResult);
    return failure instanceof ImageTaskException e && e.key() != null;
  }

  /** What must never be, whatever the table says. */
  private String broken(Object value, Throwable failure, Path folder) throws IOException {
    if (failure != null && !(failure instanceof ImageTaskException)) return "thrown: " + failure;
    if (failure != null && shown(failure).contains(Entry.KEY)) return "the key is shown";
    if (images.sawKey()) return "the key went to another server";
    Throwable uncaught = time.uncaught();
    // OkHttp's word to a network interceptor that tries again: the user's fault, who hears of it.
    boolean isUsers = uncaught != null && shown(uncaught).contains("proceed() exactly once");
    if (uncaught != null && !isUsers) return "uncaught: " + uncaught;
    if (value instanceof byte[] bytes
        && !Arrays.equals(Arrays.copyOf(bytes, IMAGE.length), IMAGE)) {
      return "another image";
    }
    try (Stream<Path> files = Files.list(folder)) {
      long expected = value instanceof byte[] && cell.isBlocking() ? 1 : 0;
      if (files.count() != expected) return "files are left over";
    }
    return null;
  }

  private static String said(Throwable failure) {
    return failure == null
        ? null
        : Stream.iterate(failure, each -> each != null, Throwable::getCause)
            .map(Throwable::toString)
            .collect(Collectors.joining(" < "));
  }

  private static String shown(Throwable failure) {
    StringWriter text = new StringWriter();
    failure.printStackTrace(new PrintWriter(text));
    return text.toString();
  }

  private void options(ImageClient.Builder<?> builder) {
    builder
        .pollPolicy(POLICY)
        .requestTimeout(Duration.ofMillis(stallMillis))
        .submitTimeout(Duration.ofMinutes(5))
        .directTimeout(Duration.ofMinutes(5))
        .maxImageBytes(LARGEST_IMAGE);
    ExecutorService callbacks = time.callbacks();
    ClientInsides.replace(builder, time, callbacks, name -> time.http());
    if (cell.kind() != Kind.OWN) builder.okHttpClient(usersClient());
  }

  private OkHttpClient usersClient() {
    OkHttpClient.Builder client = new OkHttpClient.Builder().dns(Stand::lookup);
    cell.kind().addTo(client);
    boolean isTls = cell.fault().isOverTls();
    if (isTls) Tls.trust(client);
    if (!cell.isHttp2()) client.protocols(List.of(Protocol.HTTP_1_1));
    else if (!isTls) client.protocols(List.of(Protocol.H2_PRIOR_KNOWLEDGE));
    if (pingMillis > 0) client.pingInterval(Duration.ofMillis(pingMillis));
    okHttpClient = client.build();
    return okHttpClient;
  }

  private static List<InetAddress> lookup(String host) throws UnknownHostException {
    if (host.equals(TWO_ADDRESSES)) {
      return List.of(InetAddress.getByName("127.0.0.9"), Server.LOOPBACK);
    }
    if (host.endsWith(".invalid")) throw new UnknownHostException(host);
    return Dns.SYSTEM.lookup(host);
  }

  @Override
  public void close() throws IOException {
    gateway.close();
    images.close();
    if (okHttpClient != null) okHttpClient.connectionPool().evictAll();
  }
}
