package io.github.imagetask.testing.fake;

import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** The tasks of one gateway and their images, for whoever asks for them. */
final class Store {
  private final Dialect dialect;
  private final Origins origins;
  private final Images images;
  private final LongSupplier clock;
  private final Map<String, Task> tasks = new ConcurrentHashMap<>();

  /** What direct calls drew, for their URLs. */
  private final Map<String, Task> drawn = new ConcurrentHashMap<>();

  private final AtomicInteger directImages = new AtomicInteger();

  /** Hashes of the requests that were processed: their bodies may be large. */
  private final Set<String> billed = ConcurrentHashMap.newKeySet();

  private final AtomicInteger repeated = new AtomicInteger();

  Store(Dialect dialect, Shared shared) {
    this.dialect = dialect;
    this.origins = shared.origins;
    this.images = shared.images;
    this.clock = shared.clock;
  }

  /** Keeps a task that queries find. */
  void task(Task task) {
    tasks.put(task.id, task);
  }

  /** Keeps what a direct call drew: its images are found, and no query finds it. */
  void drawn(Task task, int images) {
    drawn.put(task.id, task);
    directImages.addAndGet(images);
  }

  /** Takes note of a request that was processed. */
  void billed(FakeRequest request) {
    if (!billed.add(request.hash())) {
      repeated.incrementAndGet();
    }
  }

  int repeated() {
    return repeated.get();
  }

  @Nullable Task task(String id) {
    return tasks.get(id);
  }

  Reply download(FakeRequest request, Origin origin) throws Refusal {
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
    Task task = ref == null ? null : stored(ref.taskId);
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

  private @Nullable Task stored(String id) {
    Task task = tasks.get(id);
    return task == null ? drawn.get(id) : task;
  }

  private Reply image(Task task, int index) {
    return Reply.bytes("image/" + task.spec.format, images.bytes(task.spec, index));
  }

  /** Where a redirect of this request leads. */
  String elsewhere(FakeRequest request) {
    ImageRef ref = Results.ref(request);
    try {
      if (ref == null && request.call() == FakeCall.DOWNLOAD) {
        ref = dialect.image(request);
      }
    } catch (Refusal refusal) { // a download that leads nowhere, here as there
      ref = null;
    }
    Task task = ref == null ? null : stored(ref.taskId);
    if (ref != null && task != null) {
      return Results.url(origins.elsewhere, dialect.name(), task, ref.index);
    }
    String query = request.query();
    return origins.elsewhere + request.path() + (query == null ? "" : "?" + query);
  }

  Dialect.Urls urls(Task task) {
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

  int directImages() {
    return directImages.get();
  }

  void expireUrls() {
    tasks.values().forEach(Task::expireUrls);
    drawn.values().forEach(Task::expireUrls);
  }

  void clear() {
    tasks.clear();
    drawn.clear();
    directImages.set(0);
    billed.clear();
    repeated.set(0);
  }
}
