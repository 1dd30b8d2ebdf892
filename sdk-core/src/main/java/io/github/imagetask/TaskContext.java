package io.github.imagetask;

import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Which task an event is about, and whose it is: what every method of a {@link TaskListener} gets
 * first. Holds nothing of the request but its tag, and what listeners attach. Thread-safe.
 */
public final class TaskContext {
  private final String gateway;
  private final @Nullable TaskKey key;
  private final @Nullable String traceId;
  private final @Nullable String model;
  private final @Nullable Object tag;
  private volatile @Nullable Map<Class<?>, Object> attachments; // once there is one

  private TaskContext(
      String gateway,
      @Nullable TaskKey key,
      @Nullable String traceId,
      @Nullable String model,
      @Nullable Object tag,
      @Nullable Map<Class<?>, Object> attachments) {
    this.gateway = gateway;
    this.key = key;
    this.traceId = traceId;
    this.model = model;
    this.tag = tag;
    this.attachments = attachments;
  }

  /** A task that is being submitted and has no key yet. */
  static TaskContext submitting(
      String gateway, @Nullable String traceId, @Nullable String model, @Nullable Object tag) {
    return new TaskContext(gateway, null, traceId, model, tag, null);
  }

  /** A task that is taken up again; what its submit carried isn't known. */
  static TaskContext resumed(TaskKey key, @Nullable Object tag) {
    return new TaskContext(key.gateway(), key, null, null, tag, null);
  }

  /** The same task, once its submit was accepted. */
  TaskContext accepted(TaskKey key) {
    Objects.requireNonNull(key, "key == null");
    return new TaskContext(gateway, key, traceId, model, tag, attachments);
  }

  /** The gateway's name. */
  public String gateway() {
    return gateway;
  }

  /** The task's key, or null while it is being submitted. */
  public @Nullable TaskKey key() {
    return key;
  }

  /** The id of its own that the submit carried, or null as {@link ImageTask#traceId()} is. */
  public @Nullable String traceId() {
    return traceId;
  }

  /**
   * The model that a submit named, as the wire has it; null for a task whose begin isn't known,
   * since it was taken up again or came of a direct call, and for a gateway without models.
   */
  public @Nullable String model() {
    return model;
  }

  /** What the request's {@code tag(..)} or {@code client.task(key, tag)} was given, or null. */
  public @Nullable Object tag() {
    return tag;
  }

  /**
   * Keeps a listener's own object for the task's later events, such as the span that {@link
   * TaskListener#submitting} began. One of each type: a later one replaces it.
   */
  public synchronized <T> void attach(Class<T> type, T attachment) {
    Map<Class<?>, Object> all = attachments;
    if (all == null) attachments = all = new ConcurrentHashMap<>(2);
    all.put(type, type.cast(Objects.requireNonNull(attachment, "attachment == null")));
  }

  /** What was attached under this type, or null. */
  public <T> @Nullable T attachment(Class<T> type) {
    Map<Class<?>, Object> all = attachments;
    return all == null ? null : type.cast(all.get(type));
  }

  /** The key, or the gateway while there is none; no tag, which may be private. */
  @Override
  public String toString() {
    return "TaskContext{" + (key == null ? gateway : key) + "}";
  }
}
