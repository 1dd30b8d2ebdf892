package io.github.imagetask.studies.pacing;

import java.util.List;

/** The gateways of the study. Unless a world says otherwise, tasks last one to three minutes. */
final class Worlds {
  private Worlds() {}

  /** Limits that stay what they are, for one client. */
  static List<World> limited() {
    return List.of(
        LIMITED,
        World.of("5,000 at once, 10/s with a burst of 10", 5_000, () -> Limiter.bucket(10, 10)),
        World.of("2,000 over 60 s of about 30 s each, asked within 5 s, 50/s", 2_000, Worlds::fifty)
            .arriving(Arrivals.over(60))
            .lasting(Durations.lognormal(30, 0.4))
            .askedWithin(5),
        World.of("2,000 at once, 50 in each second", 2_000, () -> Limiter.fixedWindow(50, 1)),
        World.of("500 over 60 s, 300 in each minute", 500, () -> Limiter.fixedWindow(300, 60))
            .arriving(Arrivals.over(60)),
        World.of(
                "100 over 60 s, 180 in 180 s, no Retry-After",
                100,
                () -> Limiter.slidingLog(180, 180))
            .arriving(Arrivals.over(60)),
        World.of("2,000 at once, 50/s without burst", 2_000, () -> Limiter.bucket(50, 1)),
        World.of("2,000 at once, 50/s, answers after 20 ms", 2_000, Worlds::fifty).latency(0.02),
        World.of("2,000 at once, 50/s, answers after 400 ms", 2_000, Worlds::fifty).latency(0.4));
  }

  /** Limits that come and go, for one client. */
  static List<World> changing() {
    return List.of(
        World.of("2,000 at once, 50/s, from 60 s to 120 s only 15/s", 2_000, Limiter::changing),
        World.of("200 in ten minutes, then 2,000 at once, 50/s", 2_200, Worlds::fifty)
            .arriving(Arrivals.quietly(200, 600)),
        World.of("1,000 at once, and 2,000 ten minutes later, 50/s", 3_000, Worlds::fifty)
            .arriving((task, tasks) -> task < 1_000 ? 0 : 600));
  }

  /** Refusals that have nothing to do with the rate. */
  static List<World> chance() {
    return List.of(
        UNLIMITED,
        World.of("10,000 over 20 s, no limit", 10_000, Limiter::none).arriving(Arrivals.over(20)),
        ONE_REFUSAL,
        ONE_PERCENT,
        FIVE_PERCENT,
        World.of("1,000 at once, 10 % by chance", 1_000, () -> Limiter.chance(0.1)),
        World.of("2,000 at once, 50/s and 1 % by chance", 2_000, () -> both(0.01)),
        World.of("2,000 at once, 50/s and 5 % by chance", 2_000, () -> both(0.05)));
  }

  /** Clients that know nothing of each other, on one key. */
  static List<World> shared() {
    return List.of(
        SHARED,
        World.of("4 clients of 500, 50/s", 2_000, Worlds::fifty).clients(4),
        World.of("8 clients of 500, 100/s", 4_000, () -> Limiter.bucket(100, 100)).clients(8),
        World.of("2 clients of 1,000, one a minute after the other, 50/s", 2_000, Worlds::fifty)
            .clients(2)
            .arriving((task, tasks) -> task % 2 * 60));
  }

  static final World LIMITED =
      World.of("2,000 at once, 50/s with a burst of 50", 2_000, Worlds::fifty);
  static final World UNLIMITED = World.of("300 at once, no limit", 300, Limiter::none);
  static final World ONE_REFUSAL =
      World.of("10,000 over 20 s, only the very first is refused", 10_000, Limiter::onlyTheFirst)
          .arriving(Arrivals.over(20));
  static final World ONE_PERCENT =
      World.of("2,000 at once, 1 % by chance", 2_000, () -> Limiter.chance(0.01));
  static final World FIVE_PERCENT =
      World.of("1,000 at once, 5 % by chance", 1_000, () -> Limiter.chance(0.05));
  static final World SHARED = World.of("2 clients of 1,000, 50/s", 2_000, Worlds::fifty).clients(2);

  private static Limiter fifty() {
    return Limiter.bucket(50, 50);
  }

  private static Limiter both(double part) {
    return Limiter.chance(part).behind(fifty());
  }
}
