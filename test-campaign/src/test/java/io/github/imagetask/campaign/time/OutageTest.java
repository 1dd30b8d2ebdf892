package io.github.imagetask.campaign.time;

import static io.github.imagetask.campaign.Figures.print;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.ImageTask;
import io.github.imagetask.PollPolicy;
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
 * Gateways that come and go while many wait: each wait ends as it should, soon after it can, and
 * none asks more often than its schedule allows.
 */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
final class OutageTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Duration FLOOR = Duration.ofMillis(200);
  private static final Duration CEILING = Duration.ofMillis(600);
  private static final Duration REQUEST = Duration.ofSeconds(2);
  private static final PollPolicy POLICY = Clients.policy(FLOOR, CEILING, Duration.ofMinutes(5));

  /** Many times what is stated: machines are noisy. */
  private static final Duration SLACK = Duration.ofSeconds(20);

  @Test
  void aGatewayRestartsOnItsPortWhileFiveHundredWait() throws Exception {
    restart(500, 700);
  }

  @Test
  @Tag("campaign")
  void aGatewayIsGoneForTenSecondsWhileFiveHundredWait() throws Exception {
    restart(500, 10_000);
  }

  @Test
  void aGatewayThatFlapsIsAskedByTheSchedule() throws Exception {
    flap(300, 3, 300);
  }

  @Test
  @Tag("campaign")
  void aGatewayThatFlapsForHalfAMinuteIsAskedByTheSchedule() throws Exception {
    flap(300, 15, 1_000);
  }

  @Test
  void connectionsThatAreHalfOpenCostOneTimeoutEach() throws Exception {
    halfOpen(100, Duration.ofSeconds(1));
  }

  @Test
  @Tag("campaign")
  void connectionsThatAreHalfOpenCostOneTimeoutEachThreeTimes() throws Exception {
    for (int i = 0; i < 3; i++) halfOpen(500, REQUEST);
  }

  private static void restart(int count, long millis) throws Exception {
    AtomicBoolean ready = new AtomicBoolean();
    try (BareGateway gateway = new BareGateway();
        Crowd crowd = new Crowd(gateway, gateway.url(), count, POLICY, REQUEST)) {
      gateway.answer((task, query) -> ready.get() ? task.done() : task.running());
      long begun = System.nanoTime();
      crowd.begin();
      Until.so("a query each", PATIENCE, () -> asked(crowd));

      gateway.down();
      TimeUnit.MILLISECONDS.sleep(millis);
      ready.set(true);
      long up = System.nanoTime();
      gateway.up();

      report("gateway gone for " + millis + " ms", crowd, begun, up);
      checkFloor(crowd);
    }
  }

  private static void flap(int count, int times, long millis) throws Exception {
    AtomicBoolean ready = new AtomicBoolean();
    try (BareGateway gateway = new BareGateway();
        Crowd crowd = new Crowd(gateway, gateway.url(), count, POLICY, REQUEST)) {
      gateway.answer((task, query) -> ready.get() ? task.done() : task.running());
      long begun = System.nanoTime();
      crowd.begin();
      for (int i = 0; i < times; i++) {
        TimeUnit.MILLISECONDS.sleep(millis);
        gateway.down();
        TimeUnit.MILLISECONDS.sleep(millis);
        if (i < times - 1) gateway.up();
      }
      ready.set(true);
      long up = System.nanoTime();
      gateway.up();

      report("gateway " + times + " times up and down for " + millis + " ms", crowd, begun, up);
      checkFloor(crowd);
    }
  }

  private static void halfOpen(int count, Duration timeout) throws Exception {
    AtomicBoolean ready = new AtomicBoolean();
    try (BareGateway gateway = new BareGateway();
        SwallowingRelay relay = new SwallowingRelay(gateway.port());
        Crowd crowd = new Crowd(gateway, BareGateway.url(relay.port()), count, POLICY, timeout)) {
      gateway.answer(
          (task, query) -> {
            pause(); // so that there are many connections
            return ready.get() ? task.done() : task.running();
          });
      long begun = System.nanoTime();
      crowd.begin();
      Until.so("a query each", PATIENCE, () -> asked(crowd));

      int forgotten = relay.forget();
      ready.set(true);
      long up = System.nanoTime();

      String what = forgotten + " connections half-open, " + timeout.toMillis() + " ms a query";
      Figures late = report(what, crowd, begun, up);
      print("time: %s: %d requests reached nobody", what, relay.swallowed());
      // A second one at most, of those that were idle.
      assertThat(late.max()).isLessThan(timeout.multipliedBy(2).plus(CEILING).plus(SLACK));
    }
  }

  /** Says how soon after the gateway was up each result came, and how often was asked. */
  private static Figures report(String what, Crowd crowd, long begun, long up) {
    Figures late = new Figures();
    List<Crowd.Ended> ends = crowd.ends();
    for (Crowd.Ended end : ends) {
      assertThat(end.failure()).isNull();
      late.add(end.at() - up);
    }
    double seconds = (System.nanoTime() - begun) / 1e9;
    int allowed = (int) (seconds * 1e9 / FLOOR.toNanos()) + 1; // a wait
    int most = 0;
    for (ImageTask task : crowd.tasks) most = Math.max(most, crowd.attempts(task));
    double shortest = Gaps.shortest(crowd.atTheGateway());
    print(
        "time: %s, %d waits: results after it was back: %s; %d queries in %.1f s, %d at most of a"
            + " wait (the floor allows %d), %.0f ms apart at least",
        what, ends.size(), late, crowd.attempts(), seconds, most, allowed, shortest);
    assertThat(late.max()).isLessThan(CEILING.plus(REQUEST).plus(SLACK));
    assertThat(most).isLessThanOrEqualTo(allowed);
    return late;
  }

  /** Not where a query that has timed out may be read long after it was sent. */
  private static void checkFloor(Crowd crowd) {
    double shortest = Gaps.shortest(crowd.atTheGateway());
    assertThat(shortest).isGreaterThanOrEqualTo((double) FLOOR.toMillis());
  }

  private static boolean asked(Crowd crowd) {
    return crowd.atTheGateway().stream().allMatch(task -> task.queries() > 0);
  }

  private static void pause() {
    try {
      TimeUnit.MILLISECONDS.sleep(30);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
