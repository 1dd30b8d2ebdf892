package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class AlarmHeapTest {
  private final AlarmHeap heap = new AlarmHeap();

  @Test
  void theEarliestIsFirstWhateverIsMovedAndTakenOut() {
    Random random = new Random(7);
    long start = Long.MAX_VALUE - 500; // nanoTime() may overflow
    List<Alarm> in = new ArrayList<>();
    List<Alarm> out = new ArrayList<>();
    for (int i = 0; i < 300; i++) out.add(new Alarm());

    for (int i = 0; i < 20_000; i++) {
      boolean puts = out.isEmpty() ? false : in.isEmpty() || random.nextInt(3) == 0;
      Alarm entry = puts ? out.remove(0) : in.get(random.nextInt(in.size()));
      if (puts) in.add(entry);
      if (puts || random.nextBoolean()) {
        heap.set(entry, start + random.nextInt(1_000));
      } else {
        heap.remove(entry);
        in.remove(entry);
        out.add(entry);
      }

      assertThat(heap.first() == null).isEqualTo(in.isEmpty());
      in.stream()
          .min(Comparator.comparingLong(each -> each.due() - start))
          .ifPresent(earliest -> assertThat(heap.first().due()).isEqualTo(earliest.due()));
    }
  }

  @Test
  void whatIsNotInItIsTakenOutWithoutHarm() {
    Alarm entry = new Alarm();
    Alarm other = new Alarm();
    heap.set(other, 1);

    heap.remove(entry);
    heap.remove(other);
    heap.remove(other);

    assertThat(heap.first()).isNull();
  }

  @Test
  void whatWasInItWhenItWasClearedMayComeBack() {
    Alarm entry = new Alarm();
    heap.set(entry, 5);

    heap.clear();
    assertThat(heap.first()).isNull();
    heap.set(entry, 3);

    assertThat(heap.first()).isSameAs(entry);
    assertThat(entry.due()).isEqualTo(3);
  }

  private static final class Alarm extends AlarmHeap.Entry {}
}
