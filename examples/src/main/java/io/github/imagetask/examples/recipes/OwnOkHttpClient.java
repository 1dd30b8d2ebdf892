package io.github.imagetask.examples.recipes;

import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import okhttp3.Interceptor;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.jspecify.annotations.Nullable;

/** The application's own OkHttpClient under the SDK: its proxy, its pool, its log. */
public final class OwnOkHttpClient {
  private OwnOkHttpClient() {}

  /** Runs the recipe. */
  public static void main(String[] args) throws IOException {
    OkHttpClient http =
        new OkHttpClient.Builder()
            .proxy(proxy())
            .connectTimeout(Duration.ofSeconds(5))
            .addInterceptor(OwnOkHttpClient::log)
            .build();
    UniAllImageRequest request =
        UniAllImageRequest.builder()
            .model(UniAllModel.NANO_BANANA_2_0_5K)
            .prompt("A lighthouse at dusk")
            .build();
    Path folder = Files.createDirectories(Path.of("out"));

    try (Account account = Account.open();
        UniAllClient client =
            UniAllClient.builder()
                .baseUrl(account.baseUrl())
                .apiKey(account.apiKey())
                // Built upon, never changed and never closed: proxy, TLS, DNS, pool and
                // interceptors are kept. Timeouts, redirects, retries and the dispatcher are the
                // SDK's, since a submit that OkHttp sends twice is paid for twice.
                .okHttpClient(http)
                .build()) {
      Path file = client.generate(request).first().saveTo(folder.resolve("lighthouse.png"));
      System.out.println("saved " + file);
    }
  }

  /**
   * Logs calls without secrets. The key is added below all interceptors, so that none sees it; a
   * URL may be signed, so only its origin is printed; bodies hold what users wrote.
   */
  private static Response log(Interceptor.Chain chain) throws IOException {
    Request request = chain.request();
    long start = System.nanoTime();
    Response response = chain.proceed(request);
    System.out.printf(
        "%s %s -> %d in %d ms%n",
        request.method(),
        request.url().redact(),
        response.code(),
        Duration.ofNanos(System.nanoTime() - start).toMillis());
    return response;
  }

  /** The proxy of {@code -Dexample.proxy=host:port}; null leaves it to the JVM's settings. */
  private static @Nullable Proxy proxy() {
    String[] address = System.getProperty("example.proxy", "").split(":", 2);
    if (address.length < 2) return null;
    int port = Integer.parseInt(address[1]);
    // Unresolved: the proxy's name is looked up when it is used.
    return new Proxy(Proxy.Type.HTTP, InetSocketAddress.createUnresolved(address[0], port));
  }
}
