package io.github.imagetask;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A task, or perhaps one, that a {@link FileTaskJournal} holds as open. Immutable. */
public final class JournaledTask {
  private final String id;
  private final Instant since;
  private final String gateway;
  private final @Nullable String model;
  private final @Nullable String tag;
  private final @Nullable String traceId;
  private final @Nullable TaskKey key;

  JournaledTask(
      String id,
      Instant since,
      String gateway,
      @Nullable String model,
      @Nullable String tag,
      @Nullable String traceId,
      @Nullable TaskKey key) {
    this.id = id;
    this.since = since;
    this.gateway = gateway;
    this.model = model;
    this.tag = tag;
    this.traceId = traceId;
    this.key = key;
  }

  JournaledTask accepted(TaskKey accepted) {
    return new JournaledTask(id, since, gateway, model, tag, traceId, accepted);
  }

  /** What names it in its file. */
  String id() {
    return id;
  }

  /** When its submit began, by this machine's clock. */
  public Instant since() {
    return since;
  }

  /** The gateway's name. */
  public String gateway() {
    return gateway;
  }

  /** The model that the submit named, or null. */
  public @Nullable String model() {
    return model;
  }

  /** The request's tag, as its {@code toString()} has it, or null. */
  public @Nullable String tag() {
    return tag;
  }

  /** The id of its own that the submit carried, or null as {@link ImageTask#traceId()} is. */
  public @Nullable String traceId() {
    return traceId;
  }

  /**
   * The key, which takes the task up: {@code client.task(key)}; or null of a submit whose outcome
   * is unknown. Look for that at the gateway before you submit again: it may be billed.
   */
  public @Nullable TaskKey key() {
    return key;
  }

  /** The key, or the gateway of a submit without one; no tag, which may be private. */
  @Override
  public String toString() {
    return "JournaledTask{" + (key == null ? gateway + ", unknown" : key) + ", " + since + "}";
  }
}
