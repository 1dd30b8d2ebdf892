package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Paths;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.HttpUrl;
import okhttp3.mockwebserver.Dispatcher;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.RecordedRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("slow")
@Timeout(60)
final class JvmExitTest extends OverHttp {
  @ParameterizedTest
  @ValueSource(strings = {"closed", "open"})
  void aMainThatReturnsEndsItsJvmWhetherItsClientIsClosedOrNot(String client) throws Exception {
    server.setDispatcher(
        new Dispatcher() {
          @Override
          public MockResponse dispatch(RecordedRequest request) {
            return running();
          }
        });
    Process process =
        new ProcessBuilder(
                Paths.get(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                Main.class.getName(),
                server.url("/").toString(),
                client)
            .redirectErrorStream(true)
            .start();
    try (BufferedReader out =
        new BufferedReader(
            new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
      assertThat(out.readLine()).isEqualTo("main returns: test:t1 RUNNING, " + client);
      long returned = System.nanoTime();

      assertThat(process.waitFor(5, TimeUnit.SECONDS)).isTrue();

      Duration took = Duration.ofNanos(System.nanoTime() - returned);
      System.out.println(
          ("the JVM ended " + took.toMillis() + " ms after main had returned, its client ")
              + client);
      assertThat(out.readLine()).isNull();
      assertThat(process.exitValue()).isZero();
    } finally {
      process.destroyForcibly();
    }
  }

  /** What runs in the other JVM: a task that never ends, and a client that may stay open. */
  static final class Main {
    private Main() {}

    public static void main(String[] args) throws Exception {
      PollPolicy quick =
          PollPolicy.builder()
              .firstDelay(Duration.ZERO)
              .delays(Duration.ofMillis(20), Duration.ofMillis(20))
              .build();
      TestClient client = TestClient.builder(HttpUrl.get(args[0])).pollPolicy(quick).build();
      ImageTask task = client.submitAsync("a cube").get();
      CompletableFuture<ImageResult> never = task.resultAsync();
      TaskSnapshot snapshot = task.refreshAsync().get();
      boolean waiting = !never.isDone();
      if (args[1].equals("closed")) client.close();
      if (waiting) System.out.println("main returns: " + snapshot + ", " + args[1]);
    }
  }
}
