package io.github.imagetask.studies;

import io.github.imagetask.PollPolicy;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;

/** The schedules that are compared: ours, without what is learned, and others'. */
final class Rivals {
  private Rivals() {}

  /** The policies of the gateways, by what their documents allow. */
  static Map<String, PollPolicy> policies() {
    Map<String, PollPolicy> all = new LinkedHashMap<>();
    all.put("UniAll, Meitu: 2–5 s", policy(2, 5));
    all.put("Hingnet: 3–10 s", policy(3, 10));
    all.put("Zexi, default: 2–10 s", PollPolicy.ofDefaults());
    return all;
  }

  private static PollPolicy policy(int floor, int ceiling) {
    return PollPolicy.builder()
        .delays(Duration.ofSeconds(floor), Duration.ofSeconds(4), Duration.ofSeconds(ceiling))
        .build();
  }

  /** The schedules of others, and what one might choose instead. */
  static Map<String, Schedule> all() {
    Map<String, Schedule> all = new LinkedHashMap<>();
    all.put("growing by half, 2–5 s", Schedule.ours(steep(2, 5)));
    all.put("growing by half, 2–10 s", Schedule.ours(steep(2, 10)));
    all.put("growing by half, 3–10 s", Schedule.ours(steep(3, 10)));
    all.put("4 s, growing by 5 % to 10 s", Schedule.ours(slow()));
    all.put("Runway: 6 s ± 1.5", Schedule.constant(6, 0.25));
    all.put("DashScope: 1, 1, 2, 2, 2, 4 … 5 s", Schedule.dashscope());
    all.put("AWS for Java: 5 s, the first at once", Schedule.constant(0, 5, 0));
    all.put("Smithy: 2–120 s, full jitter", Schedule.smithy(2, 120));
    all.put("Replicate: 0.5 s", Schedule.constant(0.5, 0));
    for (int every : new int[] {1, 2, 3, 4, 5, 10}) {
      all.put(every + " s", Schedule.constant(every, 0));
    }
    for (double every : new double[] {3, 4, 4.5, 5, 6, 7, 8}) {
      String name = (every == 4.5 ? "4.5" : (int) every) + " s ± 10 %";
      all.put(name, Schedule.constant(every, 0.1));
    }
    all.put("5 s, then 4 s ± 10 %", Schedule.constant(5, 4, 0.1));
    return all;
  }

  /** The first edition's. */
  private static PollPolicy steep(int floor, int ceiling) {
    return PollPolicy.builder()
        .firstDelay(Duration.ofSeconds(floor))
        .delays(Duration.ofSeconds(floor), Duration.ofSeconds(ceiling))
        .growth(1.5)
        .jitter(0.2)
        .learned(false)
        .build();
  }

  private static PollPolicy slow() {
    return PollPolicy.builder()
        .firstDelay(Duration.ofSeconds(4))
        .delays(Duration.ofSeconds(2), Duration.ofSeconds(4), Duration.ofSeconds(10))
        .growth(1.05)
        .jitter(0.1)
        .learned(false)
        .build();
  }

  /** Constant schedules, all that the bounds allow. */
  static Map<String, Schedule> constants(PollPolicy policy) {
    Map<String, Schedule> all = new LinkedHashMap<>();
    double last = policy.ceiling().toMillis() / 1e3;
    for (double every = policy.floor().toMillis() / 1e3; every <= last; every += 0.25) {
      all.put(every + " s", Schedule.constant(every, 0.1));
    }
    return all;
  }
}
