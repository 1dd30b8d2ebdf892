package io.github.imagetask.campaign.races;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.GeneratedImage;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ImageTask;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskKey;
import io.github.imagetask.WaitAbortedException;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * Two threads at once, over real connections: which outcomes there may be, and that each is one.
 */
@Timeout(900)
class RacesTest {
  private static final PollPolicy HASTY =
      PollPolicy.builder()
          .firstDelay(Duration.ZERO)
          .delays(Duration.ofMillis(1), Duration.ofMillis(2))
          .deadline(Duration.ofMinutes(1))
          .build();

  private static final UniAllImageRequest REQUEST =
      UniAllImageRequest.builder()
          .model(UniAllModel.GPT_IMAGE_2)
          .prompt("A cube")
          .size(ImageSize.of(1024, 1024))
          .build();

  @TempDir Path folder;

  private final AtomicInteger count = new AtomicInteger();
  private TinyGateway gateway;
  private UniAllClient client;

  /** How long each race goes on. */
  long millis() {
    return 400;
  }

  @BeforeEach
  void start() throws Exception {
    gateway = new TinyGateway();
    client = client();
  }

  @AfterEach
  void stop() {
    client.close();
    gateway.close();
  }

  private UniAllClient client() {
    return UniAllClient.builder()
        .baseUrl(gateway.url())
        .apiKey("test-key-races")
        .pollPolicy(HASTY)
        .build();
  }

  /** Cancelled or the result, never neither; once cancelled, nothing is asked any more. */
  @Test
  void cancelAgainstCompletion() throws Exception {
    race(
        "cancel against completion",
        () -> {
          ImageTask task = client.task(TaskKey.of("uniall", "c" + count.incrementAndGet()));
          AtomicReference<CompletableFuture<ImageResult>> future = new AtomicReference<>();
          future.set(task.resultAsync());
          return round(
              () -> future.get().cancel(true),
              () -> {}, // the other one is the client's own, with the answer
              () -> {
                String end = end(future.get());
                assertThat(end).isIn("result", "cancelled");
                assertThat(future.get().isCancelled()).isEqualTo(end.equals("cancelled"));
                assertThat(gateway.of(task.key().id()).all.get()).isLessThanOrEqualTo(1);
                return end;
              });
        });
  }

  /** One POST and a task, or unknown; or none, and an exception that says so. */
  @Test
  void closeAgainstSubmit() throws Exception {
    race(
        "close against submit",
        () -> {
          UniAllClient one = client();
          int before = gateway.posts.get();
          AtomicReference<CompletableFuture<ImageTask>> future = new AtomicReference<>();
          return round(
              () -> {
                try {
                  future.set(one.submitAsync(REQUEST));
                } catch (IllegalStateException closed) {
                  future.set(CompletableFuture.failedFuture(closed));
                }
              },
              one::close,
              () -> {
                String end = end(future.get());
                int posts = gateway.posts.get() - before;
                switch (end) {
                  case "result" -> assertThat(posts).isEqualTo(1);
                  case "unknown" -> assertThat(posts).isBetween(0, 1);
                  default -> { // nothing was sent, it says
                    assertThat(end).isIn("aborted", "closed");
                    assertThat(posts).isZero();
                  }
                }
                return end + " with " + posts + " POST";
              });
        });
  }

  /** A nudge and the schedule ask one after the other, and whoever waits gets the result. */
  @Test
  void callbackAgainstPoll() throws Exception {
    race(
        "callback against poll",
        () -> {
          ImageTask task = client.task(TaskKey.of("uniall", "n" + count.incrementAndGet()));
          CompletableFuture<ImageResult> one = task.resultAsync();
          AtomicReference<CompletableFuture<ImageResult>> two = new AtomicReference<>();
          return round(
              () -> client.nudge(task.key()),
              () -> two.set(task.resultAsync()),
              () -> {
                assertThat(end(one)).isEqualTo("result");
                assertThat(end(two.get())).isEqualTo("result");
                TinyGateway.Asked asked = gateway.of(task.key().id());
                assertThat(asked.atOnce.get()).isEqualTo(1);
                assertThat(asked.all.get()).isBetween(1, 2);
                return asked.all.get() + " queries";
              });
        });
  }

