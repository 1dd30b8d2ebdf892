package io.github.imagetask;

import java.util.UUID;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Where images come from: a task that has a key, or a direct call that has none. */
final class ImageOrigin {
  private final String gateway;
  private final @Nullable TaskKey key;
  private final String name;
  private final @Nullable TaskContext context; // of those who hear of downloads
  private final @Nullable Events events;

  private ImageOrigin(
      String gateway,
      @Nullable TaskKey key,
      String name,
      @Nullable TaskContext context,
      @Nullable Events events) {
    this.gateway = gateway;
    this.key = key;
    this.name = name;
    this.context = context;
    this.events = events;
  }

  static ImageOrigin of(TaskKey key) {
    String kind = key.kind() == null ? "" : key.kind() + "-";
    return new ImageOrigin(key.gateway(), key, key.gateway() + "-" + kind + key.id(), null, null);
  }

  /** A direct call, under a name that no other has: its images may lie in one folder. */
  static ImageOrigin direct(String gateway) {
    return new ImageOrigin(gateway, null, gateway + "-" + UUID.randomUUID(), null, null);
  }

  /**
   * For the names of files that were streamed: their numbers aren't those of the answer's images,
   * which are counted only when it has come whole.
   */
  ImageOrigin streamed() {
    return new ImageOrigin(gateway, key, name + "-s", context, events);
  }

  /** The same, whose downloads these are told of. */
  ImageOrigin heardBy(TaskContext context, Events events) {
    return new ImageOrigin(gateway, key, name, context, events);
  }

  /** Tells those who hear of downloads. */
  void tell(BiConsumer<TaskListener, TaskContext> event) {
    TaskContext about = context;
    if (events != null && about != null) events.tell(each -> event.accept(each, about));
  }

  String gateway() {
    return gateway;
  }

  /** The task's key, or null if there is none, and so nothing to ask for a fresh URL. */
  @Nullable TaskKey key() {
    return key;
  }

  /** What its files are called, not yet made safe. */
  String name() {
    return name;
  }

  /** What was closed or interrupted, and how to go on if there is a way. */
  WaitAbortedException aborted(String what) {
    String text = what + (key == null ? "" : "; the task's key takes it up again");
    return new WaitAbortedException(gateway, key, text, null);
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ImageOrigin && name.equals(((ImageOrigin) other).name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return key == null ? gateway : key.toString();
  }
}
