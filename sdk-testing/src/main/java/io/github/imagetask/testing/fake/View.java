package io.github.imagetask.testing.fake;

import org.jspecify.annotations.Nullable;

/** A task as one answer shows it. Immutable; a dialect writes it in its own words. */
final class View {
  enum State {
    QUEUED,
    RUNNING,
    SUCCEEDED,
    FAILED
  }

  final Task task;
  final State state;

  /** 0 while queued, 1 to 99 while running, 100 at the end. */
  final int percent;

  /** How many images it has; 0 unless it has succeeded, and even then if a fault says so. */
  final int images;

  final @Nullable String failureCode;
  final @Nullable String failureMessage;

  /** What to say instead of the state's own word, as a fault wants it. */
  final @Nullable String word;

  View(Task task, State state, int percent) {
    this(task, state, percent, 0, null, null, null);
  }

  private View(
      Task task,
      State state,
      int percent,
      int images,
      @Nullable String failureCode,
      @Nullable String failureMessage,
      @Nullable String word) {
    this.task = task;
    this.state = state;
    this.percent = percent;
    this.images = images;
    this.failureCode = failureCode;
    this.failureMessage = failureMessage;
    this.word = word;
  }

  static View succeeded(Task task, int images) {
    return new View(task, State.SUCCEEDED, 100, images, null, null, null);
  }

  static View failed(Task task, String code, String message) {
    return new View(task, State.FAILED, 100, 0, code, message, null);
  }

  /** The same task as if it had just been made. */
  View queued() {
    return new View(task, State.QUEUED, 0);
  }

  /** What to say: the fault's word if there is one, else that of the state. */
  String word(String queued, String running, String succeeded, String failed) {
    if (word != null) {
      return word;
    }
    switch (state) {
      case QUEUED:
        return queued;
      case RUNNING:
        return running;
      case SUCCEEDED:
        return succeeded;
      default:
        return failed;
    }
  }

  boolean isEnd() {
    return state == State.SUCCEEDED || state == State.FAILED;
  }

  /** The same task as this fault wants it shown. */
  View under(@Nullable Fault fault) {
    if (fault != null && fault.kind == Fault.Kind.UNKNOWN_STATUS) {
      return new View(task, State.RUNNING, percent, 0, null, null, fault.text);
    }
    if (fault != null && fault.kind == Fault.Kind.NO_IMAGE) {
      return new View(task, State.SUCCEEDED, 100, 0, null, null, null);
    }
    return this;
  }
}
