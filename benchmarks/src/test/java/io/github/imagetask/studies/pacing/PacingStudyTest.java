package io.github.imagetask.studies.pacing;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.RealPacer;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The study's main figures, which the SDK's own pacer has to keep. */
final class PacingStudyTest {
  @Test
  void twoThousandTasksAtFiftyQueriesASecondAreHardlyRefused() {
    Figures paced = paced(Worlds.LIMITED);

    assertThat(paced.finished()).isEqualTo(2_000);
    assertThat(paced.refusedPercent()).isLessThanOrEqualTo(2);
  }

  @Test
  void onePercentOfChanceDelaysNobody() {
    Figures unpaced = Figures.sum(Simulation.run(Worlds.ONE_PERCENT, Unpaced::new, 42));
    Figures paced = paced(Worlds.ONE_PERCENT);

    assertThat(paced.finished()).isEqualTo(2_000);
    assertThat(paced.meanDelay()).isLessThan(1.05 * unpaced.meanDelay());
  }

  @Test
  void fivePercentOfChanceLoseNobody() {
    Figures paced = paced(Worlds.FIVE_PERCENT);

    assertThat(paced.finished()).isEqualTo(1_000);
    assertThat(paced.meanDelay()).isLessThan(15);
  }

  @Test
  void oneRefusalAtTheStartSlowsNobody() {
    Figures unpaced = Figures.sum(Simulation.run(Worlds.ONE_REFUSAL, Unpaced::new, 42));
    Figures paced = paced(Worlds.ONE_REFUSAL);

    assertThat(paced.refused).isEqualTo(1);
    assertThat(paced.delay(0.5)).isLessThan(1.05 * unpaced.delay(0.5));
    assertThat(paced.meanDelay()).isLessThan(1.05 * unpaced.meanDelay());
  }

  @Test
  void twoClientsOnOneKeyLoseNobody() {
    List<Figures> each = Simulation.run(Worlds.SHARED, RealPacer::new, 42);

    for (Figures client : each) {
      assertThat(client.finished()).isEqualTo(1_000);
      assertThat(client.meanDelay()).isLessThan(60);
    }
  }

  private static Figures paced(World world) {
    return Figures.sum(Simulation.run(world, RealPacer::new, 42));
  }
}
