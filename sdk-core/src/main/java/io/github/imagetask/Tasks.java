package io.github.imagetask;

import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** Makes the handles of tasks. */
final class Tasks {
  private final Snapshots snapshots;
  private final Pollers pollers;

  Tasks(Snapshots snapshots, Pollers pollers) {
    this.snapshots = snapshots;
    this.pollers = pollers;
  }

  /** A submit was accepted: makes its task and tells the listener. */
  ImageTask accepted(SubmitOutcome outcome, @Nullable String traceId, Events events) {
    TaskSnapshot snapshot = snapshots.bind(outcome.key(), outcome.task());
    ImageTask task = new ImageTask(pollers.poller(snapshot, false, events), traceId);
    events.tell(Collections.emptyList(), each -> each.submitted(task));
    if (snapshot.status().isTerminal()) {
      events.tell(Collections.emptyList(), each -> each.finished(snapshot));
    }
    return task;
  }

  /** Takes a task up again. */
  ImageTask resumed(TaskKey key, Events events) {
    return new ImageTask(pollers.poller(TaskSnapshot.unread(key), true, events), null);
  }
}
