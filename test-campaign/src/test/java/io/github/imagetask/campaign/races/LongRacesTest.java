package io.github.imagetask.campaign.races;

import org.junit.jupiter.api.Tag;

/** The same for as long as one likes: {@code test-campaign/run races --seconds N}. */
@Tag("campaign")
final class LongRacesTest extends RacesTest {
  @Override
  long millis() {
    return Long.getLong("campaign.seconds", 60) * 1000 / 5;
  }
}
