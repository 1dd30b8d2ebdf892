package io.github.imagetask.campaign.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.FuzzInsides;
import io.github.imagetask.TaskDurations;
import io.github.imagetask.TaskKey;
import io.github.imagetask.meitu.MeituCallback;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import okhttp3.Headers;

/** Texts that come from a database, a header or a callback: a value, or what the Javadoc names. */
final class Texts {
  private Texts() {}

  static void key(byte[] input) {
    TaskKey key;
    try {
      key = TaskKey.parse(text(input));
    } catch (IllegalArgumentException notAKey) {
      return;
    }
    assertThat(key.toString()).hasSizeLessThanOrEqualTo(TaskKey.MAX_LENGTH).matches("[!-~]+");
    assertThat(key.id()).isNotBlank().isNotIn(".", "..");
    assertThat(TaskKey.parse(key.toString())).isEqualTo(key).hasSameHashCodeAs(key);
    assertThat(TaskKey.of(key.gateway(), key.kind(), key.id())).isEqualTo(key);
  }

  static void durations(byte[] input) {
    TaskDurations durations;
    try {
      durations = TaskDurations.parse(text(input));
    } catch (IllegalArgumentException notDurations) {
      return;
    }
    String stored = durations.toString();
    assertThat(TaskDurations.parse(stored)).hasToString(stored);
    for (String model : durations.models()) {
      Duration median = durations.median(model);
      assertThat(durations.count(model)).isPositive();
      assertThat(median).isBetween(Duration.ZERO, durations.p90(model));
      Duration left = durations.left(model, median);
      assertThat(left == null || !left.isNegative()).isTrue();
    }
  }

  static void retryAfter(byte[] input) {
    int middle = Math.floorMod(Arrays.hashCode(input), input.length + 1);
    String value = text(input);
    String date = text(Arrays.copyOfRange(input, middle, input.length));
    Headers headers;
    try {
      headers = new Headers.Builder().addUnsafeNonAscii("Date", date).build();
    } catch (IllegalArgumentException noHeader) { // such as a line break
      headers = Headers.of();
    }
    for (long now : new long[] {0, System.currentTimeMillis(), Long.MAX_VALUE, Long.MIN_VALUE}) {
      Duration wait = FuzzInsides.retryAfter(value, headers, now);
      assertThat(wait == null || !wait.isNegative()).isTrue();
      assertThat(wait == null || wait.compareTo(Duration.ofDays(1)) <= 0).isTrue();
    }
  }

  static void callback(byte[] input) {
    TaskKey key;
    try {
      key = MeituCallback.parse(text(input)).key();
    } catch (IllegalArgumentException noCallback) {
      return;
    }
    assertThat(TaskKey.parse(key.toString())).isEqualTo(key);
  }

  private static String text(byte[] input) {
    return new String(input, StandardCharsets.UTF_8);
  }
}
