package io.github.imagetask.campaign.time;

import static io.github.imagetask.campaign.Figures.print;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskTimeoutException;
import io.github.imagetask.campaign.BareGateway;
import io.github.imagetask.campaign.Clients;
import io.github.imagetask.campaign.Figures;
import io.github.imagetask.campaign.Until;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * A gateway that asks for a pause, and one that never has the image: when do waits go on and end?
 */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
final class PauseTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration REQUEST = Duration.ofSeconds(30);
  private static final Duration GRACE = Duration.ofSeconds(5);
  private static final String TOO_MANY =
      BareGateway.json("429 Too Many", "{\"error\":{\"message\":\"slow\"}}", "Retry-After: 1");

  /** Many times what is stated: machines are noisy. */
  private static final Duration SLACK = Duration.ofSeconds(20);

  @Test
  void afterAPauseNoTaskStarves() throws Exception {
    pause(100);
  }

  @Test
  @Tag("campaign")
  void afterAPauseNoneOfThreeHundredTasksStarves() throws Exception {
    pause(300);
  }

  @Test
  void waitsEndAtTheirDeadline() throws Exception {
    deadline(300, Duration.ofSeconds(1), false);
  }

  @Test
  @Tag("campaign")
  void thousandsOfWaitsEndAtTheirDeadline() throws Exception {
    deadline(3_000, Duration.ofSeconds(10), false);
  }

  @Test
  @Tag("campaign")
  void waitsWhoseLastQueryIsNotAnsweredHaveFiveSecondsMore() throws Exception {
    deadline(60, Duration.ofSeconds(2), true);
  }

  private static void pause(int count) throws Exception {
    PollPolicy policy =
        Clients.policy(Duration.ofMillis(200), Duration.ofMillis(400), Duration.ofMinutes(2));
    AtomicBoolean busy = new AtomicBoolean();
    try (BareGateway gateway = new BareGateway();
        Crowd crowd = new Crowd(gateway, gateway.url(), count, policy, REQUEST)) {
      gateway.answer((task, query) -> busy.get() ? TOO_MANY : task.running());
      crowd.begin();
      Until.so("a query each", PATIENCE, () -> crowd.attempts() >= 2 * count);
      busy.set(true);
      TimeUnit.MILLISECONDS.sleep(300);
      busy.set(false);
      long over = System.nanoTime();
      List<BareGateway.Task> tasks = crowd.atTheGateway();

      Until.so("a query each", PATIENCE, () -> tasks.stream().allMatch(it -> after(it, over) > 0));

      long last = System.nanoTime() - over;
      long most = tasks.stream().mapToLong(task -> after(task, over)).max().orElse(0);
      print(
          "time: after a pause of 1 s that the gateway asked %d waits for: the last asked again"
              + " after %.1f s; until then no task was asked more than %d times",
          count, last / 1e9, most);
      // A place in the queue for each: whoever asks again stands behind all that wait.
      assertThat(most).isLessThanOrEqualTo(3);
    }
  }

  private static long after(BareGateway.Task task, long time) {
    return task.asked.stream().filter(at -> at > time).count();
  }

  private static void deadline(int count, Duration deadline, boolean silent) throws Exception {
    PollPolicy policy = Clients.policy(Duration.ofMillis(200), Duration.ofMillis(1_000), deadline);
    try (BareGateway gateway = new BareGateway();
        Crowd crowd = new Crowd(gateway, gateway.url(), count, policy, REQUEST)) {
      gateway.answer((task, query) -> silent ? null : task.running());
      crowd.begin();
      Figures late = new Figures();
      for (Crowd.Ended end : crowd.ends()) {
        assertThat(end.failure()).isInstanceOf(TaskTimeoutException.class);
        late.add(end.lasted() - deadline.toNanos());
      }
      print(
          "time: %d waits with a deadline of %d ms, queries %s: past it: %s",
          count, deadline.toMillis(), silent ? "never answered" : "answered", late);
      assertThat(late.millis(0)).isGreaterThanOrEqualTo(0);
      assertThat(late.max()).isLessThan(silent ? GRACE.plus(SLACK) : SLACK);
    }
  }
}
