package io.github.imagetask;

import static java.time.Duration.ofSeconds;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client remembers of how long tasks took, and when it asks then. */
@Timeout(60)
final class LearningOverHttpTest extends OverHttp {
  private static final PollPolicy POLICY =
      PollPolicy.builder().growth(1).jitter(0).build(); // after 5 s, then every 4 s
  private static final Duration TEN = ofSeconds(10);
  private static final String STORED = "m1=24.0,26.0,28.0,30.0,30.0,32.0,34.0,37.0";

  private RequestClient requests;

  @BeforeEach
  void start() {
    restart(POLICY, TaskDurations.none());
  }

  @AfterEach
  void stop() {
    requests.close();
  }

  @Test
  void aTaskThatSucceedsIsRemembered() throws Exception {
    answer(queued(), running(), running(), done());

    result(requests.submit(RequestClient.request().build()));

    assertThat(requests.durations()).hasToString("m1=11.000\n"); // from 9 to 13 s
  }

  @Test
  void anAwaitThatComesLateTeachesNothing() throws Exception {
    answer(queued(), done());
    ImageTask task = requests.submit(RequestClient.request().build());
    timer.advance(ofSeconds(60));

    result(task);

    assertThat(requests.durations().models()).isEmpty();
  }

  @Test
  void aTaskThatIsTakenUpAgainTeachesNothing() throws Exception {
    answer(running(), done());

    result(requests.task(KEY));

    assertThat(requests.durations().models()).isEmpty();
  }

  @Test
  void aTaskThatFailsTeachesNothing() throws Exception {
    answer(queued(), running(), json("{\"id\":\"t1\",\"status\":\"failed\"}"));

    Throwable failed =
        catchThrowable(() -> result(requests.submit(RequestClient.request().build())));

    assertThat(failed).isInstanceOf(TaskFailedException.class);
    assertThat(requests.durations().models()).isEmpty();
  }

  @Test
  void anEndThatComesAfterAFailedQueryTeachesNothing() throws Exception {
    answer(queued(), running(), status(500), done());

    result(requests.submit(RequestClient.request().build()));

    assertThat(requests.durations().models()).isEmpty();
  }

  @Test
  void aTaskThatSucceedsAtOnceTeachesNothing() throws Exception {
    answer(done());

    result(requests.submit(RequestClient.request().build()));

    assertThat(requests.durations().models()).isEmpty();
  }

  @Test
  void waitsAskByWhatWasStored() throws Exception {
    restart(POLICY, TaskDurations.parse(STORED));
    answer(queued(), running(), running(), done());

    ImageResult result = result(requests.submit(RequestClient.request().build()));

    assertThat(result.elapsed()).isEqualTo(ofSeconds(24)); // at 10, 20 and 24 s
    assertThat(requests.durations()).asString().endsWith(",37.000,22.000\n");
  }

  @Test
  void eightDurationsChangeWhenTheNextTaskIsAsked() throws Exception {
    for (int i = 0; i < 8; i++) {
      answer(queued(), running(), running(), done());
      assertThat(result(requests.submit(RequestClient.request().build())).elapsed())
          .isEqualTo(ofSeconds(13));
    }
    answer(queued(), done());

    ImageResult ninth = result(requests.submit(RequestClient.request().build()));

    assertThat(ninth.elapsed()).isBetween(ofSeconds(6), ofSeconds(10));
    assertThat(requests.durations().count("m1")).isEqualTo(9);
  }

  @Test
  void aPolicyMayLeaveWhatIsLearnedAside() throws Exception {
    restart(POLICY.newBuilder().learned(false).build(), TaskDurations.parse(STORED));
    answer(queued(), done());

    ImageResult result = result(requests.submit(RequestClient.request().build()));

    assertThat(result.elapsed()).isEqualTo(ofSeconds(5));
    assertThat(requests.durations().count("m1")).isEqualTo(9); // for estimates, all the same
  }

  @Test
  void aTaskThatIsTakenUpAgainIsAskedByThePolicy() throws Exception {
    restart(POLICY, TaskDurations.parse(STORED));
    answer(running(), done());

    ImageResult result = result(requests.task(KEY));

    assertThat(result.elapsed()).isEqualTo(ofSeconds(4));
  }

  private void restart(PollPolicy policy, TaskDurations durations) {
    if (requests != null) requests.close();
    timer = new FakeTimer();
    timer.random(0);
    HttpUrl base = server.url("");
    requests =
        new RequestClient(
            base, TestClient.builder(base).timer(timer).pollPolicy(policy).durations(durations));
  }

  private ImageResult result(ImageTask task) throws Exception {
    CompletableFuture<ImageResult> result = task.resultAsync();
    return get(timer.runUntilDone(result, TEN));
  }
}
