package io.github.imagetask.campaign.time;

import static io.github.imagetask.campaign.Figures.print;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.campaign.BareGateway;
import io.github.imagetask.campaign.ChildJvm;
import io.github.imagetask.campaign.Figures;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeHingnet;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** The wall clock of a process jumps by days and hours while it waits. */
@Timeout(600)
@Execution(ExecutionMode.CONCURRENT)
final class ClockJumpTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final List<String> JUMPS = List.of("+1d", "-1d", "+1h", "-1h");
  private static final long FLOOR = 100;
  private static final long CEILING = 300;
  private static final Duration READY = Duration.ofSeconds(1);
  private static final int RETRY_AFTER = 2;

  /** Many times what is stated: machines are noisy, and a lost hour is longer. */
  private static final double SLACK = 20_000;

  @TempDir Path folder;

  @Test
  void nothingEndsEarlyOrLate() throws Exception {
    run(50, 200, 2_000);
  }

  @Test
  @Tag("campaign")
  void nothingEndsEarlyOrLateHoweverOftenItJumps() throws Exception {
    for (long pause : new long[] {50, 400, 1_000}) run(200, pause, 8_000);
  }

  @Test
  @Tag("campaign")
  void anImageThatIsOverByTheLocalClockIsFetchedAllTheSame() throws Exception {
    FakeClock clock = FakeClock.in(folder);
    clock.jump("+30d");
    try (FakeGateways gateways = FakeGateways.start()) {
      FakeHingnet hingnet = gateways.hingnet();
      hingnet.finishAfterQueries(1);
      try (ChildJvm child =
          ChildJvm.start(
              Path.of(System.getProperty("java.home")),
              clock.environment(),
              List.of(),
              Expiring.class,
              hingnet.baseUrl(),
              hingnet.apiKey(),
              folder.resolve("image.png").toString())) {
        String saved = child.line("saved ", PATIENCE);
        print(
            "time: an image over by the local clock: saved %s with %d query, %d download",
            saved, hingnet.queries(), hingnet.downloads());
        assertThat(saved).isEqualTo("expired=true image.png");
        assertThat(hingnet.queries()).isEqualTo(1);
        assertThat(hingnet.downloads()).isEqualTo(1);
      }
    }
  }

  private void run(int each, long pause, long deadline) throws Exception {
    FakeClock clock = FakeClock.in(folder);
    try (BareGateway gateway = new BareGateway()) {
      gateway.answer(ClockJumpTest::answer);
      try (ChildJvm child =
          ChildJvm.start(
              Path.of(System.getProperty("java.home")),
              clock.environment(),
              List.of(),
              Waiting.class,
              gateway.url(),
              String.valueOf(FLOOR),
              String.valueOf(CEILING),
              String.valueOf(deadline),
              "never=" + each,
              "done=" + each,
              "dated=1",
              "dateless=1")) {
        child.line("waiting", PATIENCE);
        List<End> ends;
        Thread jumping = new Thread(() -> jump(clock, pause), "clock-jumps");
        jumping.start();
        try {
          ends = End.read(child, 2 * each + 2);
        } finally {
          jumping.interrupt();
          jumping.join();
        }
        String off = child.line("clock ", PATIENCE);
        check(gateway, ends, off, pause, deadline);
      }
    }
  }

  private static void jump(FakeClock clock, long pause) {
    try {
      for (int i = 0; true; i++) {
        clock.jump(JUMPS.get(i % JUMPS.size()));
        TimeUnit.MILLISECONDS.sleep(pause);
      }
    } catch (InterruptedException over) {
      // All waits have ended.
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String answer(BareGateway.Task task, int query) {
    if (task.mark.startsWith("done")) {
      return task.isOlderThan(READY) ? task.done() : task.running();
    }
    if (task.mark.startsWith("dated") && query == 1) return put(true);
    if (task.mark.startsWith("dateless") && query == 1) return put(false);
    return task.running();
  }

  /** Puts a query off until a date, by a clock that is right. */
  private static String put(boolean dated) {
    ZonedDateTime now = ZonedDateTime.now(ZoneOffset.UTC).withNano(0);
    String until = "Retry-After: " + date(now.plusSeconds(RETRY_AFTER));
    String body = "{\"error\":{\"message\":\"busy\"}}";
    return dated
        ? BareGateway.json("503 Busy", body, until, "Date: " + date(now))
        : BareGateway.json("503 Busy", body, until);
  }

  private static String date(ZonedDateTime time) {
    return DateTimeFormatter.RFC_1123_DATE_TIME.format(time);
  }

  private static void check(
      BareGateway gateway, List<End> ends, String off, long pause, long deadline) {
    Figures late = new Figures();
    for (End end : End.of(ends, "never")) {
      assertThat(end.word()).isEqualTo("TaskTimeoutException");
      late.add(end.lasted() - Duration.ofMillis(deadline).toNanos());
    }
    Figures found = new Figures();
    for (End end : End.of(ends, "done")) {
      assertThat(end.word()).isEqualTo("result");
      long ready = at(gateway, end.mark()).accepted + READY.toNanos();
      found.add(end.at() - Math.max(ready, end.begun()));
    }
    double shortest = Math.min(shortest(gateway, "never"), shortest(gateway, "done"));
    double longest = Gaps.longest(gateway.tasks("never-"));
    print(
        "time: %d waits, the clock jumping by 1 d and 1 h every %d ms (%s at the end): past the"
            + " deadline: %s; result after it was ready: %s; queries %.0f to %.0f ms apart"
            + " (allowed %d to %d)",
        ends.size(), pause, off, late, found, shortest, longest, FLOOR, CEILING);
    checkPutOff(gateway, ends, deadline);

    assertThat(late.millis(0)).isGreaterThanOrEqualTo(0);
    assertThat(late.millis(1)).isLessThan(SLACK);
    assertThat(found.millis(0)).isGreaterThanOrEqualTo(0);
    assertThat(found.millis(1)).isLessThan(CEILING + SLACK);
    assertThat(shortest).isGreaterThanOrEqualTo(FLOOR);
    assertThat(longest).isLessThan(CEILING + SLACK);
  }

  /** The gateway's own clock counts where it is shown; else at least no wait is longer for it. */
  private static void checkPutOff(BareGateway gateway, List<End> ends, long deadline) {
    for (String group : List.of("dated", "dateless")) {
      End end = End.of(ends, group).get(0);
      List<Long> asked = List.copyOf(gateway.tasks(group + "-").get(0).asked);
      double millis = end.lasted() / 1e6;
      double next = asked.size() < 2 ? Double.NaN : (asked.get(1) - asked.get(0)) / 1e6;
      print(
          "time: Retry-After of %d s as a %s date: asked again after %.0f ms; %s after %.0f ms",
          RETRY_AFTER, group, next, end.word(), millis);
      assertThat(end.word()).isEqualTo("TaskTimeoutException");
      assertThat(millis).isBetween((double) deadline, deadline + SLACK);
      // After the pause the pacer calls the only query there is within two seconds.
      if (group.equals("dated") && asked.size() > 1) {
        double after = TimeUnit.SECONDS.toMillis(RETRY_AFTER);
        assertThat(next).isBetween(after, after + 2_000 + CEILING + SLACK);
      }
    }
  }

  private static BareGateway.Task at(BareGateway gateway, String mark) {
    return gateway.tasks(mark).stream().filter(task -> task.mark.equals(mark)).findAny().get();
  }

  private static double shortest(BareGateway gateway, String group) {
    return Gaps.shortest(gateway.tasks(group + "-"));
  }
}