  /** Aborted, or a stream that is whole or says that its reader was interrupted. */
  @Test
  void openedStreamAgainstInterrupt() throws Exception {
    GeneratedImage image = image();
    race(
        "opened stream against interrupt",
        () -> {
          AtomicReference<Thread> reader = new AtomicReference<>();
          AtomicReference<String> end = new AtomicReference<>();
          return round(
              () -> {
                while (reader.get() == null) Thread.onSpinWait();
                reader.get().interrupt();
              },
              () -> {
                reader.set(Thread.currentThread());
                try (InputStream in = image.openStream()) {
                  assertThat(in.readAllBytes()).isEqualTo(TinyGateway.IMAGE);
                  end.set("whole");
                } catch (InterruptedIOException | ClosedByInterruptException e) { // as OkHttp's do
                  end.set("interrupted while it was read");
                } catch (WaitAbortedException e) {
                  assertThat(Thread.interrupted()).as("the flag").isTrue();
                  end.set("aborted");
                }
              },
              end::get);
        });
  }

  /** The whole file or none, and none that comes after a cancel; nothing else is left over. */
  @Test
  void savedFileAgainstCancel() throws Exception {
    GeneratedImage image = image();
    race(
        "saved file against cancel",
        () -> {
          Path file = folder.resolve(count.incrementAndGet() + ".png");
          AtomicReference<CompletableFuture<Path>> future = new AtomicReference<>();
          AtomicBoolean was = new AtomicBoolean(); // there when the cancel was over
          future.set(image.saveToAsync(file));
          return round(
              () -> {
                boolean unused = future.get().cancel(true);
                was.set(Files.exists(file));
              },
              () -> {}, // as above
              () -> {
                String end = end(future.get());
                assertThat(end).isIn("result", "cancelled");
                boolean is = Files.exists(file);
                assertThat(is).isEqualTo(end.equals("result") || was.get());
                if (!is) return end;
                assertThat(Files.readAllBytes(file)).isEqualTo(TinyGateway.IMAGE);
                Files.delete(file);
                return end + ", file";
              });
        });
    client.close(); // what is under way ends, and takes its temporary file away
    long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
    while (!left().isEmpty() && System.nanoTime() < patience) LockSupport.parkNanos(1_000_000);
    assertThat(left()).isEmpty();
  }

  private List<Path> left() throws IOException {
    try (Stream<Path> left = Files.list(folder)) {
      return left.toList();
    }
  }

  private GeneratedImage image() {
    return client.task(TaskKey.of("uniall", "image")).awaitResult().images().get(0);
  }

  private void race(String name, Rounds.Supplier rounds) throws Exception {
    try (Rounds all = new Rounds(name)) {
      all.run(millis(), rounds);
    }
  }

  private interface Outcome {
    String get() throws Exception;
  }

  private static Rounds.Round round(Rounds.Step first, Rounds.Step second, Outcome outcome) {
    return new Rounds.Round() {
      @Override
      public Rounds.Step first() {
        return first;
      }

      @Override
      public Rounds.Step second() {
        return second;
      }

      @Override
      public String outcome() throws Exception {
        return outcome.get();
      }
    };
  }

  /** How a future ended, within half a minute. */
  private static String end(CompletableFuture<?> future) {
    try {
      assertThat(future.orTimeout(30, TimeUnit.SECONDS).join()).isNotNull();
      return "result";
    } catch (CancellationException cancelled) {
      return "cancelled";
    } catch (CompletionException e) {
      Throwable why = e.getCause();
      if (why instanceof WaitAbortedException) return "aborted";
      if (why instanceof SubmitOutcomeUnknownException) return "unknown";
      if (why instanceof IllegalStateException) return "closed";
      return why instanceof ImageTaskException ? why.toString() : "no end: " + why;
    }
  }
}
