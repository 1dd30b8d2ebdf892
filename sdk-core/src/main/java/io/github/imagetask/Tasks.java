package io.github.imagetask;

import org.jspecify.annotations.Nullable;

/** Makes the handles of tasks. */
final class Tasks {
  private final Snapshots snapshots;
  private final Pollers pollers;

  Tasks(Snapshots snapshots, Pollers pollers) {
    this.snapshots = snapshots;
    this.pollers = pollers;
  }

  /** What becomes of a submit that is accepted. */
  SubmitCall.Completion<ImageTask> completion(TaskContext submitting, Events events) {
    return new SubmitCall.Completion<ImageTask>() {
      @Override
      public ImageTask of(SubmitOutcome outcome) {
        return accepted(outcome, submitting, events);
      }

      @Override
      public boolean closesOnAbandon() {
        return false; // a task that is paid for, and its key not known yet
      }
    };
  }

  /** A submit was accepted: makes its task and tells the listener. */
  ImageTask accepted(SubmitOutcome outcome, TaskContext submitting, Events events) {
    TaskContext context = submitting.accepted(outcome.key());
    TaskSnapshot snapshot = snapshots.bind(outcome.key(), outcome.task()).heardBy(context, events);
    ImageTask task = new ImageTask(pollers.poller(context, snapshot, false, events), context);
    events.tell(each -> each.submitted(context, task));
    if (snapshot.status().isTerminal()) {
      events.tell(each -> each.finished(context, snapshot));
    }
    return task;
  }

  /** Takes a task up again. */
  ImageTask resumed(TaskKey key, @Nullable Object tag, Events events) {
    TaskContext context = TaskContext.resumed(key, tag);
    TaskSnapshot unread = TaskSnapshot.unread(key);
    return new ImageTask(pollers.poller(context, unread, true, events), context);
  }
}
