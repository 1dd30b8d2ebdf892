package io.github.imagetask.studies;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.PollPolicy;
import io.github.imagetask.studies.ScheduleStudy.Comparison;
import io.github.imagetask.studies.Simulation.Result;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What decision 0021 rests on, with fewer tasks than the study has. */
@Tag("slow")
final class ScheduleStudyTest {
  private final PrintStream nowhere =
      new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8);
  private final ScheduleStudy study = new ScheduleStudy(4_000, nowhere);

  @Test
  void noScheduleOfOthersBeatsOursOnDelayAndQueriesInMoreThanOneWorld() {
    Map<String, List<Result>> rivals = new LinkedHashMap<>();
    Rivals.all().forEach((name, schedule) -> rivals.put(name, study.steady(schedule)));

    Rivals.policies()
        .forEach(
            (name, policy) -> {
              PollPolicy plain = policy.newBuilder().learned(false).build();
              int most = ScheduleStudy.mostBeaten(study.steady(Schedule.ours(plain)), rivals);
              assertThat(most).as(name).isLessThanOrEqualTo(1);
            });
  }

  @Test
  void whatIsLearnedIsNowhereWorseThanTheBestConstantScheduleNorLaterThanTheCeiling() {
    List<World> worlds = new ArrayList<>(World.STEADY);
    worlds.addAll(World.TROUBLED);

    Rivals.policies()
        .forEach(
            (name, policy) -> {
              double ceiling = policy.ceiling().toMillis() / 1e3;
              int better = 0;
              for (World world : worlds) {
                Comparison is = study.compare(world, policy);
                if (is.learned().equals(is.plain())) continue; // nothing could be learned in time
                assertThat(is.excess()).as(name + ", " + world.name()).isLessThan(0.03);
                assertThat(is.learned().worst())
                    .isLessThan(ceiling + 1.2); // a first query's jitter
                if (is.excess() < -0.03) better++;
              }
              assertThat(better).as(name).isGreaterThan(worlds.size() / 2);
            });
  }
}
