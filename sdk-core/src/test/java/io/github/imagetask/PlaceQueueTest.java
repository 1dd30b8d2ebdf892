package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class PlaceQueueTest {
  private final PlaceQueue places = new PlaceQueue();

  @Test
  void itCountsAsAPlainListDoes() {
    Random random = new Random(7);
    List<Long> plain = new ArrayList<>();
    List<Long> gone = new ArrayList<>();
    for (int i = 0; i < 20_000; i++) {
      int growth = i / 4_000 % 2 == 0 ? 70 : 35; // to a thousand and more, and back to few
      int what = random.nextInt(100);
      if (what < growth || plain.isEmpty()) {
        plain.add(places.add());
      } else if (what < growth + 10) {
        places.removeFirst();
        gone.add(plain.remove(0));
      } else {
        long place = plain.remove(random.nextInt(plain.size()));
        places.remove(place);
        places.remove(place);
        gone.add(place);
      }

      assertThat(places.size()).isEqualTo(plain.size());
      if (plain.isEmpty()) continue;
      int index = random.nextInt(plain.size());
      assertThat(places.contains(plain.get(index))).isTrue();
      assertThat(places.ahead(plain.get(index))).isEqualTo(index);
      if (!gone.isEmpty()) {
        assertThat(places.contains(gone.get(random.nextInt(gone.size())))).isFalse();
      }
    }
    assertThat(plain).doesNotHaveDuplicates().isSorted().doesNotContainAnyElementsOf(gone);
  }

  @Test
  void thePlaceOfAFreeQueryIsNone() {
    places.add();

    places.remove(Pacer.FREE);

    assertThat(places.contains(Pacer.FREE)).isFalse();
    assertThat(places.size()).isEqualTo(1);
  }

  @Test
  void aMillionPlacesAheadOfOneThatStaysCostLittle() {
    for (int i = 0; i < 1_000_000; i++) places.remove(places.add());
    long last = places.add();

    assertThat(places.ahead(last)).isZero();
    places.removeFirst();
    assertThat(places.contains(last)).isFalse();
  }
}
