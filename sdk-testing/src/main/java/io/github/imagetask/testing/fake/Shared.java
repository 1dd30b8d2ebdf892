package io.github.imagetask.testing.fake;

import java.util.function.LongSupplier;

/** What all gateways of one {@link FakeGateways} have in common. */
final class Shared {
  final Origins origins;
  final Poster poster;
  final Images images = new Images();

  /** In nanoseconds, from any origin. */
  final LongSupplier clock;

  Shared(Origins origins, Poster poster, LongSupplier clock) {
    this.origins = origins;
    this.poster = poster;
    this.clock = clock;
  }
}
