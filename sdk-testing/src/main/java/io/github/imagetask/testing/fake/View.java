package io.github.imagetask.testing.fake;

import org.jspecify.annotations.Nullable;

/** A task as one answer shows it. Immutable; a dialect writes it in its own words. */
public final class View {
  /** How far the task is. */
  public enum State {
    /** Not begun. */
    QUEUED,
    /** Begun. */
    RUNNING,
    /** Ended with images. */
    SUCCEEDED,
    /** Ended with an error. */
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

  /** What a direct answer says in place of an image, as a fault wants it. */
  final @Nullable String text;

  View(Task task, State state, int percent) {
    this(task, state, percent, 0, null, null, null, null);
  }

  private View(
      Task task,
      State state,
      int percent,
      int images,
      @Nullable String failureCode,
      @Nullable String failureMessage,
      @Nullable String word,
      @Nullable String text) {
    this.task = task;
    this.state = state;
    this.percent = percent;
    this.images = images;
    this.failureCode = failureCode;
    this.failureMessage = failureMessage;
    this.word = word;
    this.text = text;
  }

  static View succeeded(Task task, int images) {
    return new View(task, State.SUCCEEDED, 100, images, null, null, null, null);
  }

  static View failed(Task task, String code, String message) {
    return new View(task, State.FAILED, 100, 0, code, message, null, null);
  }

  /** The task's id. */
  public String id() {
    return task.id;
  }

  /** What its submit asked for. */
  public TaskSpec spec() {
    return task.spec;
  }

  /** When it was made, in seconds since 1970. */
  public long madeAtEpochSecond() {
    return task.madeAtEpochSecond;
  }

  /** When its end was first seen, in seconds since 1970; now if it hasn't been. */
  public long endedAtEpochSecond() {
    return task.endedAtEpochSecond();
  }

  /** How far it is. */
  public State state() {
    return state;
  }

  /** 0 while queued, 1 to 99 while running, 100 at the end. */
  public int percent() {
    return percent;
  }

  /** How many images it has; 0 unless it has succeeded, and even then if a fault says so. */
  public int images() {
    return images;
  }

  /** The code of a failed task, else null. */
  public @Nullable String failureCode() {
    return failureCode;
  }

  /** The text of a failed task, else null. */
  public @Nullable String failureMessage() {
    return failureMessage;
  }

  /** What a direct answer says in place of an image; null unless a fault says so. */
  public @Nullable String text() {
    return text;
  }

  /** The same task as if it had just been made. */
  View queued() {
    return new View(task, State.QUEUED, 0);
  }

  /**
   * What to say: one of these, by the state, unless a fault wants a word that the document doesn't
   * have.
   */
  public String word(String queued, String running, String succeeded, String failed) {
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

  /** Whether it has ended, one way or the other. */
  public boolean isEnd() {
    return state == State.SUCCEEDED || state == State.FAILED;
  }

  /** The same task as this fault wants it shown. */
  View under(@Nullable Fault fault) {
    switch (fault == null ? Fault.Kind.ANSWER : fault.kind) {
      case UNKNOWN_STATUS:
        return new View(task, State.RUNNING, percent, 0, null, null, textOf(fault), null);
      case NO_IMAGE:
        return new View(task, State.SUCCEEDED, 100, 0, null, null, null, textOf(fault));
      case BLOCKED:
        return failed(task, String.valueOf(textOf(fault)), "the prompt was blocked");
      default:
        return this;
    }
  }

  private static @Nullable String textOf(@Nullable Fault fault) {
    return fault == null || fault.text.isEmpty() ? null : fault.text;
  }
}
