package io.github.imagetask.docs;

import io.github.imagetask.GeneratedImage;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ImageTask;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.hingnet.HingnetClient;
import io.github.imagetask.meitu.MeituClient;
import io.github.imagetask.meitu.MeituEnvironment;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.github.imagetask.zexi.ZexiClient;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.Executor;
import org.springframework.ai.image.ImageModel;
import software.amazon.awssdk.services.s3.S3Client;

/** What fragments don't declare: names that say by themselves what they are, at fake gateways. */
@SuppressWarnings("all") // fields for others
public class Scene {
  protected static FakeGateways gateways;
  protected static UniAllClient client;
  protected static UniAllClient uniall;
  protected static HingnetClient hingnet;
  protected static ZexiClient zexi;
  protected static MeituClient meitu;
  protected static UniAllClient.Builder builder;
  protected static String baseUrl;
  protected static String apiKey;
  protected static String token;
  protected static UniAllImageRequest request;
  protected static ImageTask task;
  protected static String saved;
  protected static GeneratedImage image;
  protected static Path folder;
  protected static Path file;
  protected static Path photo;
  protected static Path desk;
  protected static Path sphere;
  protected static long orderId;
  protected static Order order;
  protected static Orders orders;
  protected static Executor mainExecutor;
  protected static MeterRegistry meters;
  protected static ObservationRegistry observations;
  // Null: their programs are compiled and not run.
  protected static ImageModel imageModel;
  protected static S3Client s3;

  private static final PollPolicy QUICK =
      PollPolicy.builder()
          .firstDelay(Duration.ofMillis(5))
          .delays(Duration.ofMillis(5), Duration.ofMillis(50))
          .deadline(Duration.ofSeconds(10))
          .build();

  /** The statements of a fragment. */
  public void run() throws Exception {}

  /** Sets everything up anew. */
  static void set(FakeGateways fakes, Path place) throws IOException {
    gateways = fakes;
    fakes.all().forEach(FakeGateway::reset);
    fakes.uniall().finishAfterQueries(0); // a client of a program's own asks first after 5 s
    client = newUniAllClient();
    uniall = client;
    hingnet = newHingnetClient();
    zexi = newZexiClient();
    meitu = newMeituClient();
    baseUrl = fakes.uniall().baseUrl();
    apiKey = fakes.uniall().apiKey();
    token = fakes.meitu().token();
    builder = quick(UniAllClient.builder()).baseUrl(baseUrl).apiKey(apiKey);
    request =
        UniAllImageRequest.builder()
            .model(UniAllModel.GPT_IMAGE_2)
            .prompt("a scene")
            .size(ImageSize.of(1024, 768))
            .build();
    task = client.submit(request);
    saved = task.key().toString();
    image = task.awaitResult().first();
    folder = place;
    file = folder.resolve("file.png");
    photo = image.saveTo(folder.resolve("photo.png"));
    desk = photo;
    sphere = photo;
    orderId = 17;
    orders = new Orders(baseUrl, apiKey);
    order = new Order();
    mainExecutor = Runnable::run;
    meters = new SimpleMeterRegistry();
    observations = ObservationRegistry.create();
  }

  static void close() {
    for (ImageClient<?> each : new ImageClient<?>[] {client, hingnet, zexi, meitu}) each.close();
  }

  public static String env(String name) {
    Map<String, String> all = new TreeMap<>();
    for (FakeGateway each : gateways.all()) all.putAll(each.environment());
    return all.get(name);
  }

  public static String internalUrl() {
    return gateways.meitu().internalUrl();
  }

  public static UniAllClient newUniAllClient() {
    FakeGateway fake = gateways.uniall();
    return quick(UniAllClient.builder()).baseUrl(fake.baseUrl()).apiKey(fake.apiKey()).build();
  }

  public static HingnetClient newHingnetClient() {
    FakeGateway fake = gateways.hingnet();
    return quick(HingnetClient.builder()).baseUrl(fake.baseUrl()).apiKey(fake.apiKey()).build();
  }

  public static ZexiClient newZexiClient() {
    FakeGateway fake = gateways.zexi();
    return quick(ZexiClient.builder()).baseUrl(fake.baseUrl()).apiKey(fake.apiKey()).build();
  }

  public static MeituClient newMeituClient() {
    return quick(MeituClient.builder())
        .environment(MeituEnvironment.ofBaseUrl(gateways.meitu().baseUrl()))
        .apiKey(gateways.meitu().apiKey())
        .apiSecret(gateways.meitu().apiSecret())
        .token(gateways.meitu().token())
        .build();
  }

  private static <B extends ImageClient.Builder<B>> B quick(B builder) {
    return builder.pollPolicy(QUICK);
  }

  /** A shop's store. */
  public static class Orders {
    public Orders(String baseUrl, String apiKey) {}

    public void save(Long orderId, String key) {}

    public void refuse(Long orderId, String why) {}

    public void check(Long orderId, String why) {}

    public void resumeLater(Long orderId, String key) {}

    public void submitLater(Long orderId, String why) {}
  }

  /** A shop's order. */
  public static class Order {
    public String prompt() {
      return "an order";
    }

    public void save(String key) {}
  }

  /** A shop's service. */
  public static class PosterService {
    public void paint(Order order, Path file) {}
  }
}
