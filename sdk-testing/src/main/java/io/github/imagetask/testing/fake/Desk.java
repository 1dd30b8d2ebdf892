package io.github.imagetask.testing.fake;

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
  private final Map<String, Task> tasks = new ConcurrentHashMap<>();
  volatile Plan plan = Plan.DEFAULT;
  volatile boolean anyModel;

  Desk(Dialect dialect, Origins origins, Images images, LongSupplier clock) {
    this.dialect = dialect;
    this.origins = origins;
    this.images = images;
    this.clock = clock;
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
    return dialect.accepted(task.submitted(now).under(fault), urls(task));
  }

  private Reply query(FakeRequest request, @Nullable Fault fault) throws Refusal {
    String id = dialect.taskId(request);
    Task task = tasks.get(id);
    if (task == null || !dialect.leadsTo(request, task.spec)) {
      throw dialect.unknownTask(id);
    }
    return dialect.state(task.queried(clock.getAsLong()).under(fault), urls(task));
  }

  private Reply download(FakeRequest request, Origin origin) throws Refusal {
    Results.Ref ref = origin == Origin.API ? dialect.image(request) : Results.ref(request);
    Task task = ref == null ? null : tasks.get(ref.taskId);
    if (ref == null || task == null || ref.index >= task.spec.count) {
      return Results.refused(404, "NoSuchKey");
    }
    if (origin != Origin.API && !task.signature(ref.index).equals(ref.signature)) {
      return Results.refused(403, "AccessDenied");
    }
    boolean authorized = request.header("Authorization") != null;
    if (origin != Origin.API && authorized && dialect.resultsRefuseAuthorization()) {
      return Results.refused(400, "InvalidArgument");
    }
    return Reply.bytes("image/" + task.spec.format, images.bytes(task.spec, ref.index));
  }

  private String elsewhere(FakeRequest request) {
    Results.Ref ref = Results.ref(request);
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
        return dialect.imageUrl(origins, task, index);
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
    plan = Plan.DEFAULT;
    anyModel = false;
  }
}
