package io.github.imagetask.testing.fake;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A task of a fake gateway: moves as its plan says. Safe for use by many threads. */
final class Task {
  final String id;
  final TaskSpec spec;

  /** When it was made, on the clock of the fakes, in nanoseconds. */
  final long madeAt;

  /** When it was made, in seconds since 1970. */
  final long madeAtEpochSecond = System.currentTimeMillis() / 1000;

  private final Plan plan;
  private int queries;
  private int generation;
  private boolean expired;
  private boolean told;
  private long endedAtEpochSecond;

  Task(String id, TaskSpec spec, Plan plan, long madeAt) {
    this.id = id;
    this.spec = spec;
    this.plan = plan;
    this.madeAt = madeAt;
  }

  /** How the task is right after its submit. */
  synchronized View submitted(long now) {
    return look(now);
  }

  /** How the task is at one more query. */
  synchronized View queried(long now) {
    queries++;
    expired = false;
    return look(now);
  }

  /** All images at once, as a direct call has them. */
  View drawn() {
    return View.succeeded(this, Math.min(spec.count, plan.mostImages));
  }

  /** How the task is, without a query. */
  synchronized View seen(long now) {
    return look(now);
  }

  /** Makes the URLs that were given so far worthless. */
  synchronized void expireUrls() {
    generation++;
    expired = true;
  }

  /** Whether its URLs have expired, and no query has asked for fresh ones yet. */
  synchronized boolean isExpired() {
    return expired;
  }

  /** True the first time, false ever after: whoever gets true tells the world of the end. */
  synchronized boolean tell() {
    boolean first = !told;
    told = true;
    return first;
  }

  /** When its end was first seen, in seconds since 1970; now if it hasn't been. */
  synchronized long endedAtEpochSecond() {
    return endedAtEpochSecond == 0 ? System.currentTimeMillis() / 1000 : endedAtEpochSecond;
  }

  /** How much time is left to its end; null if it doesn't go by time. */
  @Nullable Duration left(long now) {
    return plan.time == null ? null : plan.time.minusNanos(now - madeAt);
  }

  /** What a URL of an image must carry to be served. */
  synchronized String signature(int index) {
    String text = id + '/' + index + '/' + generation;
    byte[] name = ("imagetask-fake/" + text).getBytes(StandardCharsets.UTF_8);
    return UUID.nameUUIDFromBytes(name).toString().replace("-", "");
  }

  private View look(long now) {
    int percent = plan.time == null ? byQueries() : byTime(plan.time.toNanos(), now - madeAt);
    if (percent < 100) {
      return new View(this, percent == 0 ? View.State.QUEUED : View.State.RUNNING, percent);
    }
    endedAtEpochSecond = endedAtEpochSecond();
    if (plan.failureCode != null && plan.failureMessage != null) {
      return View.failed(this, plan.failureCode, plan.failureMessage);
    }
    return View.succeeded(this, Math.min(spec.count, plan.mostImages));
  }

  private int byQueries() {
    if (queries >= plan.queries) {
      return 100;
    }
    return queries == 0 ? 0 : (int) Math.max(1, 100L * queries / plan.queries);
  }

  private static int byTime(long nanos, long elapsed) {
    if (elapsed >= nanos) {
      return 100;
    }
    int percent = (int) (100.0 * elapsed / nanos);
    return percent < 50 ? 0 : percent;
  }
}
