package io.github.imagetask.testing.fake;

import java.time.Duration;
import java.util.Collections;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Serves the requests of one gateway: what its dialect reads becomes tasks, images and answers. */
final class Desk {
  private final Dialect dialect;
  private final LongSupplier clock;
  final Callbacks callbacks;
  final Store store;
  volatile Plan plan = Plan.DEFAULT;
  volatile boolean anyModel;

  Desk(Dialect dialect, Shared shared) {
    this.dialect = dialect;
    this.clock = shared.clock;
    this.callbacks = new Callbacks(shared.poster);
    this.store = new Store(dialect, shared);
  }

  /** The answer to a request that has come whole. */
  Reply answer(FakeRequest request, Origin origin, @Nullable Fault fault) {
    Reply own = null;
    if (fault == null || fault.processed || !fault.replacesAnswer()) {
      own = serve(request, origin, fault);
    }
    if (fault == null) {
      return own == null ? dialect.refusal(dialect.unknownRoute(request), request) : own;
    }
    Reply reply = own == null || fault.replacesAnswer() ? substitute(request, fault) : own;
    return reply.with(fault.headers);
  }

  private Reply substitute(FakeRequest request, Fault fault) {
    switch (fault.kind) {
      case REFUSAL:
        return dialect.refusal(new Refusal(fault.status, fault.text, fault.message), request);
      case UNKNOWN_TASK:
        return dialect.refusal(dialect.unknownTask(""), request);
      case REDIRECT:
        return Reply.text(fault.status, null, "")
            .with(Collections.singletonMap("Location", store.elsewhere(request)));
      default:
        return Reply.text(fault.status, fault.contentType, fault.text);
    }
  }

  private Reply serve(FakeRequest request, Origin origin, @Nullable Fault fault) {
    try {
      if (request.call() == FakeCall.DOWNLOAD) {
        return store.download(request, origin);
      }
      if (origin == Origin.API && request.call() == FakeCall.SUBMIT) {
        return submit(request, fault);
      }
      if (origin == Origin.API && request.call() == FakeCall.QUERY) {
        return query(request, fault);
      }
      if (origin == Origin.API && request.call() == FakeCall.DIRECT) {
        return direct(request, fault);
      }
      throw dialect.unknownRoute(request);
    } catch (Refusal refusal) {
      return dialect.refusal(refusal, request);
    }
  }

  private Reply submit(FakeRequest request, @Nullable Fault fault) throws Refusal {
    TaskSpec spec = dialect.submission(request, anyModel);
    long now = clock.getAsLong();
    Task task = new Task(dialect.newId(), spec, plan, now);
    store.task(task);
    store.billed(request);
    View view = task.submitted(now);
    View shown = dialect.mayFinishAtSubmit() ? view : view.queued();
    Reply reply = dialect.accepted(shown.under(fault), store.urls(task));
    callBack(task);
    return reply;
  }

  private Reply query(FakeRequest request, @Nullable Fault fault) throws Refusal {
    String id = dialect.taskId(request);
    Task task = store.task(id);
    if (task == null || !dialect.leadsTo(request, task.spec)) {
      throw dialect.unknownTask(id);
    }
    View view = task.queried(clock.getAsLong());
    Reply reply = dialect.state(view.under(fault), store.urls(task));
    if (view.isEnd()) {
      callBack(task);
    }
    return reply;
  }

  /** Draws at once: no task, unless the dialect makes one of it, so that no query finds it. */
  private Reply direct(FakeRequest request, @Nullable Fault fault) throws Refusal {
    TaskSpec spec = dialect.directSubmission(request, anyModel);
    Task task = new Task(dialect.newId(), spec, plan, clock.getAsLong());
    if (dialect.directBecomesTask()) {
      store.task(task);
      store.billed(request);
      return dialect.direct(task.drawn().queued().under(fault), store.urls(task));
    }
    View view = task.drawn();
    if (fault == null || fault.kind != Fault.Kind.BLOCKED) {
      store.drawn(task, view.images);
      store.billed(request);
    }
    return dialect.direct(view.under(fault), store.urls(task));
  }

  /** Posts the task's callback if it has ended; if time alone will end it, looks again then. */
  private void callBack(Task task) {
    String url = task.spec.callbackUrl;
    if (url == null || store.task(task.id) != task) {
      return;
    }
    long now = clock.getAsLong();
    View view = task.seen(now);
    Duration left = task.left(now);
    if (view.isEnd()) {
      if (task.tell()) {
        callbacks.post(url, dialect.callback(view, store.urls(task)));
      }
    } else if (left != null) {
      callbacks.later(left, () -> callBack(task));
    }
  }

  void clear() {
    store.clear();
    callbacks.clear();
    dialect.reset();
    plan = Plan.DEFAULT;
    anyModel = false;
  }
}
