package io.github.imagetask.testing.fake;

import java.time.Duration;
import java.util.Collections;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** Serves the requests of one gateway: what its dialect reads becomes tasks, images and answers. */
final class Desk {
  private final Dialect dialect;
  private final Origins origins;
  private final Images images;
  private final LongSupplier clock;
  final Callbacks callbacks;
  private final Map<String, Task> tasks = new ConcurrentHashMap<>();
  volatile Plan plan = Plan.DEFAULT;
  volatile boolean anyModel;

  Desk(Dialect dialect, Shared shared) {
    this.dialect = dialect;
    this.origins = shared.origins;
    this.images = shared.images;
    this.clock = shared.clock;
    this.callbacks = new Callbacks(shared.poster);
  }

  /** The answer to a request that has come whole. */
  Reply answer(FakeRequest request, Origin origin, @Nullable Fault fault) {
    Reply own = null;
    if (fault == null || fault.processed || !fault.replacesAnswer()) {
      own = serve(request, origin, fault);
    }
    if (fault == null) {
      return own == null ? dialect.refusal(dialect.unknownRoute(request)) : own;
    }
    Reply reply = own == null || fault.replacesAnswer() ? substitute(request, fault) : own;
    return reply.with(fault.headers);
  }

  private Reply substitute(FakeRequest request, Fault fault) {
    switch (fault.kind) {
      case REFUSAL:
        return dialect.refusal(new Refusal(fault.status, fault.text, fault.message));
      case UNKNOWN_TASK:
        return dialect.refusal(dialect.unknownTask(""));
      case REDIRECT:
        return Reply.text(fault.status, null, "")
            .with(Collections.singletonMap("Location", elsewhere(request)));
      default:
        return Reply.text(fault.status, fault.contentType, fault.text);
    }
  }

  private Reply serve(FakeRequest request, Origin origin, @Nullable Fault fault) {
    try {
      if (request.call() == Call.DOWNLOAD) {
        return download(request, origin);
      }
      if (origin == Origin.API && request.call() == Call.SUBMIT) {
        return submit(request, fault);
      }
      if (origin == Origin.API && request.call() == Call.QUERY) {
        return query(request, fault);
      }
      throw dialect.unknownRoute(request);
    } catch (Refusal refusal) {
      return dialect.refusal(refusal);
    }
  }

  private Reply submit(FakeRequest request, @Nullable Fault fault) throws Refusal {
    TaskSpec spec = dialect.submission(request, anyModel);
    long now = clock.getAsLong();
    Task task = new Task(dialect.newId(), spec, plan, now);
    tasks.put(task.id, task);
    View view = task.submitted(now);
    View shown = dialect.mayFinishAtSubmit() ? view : view.queued();
    Reply reply = dialect.accepted(shown.under(fault), urls(task));
    callBack(task);
    return reply;
  }

  private Reply query(FakeRequest request, @Nullable Fault fault) throws Refusal {
    String id = dialect.taskId(request);
    Task task = tasks.get(id);
    if (task == null || !dialect.leadsTo(request, task.spec)) {
      throw dialect.unknownTask(id);
    }
    View view = task.queried(clock.getAsLong());
    Reply reply = dialect.state(view.under(fault), urls(task));
    if (view.isEnd()) {
      callBack(task);
    }
    return reply;
  }

  /** Posts the task's callback if it has ended; if time alone will end it, looks again then. */
  private void callBack(Task task) {
    String url = task.spec.callbackUrl;
    if (url == null || tasks.get(task.id) != task) {
      return;
    }
    long now = clock.getAsLong();
    View view = task.seen(now);
    Duration left = task.left(now);
    if (view.isEnd()) {
      if (task.tell()) {
        callbacks.post(url, dialect.callback(view, urls(task)));
      }
    } else if (left != null) {
      callbacks.later(left, () -> callBack(task));
    }
  }

  private Reply download(FakeRequest request, Origin origin) throws Refusal {
    return origin == Origin.API ? ownDownload(dialect.image(request)) : storedDownload(request);
  }

  /** At the API's origin: refused in the gateway's own words. */
  private Reply ownDownload(ImageRef ref) throws Refusal {
    Task task = tasks.get(ref.taskId);
    if (task == null) {
      throw dialect.unknownTask(ref.taskId);
    }
    if (task.isExpired()) {
      throw new Refusal(410, "task_result_expired", "the result has expired");
    }
    if (ref.index >= task.seen(clock.getAsLong()).images) {
      throw new Refusal(404, "task_result_not_found", "the task has no image " + ref.index);
    }
    return image(task, ref.index);
  }

  /** At the results' origin, or elsewhere: refused as an object storage does. */
  private Reply storedDownload(FakeRequest request) {
    ImageRef ref = Results.ref(request);
    Task task = ref == null ? null : tasks.get(ref.taskId);
    if (ref == null || task == null || ref.index >= task.spec.count) {
      return Results.refused(404, "NoSuchKey");
    }
    boolean authorized = request.header("Authorization") != null;
    if (!task.signature(ref.index).equals(ref.signature)
        || (authorized && dialect.resultsRefuseAuthorization())) {
      return Results.refused(403, "AccessDenied");
    }
    return image(task, ref.index);
  }

  private Reply image(Task task, int index) {
    return Reply.bytes("image/" + task.spec.format, images.bytes(task.spec, index));
  }

  private String elsewhere(FakeRequest request) {
    ImageRef ref = Results.ref(request);
    try {
      if (ref == null && request.call() == Call.DOWNLOAD) {
        ref = dialect.image(request);
      }
    } catch (Refusal refusal) { // a download that leads nowhere, here as there
      ref = null;
    }
    Task task = ref == null ? null : tasks.get(ref.taskId);
    if (ref != null && task != null) {
      return Results.url(origins.elsewhere, dialect.name(), task, ref.index);
    }
    String query = request.query();
    return origins.elsewhere + request.path() + (query == null ? "" : "?" + query);
  }

  private Dialect.Urls urls(Task task) {
    return new Dialect.Urls() {
      @Override
      public String url(int index) {
        String own = dialect.imageUrl(origins.api, task.id, index);
        return own != null ? own : Results.url(origins.results, dialect.name(), task, index);
      }

      @Override
      public byte[] bytes(int index) {
        return images.bytes(task.spec, index);
      }
    };
  }

  int tasks() {
    return tasks.size();
  }

  void expireUrls() {
    tasks.values().forEach(Task::expireUrls);
  }

  void clear() {
    tasks.clear();
    callbacks.clear();
    dialect.reset();
    plan = Plan.DEFAULT;
    anyModel = false;
  }
}
