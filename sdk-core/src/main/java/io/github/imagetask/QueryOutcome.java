package io.github.imagetask;

import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What one query brought, sorted by what it means for the waits on its task. */
final class QueryOutcome {
  enum Kind {
    /** A reading of a task that goes on. */
    PENDING,
    /** A reading that ends the task. */
    ENDED,
    /** A failure that passes: the wait goes on. */
    TRANSIENT,
    /** The gateway doesn't know the task; shortly after the submit that passes. */
    NOT_FOUND,
    /** An answer, but no task in it. */
    MALFORMED,
    /** A refusal in which nobody of the gateway's speaks: a firewall's page may pass. */
    DOUBTFUL,
    /** A failure that doesn't pass. */
    FATAL
  }

  private final Kind kind;
  private final @Nullable TaskSnapshot snapshot;
  private final @Nullable ImageTaskException failure;
  private final @Nullable Duration retryAfter;
  private final boolean rateLimited;

  private QueryOutcome(
      Kind kind,
      @Nullable TaskSnapshot snapshot,
      @Nullable ImageTaskException failure,
      @Nullable Duration retryAfter,
      boolean rateLimited) {
    this.kind = kind;
    this.snapshot = snapshot;
    this.failure = failure;
    this.retryAfter = retryAfter;
    this.rateLimited = rateLimited;
  }

  static QueryOutcome reading(TaskSnapshot snapshot, @Nullable Duration retryAfter) {
    Kind kind = snapshot.status().isTerminal() ? Kind.ENDED : Kind.PENDING;
    return new QueryOutcome(kind, snapshot, null, retryAfter, false);
  }

  static QueryOutcome failure(Kind kind, ImageTaskException failure) {
    return new QueryOutcome(kind, null, failure, null, false);
  }

  static QueryOutcome failure(
      Kind kind, ImageTaskException failure, @Nullable Duration retryAfter, boolean rateLimited) {
    return new QueryOutcome(kind, null, failure, retryAfter, rateLimited);
  }

  /** The same, with images whose downloads these are told of, if anybody hears them. */
  QueryOutcome heardBy(TaskContext context, Events events) {
    if (snapshot == null || snapshot.images().isEmpty()) return this;
    return reading(snapshot.heardBy(context, events), retryAfter);
  }

  Kind kind() {
    return kind;
  }

  /** Whether the query brought a reading rather than a failure. */
  boolean isReading() {
    return snapshot != null;
  }

  /** The reading; only of {@link Kind#PENDING} and {@link Kind#ENDED}. */
  TaskSnapshot snapshot() {
    return Objects.requireNonNull(snapshot, "no reading");
  }

  /** The failure; only of the other kinds. */
  ImageTaskException failure() {
    return Objects.requireNonNull(failure, "no failure");
  }

  /** How long the gateway asked to wait, or null. */
  @Nullable Duration retryAfter() {
    return retryAfter;
  }

  /** Whether the gateway has too many requests of this client, which concerns all its waits. */
  boolean isRateLimited() {
    return rateLimited;
  }
}
