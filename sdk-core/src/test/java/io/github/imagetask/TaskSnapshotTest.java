package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.spi.Reading;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TaskSnapshotTest {
  private static final TaskKey KEY = TaskKey.of("test", "t1");
  private static final TaskKey OTHER = TaskKey.of("test", "t2");
  private static final TaskError ERROR = TaskError.of(ErrorKind.QUOTA, "7", "too poor");
  private static final Instant NOON = Instant.parse("2025-01-01T12:00:00Z");

  @Test
  void snapshotsAreEqualIfTheySayTheSameOfTheSameTask() {
    TaskSnapshot running = snapshot(KEY, TaskStatus.RUNNING, "busy", 50, null);

    assertThat(running)
        .isEqualTo(snapshot(KEY, TaskStatus.RUNNING, "busy", 50, null))
        .hasSameHashCodeAs(snapshot(KEY, TaskStatus.RUNNING, "busy", 50, null))
        .isNotEqualTo(snapshot(OTHER, TaskStatus.RUNNING, "busy", 50, null))
        .isNotEqualTo(snapshot(KEY, TaskStatus.QUEUED, "busy", 50, null))
        .isNotEqualTo(snapshot(KEY, TaskStatus.RUNNING, null, 50, null))
        .isNotEqualTo(snapshot(KEY, TaskStatus.RUNNING, "busy", 51, null))
        .isNotEqualTo(snapshot(KEY, TaskStatus.RUNNING, "busy", 50, ERROR))
        .isNotEqualTo(
            new TaskSnapshot(KEY, TaskStatus.RUNNING, "busy", 50, Collections.emptyList(), null, 2))
        .isNotEqualTo("test:t1 RUNNING 50%");
  }

  @Test
  void theirTimesCountToo() {
    TaskSnapshot done = timed(NOON, NOON.plusSeconds(66));

    assertThat(done.createdAt()).isEqualTo(NOON);
    assertThat(done.completedAt()).isEqualTo(NOON.plusSeconds(66));
    assertThat(done)
        .isEqualTo(timed(NOON, NOON.plusSeconds(66)))
        .hasSameHashCodeAs(timed(NOON, NOON.plusSeconds(66)))
        .isNotEqualTo(timed(NOON.plusSeconds(1), NOON.plusSeconds(66)))
        .isNotEqualTo(timed(null, NOON.plusSeconds(66)))
        .isNotEqualTo(timed(NOON, null));
  }

  @Test
  void theirImagesCountToo() {
    Reading.Image one = Reading.Image.url("http://x.test/1");

    assertThat(succeeded(one))
        .isEqualTo(succeeded(Reading.Image.url("http://x.test/1")))
        .hasSameHashCodeAs(succeeded(Reading.Image.url("http://x.test/1")))
        .isNotEqualTo(succeeded(Reading.Image.url("http://x.test/2")))
        .isNotEqualTo(snapshot(KEY, TaskStatus.SUCCEEDED, null, null, null));
  }

  @Test
  void imagesAreEqualByTaskPlaceUrlAndExpiry() {
    GeneratedImage image = image(KEY, 0, Reading.Image.url("http://x.test/1", NOON));

    assertThat(image)
        .isEqualTo(image(KEY, 0, Reading.Image.url("http://x.test/1", NOON)))
        .hasSameHashCodeAs(image(KEY, 0, Reading.Image.url("http://x.test/1", NOON)))
        .isNotEqualTo(image(OTHER, 0, Reading.Image.url("http://x.test/1", NOON)))
        .isNotEqualTo(image(KEY, 1, Reading.Image.url("http://x.test/1", NOON)))
        .isNotEqualTo(image(KEY, 0, Reading.Image.url("http://x.test/2", NOON)))
        .isNotEqualTo(image(KEY, 0, Reading.Image.url("http://x.test/1")))
        .isNotEqualTo("http://x.test/1");
  }

  @Test
  void inlineImagesAreEqualByTheirContent() {
    GeneratedImage image = image(KEY, 0, Reading.Image.inline(new byte[] {1, 2}));

    assertThat(image)
        .isEqualTo(image(KEY, 0, Reading.Image.inline(new byte[] {1, 2})))
        .hasSameHashCodeAs(image(KEY, 0, Reading.Image.inline(new byte[] {1, 2})))
        .isNotEqualTo(image(KEY, 0, Reading.Image.inline(new byte[] {1, 3})))
        .isNotEqualTo(image(KEY, 0, Reading.Image.url("http://x.test/1")));
  }

  private static TaskSnapshot succeeded(Reading.Image image) {
    List<GeneratedImage> images = List.of(image(KEY, 0, image));
    return new TaskSnapshot(KEY, TaskStatus.SUCCEEDED, null, null, images, null, null);
  }

  private static TaskSnapshot timed(Instant createdAt, Instant completedAt) {
    return new TaskSnapshot(
        KEY, TaskStatus.RUNNING, null, null, List.of(), null, null, createdAt, completedAt);
  }

  private static TaskSnapshot snapshot(
      TaskKey key, TaskStatus status, String rawStatus, Integer progress, TaskError error) {
    return new TaskSnapshot(key, status, rawStatus, progress, Collections.emptyList(), error, null);
  }

  /** An image that is never fetched, and so of no client. */
  private static GeneratedImage image(TaskKey key, int index, Reading.Image source) {
    return new GeneratedImage(null, ImageOrigin.of(key), index, source);
  }
}
