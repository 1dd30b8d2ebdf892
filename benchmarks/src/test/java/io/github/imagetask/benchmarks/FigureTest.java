package io.github.imagetask.benchmarks;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.benchmarks.Figure.Bound;
import org.junit.jupiter.api.Test;

final class FigureTest {
  @Test
  void aBoundOnTheRatioLooksAtNothingElse() {
    Bound bound = Bound.atMost(1.25);

    Figure within = Figure.than(17, "bytes", "B", 125, "async", 100, bound);
    Figure above = Figure.than(17, "bytes", "B", 126, "async", 100, bound);

    assertThat(within.isOk()).isTrue();
    assertThat(above.isOk()).isFalse();
    assertThat(above.line()).endsWith("≤ 1.25 ×     short");
  }

  @Test
  void aBoundOnOursStaysOneBesideTheirs() {
    Figure heap = Figure.of(17, "heap", "B", 601, Bound.atMost(600)).beside("async", 601);

    assertThat(heap.ratio()).isEqualTo(1);
    assertThat(heap.isOk()).isFalse();
    assertThat(heap.used()).isEqualTo(601 / 600.0);
  }

  @Test
  void atLeastIsMissedFromBelow() {
    Figure held = Figure.of(17, "waits", "", 199_999, Bound.atLeast(200_000));

    assertThat(held.isOk()).isFalse();
    assertThat(held.used()).isGreaterThan(1);
  }

  @Test
  void whatHasNoBoundIsNeverShort() {
    Figure figure = Figure.of(17, "jars", "MB", 3, Bound.NONE).beside("other", 80);

    assertThat(figure.isOk()).isTrue();
    assertThat(figure.verdict()).isEmpty();
  }

  @Test
  void ofPairsItIsTheMedianRatioThatCounts() {
    double[] ours = {100, 200, 330};
    double[] theirs = {100, 100, 300};

    Figure figure = Pairs.of(ours, theirs).figure(17, "cpu", "µs", "async", Bound.atMost(1.1));

    assertThat(figure.ratio()).isEqualTo(1.1); // not 200 / 100, the ratio of the medians
    assertThat(figure.spread()).isEqualTo("1–2");
    assertThat(figure.isOk()).isTrue();
  }

  @Test
  void numbersHaveTheDigitsThatSaySomething() {
    assertThat(Figure.number(74_201.4)).isEqualTo("74,201");
    assertThat(Figure.number(3.478)).isEqualTo("3.48");
    assertThat(Figure.number(0.0032)).isEqualTo("0.0032");
    assertThat(Figure.number(12)).isEqualTo("12");
  }
}
