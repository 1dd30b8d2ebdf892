package io.github.imagetask.examples.cli;

import io.github.imagetask.DirectImages;
import io.github.imagetask.GeneratedImage;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskListener;
import io.github.imagetask.TaskPendingException;
import io.github.imagetask.TaskSnapshot;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.TaskTimeoutException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * One task of the command line: shows its key as soon as there is one, waits, saves, and reports
 * the end, whatever it is.
 */
final class TaskRun {
  /** Stands where a task's key would. */
  static final String DIRECT = "direct, no key";

  private final Host host;
  private final boolean json;
  private final History history;
  private final long start = System.nanoTime();

  private @Nullable String id; // in the history, once it is there
  private volatile @Nullable TaskKey key;
  private volatile @Nullable ImageTask task;
  private @Nullable Integer queries = 0; // null: not known
  private List<SavedImage> images = List.of();
  private @Nullable TaskStatus directStatus; // of a call without a task

  TaskRun(Host host, boolean json, History history) {
    this.host = host;
    this.json = json;
    this.history = history;
  }

  /** What this run wants of its client. */
  void configure(ImageClient.Builder<?> client) {
    history.configure(client);
    client.listener(new Submitting());
    // Here and now, so that the lines of a task come before what its end prints. It costs an HTTP
    // thread a few writes; a listener that does more wants an executor.
    client.callbackExecutor(Runnable::run);
  }

  /**
   * Takes the steps and reports how they ended.
   *
   * @throws RuntimeException what ended them; it is reported as JSON already, but not yet as text
   */
  int report(Runnable steps) {
    try {
      steps.run();
    } catch (UsageException e) {
      throw e; // of the command line, not of a task
    } catch (RuntimeException e) {
      history.ended(id, key, List.of(), e);
      RuntimeException end = host.ctrlC().isPressed() ? new Stopped(key, e) : e;
      if (json) host.out().println(reportOf(end).json());
      throw end;
    }
    if (json) host.out().println(reportOf(null).json());
    return 0;
  }

  /** What comes now is paid for: the history knows what is asked for before it is sent. */
  void submitting(RequestOptions request, HistoryLine.Submitted submitted) {
    id = Objects.requireNonNull(request.tag, "it carries the id to the journal");
    history.submitting(id, submitted);
  }

  /** A task is there: prints its key, once. */
  void found(ImageTask task) {
    this.task = task;
    found(task.key());
  }

  /** Waits for the images, showing how far they are. */
  ImageResult await(ImageTask task, PollPolicy policy, Estimate estimate) {
    queries = null;
    try (Progress progress = Progress.of(host, task, estimate)) {
      ImageResult result = task.awaitResult(policy, progress);
      queries = result.queries();
      images = SavedImage.unsaved(result.images());
      return result;
    } catch (TaskTimeoutException e) {
      queries = e.queries();
      throw e;
    }
  }

  /** Saves the images and names each file as soon as it is there: the next one may fail. */
  void save(ImageResult result, Path folder) {
    String unnamed = Text.unnamedImages(result.snapshot());
    if (unnamed != null) host.err().println(unnamed); // before what may fail
    List<SavedImage> saved = new ArrayList<>(images);
    images = saved;
    for (GeneratedImage image : result.images()) {
      Path file = image.saveInto(folder);
      if (!json) host.out().println(host.display(file));
      saved.set(image.index(), SavedImage.of(image.url(), file));
    }
    host.err()
        .println(
            Text.count(saved.size(), "image", "images")
                + " after "
                + Text.seconds(result.elapsed())
                + " and "
                + Text.count(result.queries(), "query", "queries")
                + ": "
                + SavedImage.measures(saved));
    history.ended(id, key, SavedImage.files(saved), null);
  }

  /**
   * Asks for images directly, and names the files as soon as they are there.
   *
   * @return the task that the call has become, or null
   */
  <R> @Nullable ImageTask direct(DirectImages<R> entry, R request, Path folder) {
    host.err().println("waiting for the answer; what is stopped now is paid for all the same");
    List<Path> files;
    try {
      files = entry.generateInto(request, folder);
    } catch (TaskPendingException e) {
      return e.task();
    }
    List<SavedImage> saved = new ArrayList<>();
    for (Path file : files) {
      if (!json) host.out().println(host.display(file));
      saved.add(SavedImage.of(null, file));
    }
    images = saved;
    directStatus = TaskStatus.SUCCEEDED;
    host.err()
        .println(
            Text.count(saved.size(), "image", "images")
                + " after "
                + Text.seconds(elapsed())
                + ": "
                + SavedImage.measures(saved));
    history.ended(id, null, SavedImage.files(saved), null);
    return null;
  }

  /** The images that are there, for the contact sheet. */
  List<SavedImage> images() {
    return images;
  }

  /** How long it has lasted. */
  Duration elapsed() {
    return Duration.ofNanos(System.nanoTime() - start);
  }

  /** The task's key, for people. */
  String name() {
    TaskKey key = this.key;
    return key == null ? DIRECT : key.toString();
  }

  private synchronized void found(TaskKey found) {
    if (key != null) return;
    key = found;
    if (!json) host.out().println(found); // the stream flushes at each line
  }

  private Report reportOf(@Nullable RuntimeException failure) {
    ImageTask task = this.task;
    TaskSnapshot last = task == null ? null : task.snapshot();
    TaskStatus status = last == null ? directStatus : last.status();
    Integer announced = last == null ? null : last.announcedImages();
    String traceId = task == null ? null : task.traceId();
    if (failure instanceof SubmitOutcomeUnknownException e) {
      status = TaskStatus.UNKNOWN;
      traceId = e.traceId();
    }
    Failure end = failure == null ? null : Failure.of(failure);
    return new Report(
        key, status, images, announced, queries, System.nanoTime() - start, traceId, end);
  }

  /** Hears of the submit, whose key comes here even if its caller has been stopped. */
  private final class Submitting implements TaskListener {
    @Override
    public void submitted(TaskContext context, ImageTask task) {
      found(task);
    }

    @Override
    public void retrying(TaskContext context, ImageTaskException cause, Duration delay) {
      if (context.key() == null) {
        String again = "; trying again in " + Text.seconds(delay);
        host.err().println(cause.getMessage() + again);
      }
    }
  }
}
