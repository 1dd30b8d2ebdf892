package io.github.imagetask.micrometer;

import io.github.imagetask.TaskContext;
import io.micrometer.observation.Observation;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is being observed of one task, attached to its context. Not thread-safe: a task's events
 * come one after another.
 */
final class Underway {
  private final List<Running> running = new ArrayList<>(2);
  private @Nullable Observation submit;

  /** What is attached, or is now. */
  static Underway of(TaskContext context) {
    Underway attached = context.attachment(Underway.class);
    if (attached != null) return attached;
    Underway made = new Underway();
    context.attach(Underway.class, made);
    return made;
  }

  /** The submit's, which may have ended, or null for a task that was taken up by its key. */
  @Nullable Observation submit() {
    return submit;
  }

  void add(Running begun) {
    if (begun.context.kind() == ImageTaskObservation.SUBMIT) submit = begun.observation;
    running.add(begun);
  }

  /** What was begun and hasn't ended: the submit, else the waits. */
  List<Running> retrying() {
    List<Running> all = new ArrayList<>(1);
    for (Running each : running) {
      if (each.context.kind() != ImageTaskObservation.DOWNLOAD) all.add(each);
    }
    return all;
  }

  /**
   * Takes out what has ended. Of several it is the one that began about when this did: events don't
   * say which wait of a task, or which download of an image, they are about.
   *
   * @param index of a download the image's, else 0
   * @param elapsed since it began; whatever it was, of a submit, which there is one of
   */
  @Nullable Running remove(ImageTaskObservation kind, int index, Duration elapsed) {
    long began = System.nanoTime() - elapsed.toNanos();
    Running nearest = null;
    for (Running each : running) {
      if (each.context.kind() != kind || each.index != index) continue;
      if (nearest == null || each.from(began) < nearest.from(began)) nearest = each;
    }
    if (nearest != null) running.remove(nearest);
    return nearest;
  }

  /** A submit, a wait or a download, and its observation. */
  static final class Running {
    final ImageTaskObservationContext context;
    final Observation observation;
    final int index;
    private final long began = System.nanoTime();

    Running(ImageTaskObservationContext context, Observation observation, int index) {
      this.context = context;
      this.observation = observation;
      this.index = index;
    }

    private long from(long time) {
      return Math.abs(began - time);
    }
  }
}
