package io.github.imagetask.gallery;

import io.github.imagetask.FileTaskJournal;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageTask;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.JournaledTask;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskFailedException;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskListener;
import io.github.imagetask.TaskSnapshot;
import io.github.imagetask.WaitAbortedException;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.stereotype.Service;

/**
 * Submits orders, waits for their images, and takes up what a restart has interrupted.
 *
 * <p>An order's file is written before its submit, the journal's lines by the client while it is
 * submitted, the file again when all is over, and then the journal's entry is closed. So a task
 * that isn't over and has no entry was never taken by the gateway, and one whose entry has no key
 * may have been.
 */
@Service
class Gallery implements SmartInitializingSingleton {
  private static final Logger LOG = LoggerFactory.getLogger(Gallery.class);

  private final Map<String, Account<?>> accounts = new LinkedHashMap<>();
  private final GalleryTasks tasks;
  private final FileTaskJournal journal;
  private final GalleryFiles files;
  private final Durations durations;

  Gallery(
      GalleryTasks tasks,
      FileTaskJournal journal,
      GalleryFiles files,
      Durations durations,
      Map<String, ImageClient<?>> clients) {
    this.tasks = tasks;
    this.journal = journal;
    this.files = files;
    this.durations = durations;
    clients.forEach((name, client) -> accounts.put(name, RequestForms.account(name, client)));
  }

  Collection<Account<?>> accounts() {
    return accounts.values();
  }

  @Nullable Account<?> account(String name) {
    return accounts.get(name);
  }

  /**
   * Submits an order. A second call with the same id submits nothing: a page may repeat what it got
   * no answer to, and is billed once.
   *
   * @throws InvalidRequestException if it breaks the gateway's rules; nothing was sent
   */
  GalleryTask submit(String id, Order order) throws IOException {
    Account<?> account = accounts.get(order.account());
    if (account == null) throw new UnknownAccountException(order.account());
    return submit(id, order, account);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // whatever it brings is kept
  private <R> GalleryTask submit(String id, Order order, Account<R> account) throws IOException {
    R request = account.request(order, id);
    GalleryTask task = GalleryTask.submitting(id, order);
    GalleryTask earlier = tasks.add(task);
    if (earlier != null) return earlier;
    CompletableFuture<ImageTask> submitted;
    try {
      tasks.begin(task);
      submitted = account.client().submitAsync(request);
    } catch (IOException | RuntimeException e) { // nothing was sent
      tasks.forget(task);
      throw e;
    }
    // A model that makes no tasks is refused here and not by the form.
    if (submitted.isCompletedExceptionally()
        && cause(submitted) instanceof InvalidRequestException invalid) {
      tasks.forget(task);
      throw invalid;
    }
    submitted.whenComplete(
        (handle, failure) -> {
          if (failure == null) {
            tasks.change(id, each -> each.accepted(handle.key()));
            await(id, account, handle);
          } else {
            tasks.end(id, each -> each.failed(Problem.of(failure, false)), null);
          }
        });
    return Objects.requireNonNullElse(tasks.get(id), task);
  }

  @SuppressWarnings("FutureReturnValueIgnored") // whatever it brings is kept
  private void await(String id, Account<?> account, ImageTask handle) {
    TaskListener progress =
        new TaskListener() {
          @Override
          public void updated(TaskContext context, TaskSnapshot reading) {
            tasks.change(id, each -> each.read(reading));
          }
        };
    handle
        .resultAsync(progress)
        .thenCompose(result -> result.saveAllAsync(files.images()))
        .thenApply(saved -> saved.stream().map(each -> each.getFileName().toString()).toList())
        .whenComplete((saved, failure) -> ended(id, account, handle.key(), saved, failure));
  }

  private void ended(
      String id,
      Account<?> account,
      TaskKey key,
      @Nullable List<String> saved,
      @Nullable Throwable failure) {
    Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
    if (cause instanceof WaitAbortedException) return; // the gallery stops, and will go on
    if (cause == null && saved != null) {
      tasks.end(id, each -> each.done(saved), key);
      try {
        durations.save(account.client());
      } catch (IOException e) {
        LOG.warn("durations aren't remembered", e);
      }
    } else if (cause != null) {
      boolean hopeless = cause instanceof TaskFailedException;
      tasks.end(id, each -> each.failed(Problem.of(cause, true)), hopeless ? key : null);
    }
  }

  /** Waits again for a task that may still bring its image. */
  void resume(String id) {
    GalleryTask before = tasks.get(id);
    if (before == null || before.key() == null || !before.isResumable()) return;
    TaskKey key = TaskKey.parse(before.key());
    // Of two calls at once, one waits.
    if (tasks.replace(before, before.accepted(key))) takeUp(before, key);
  }

  private void takeUp(GalleryTask task, TaskKey key) {
    String id = task.id();
    Account<?> account = accounts.get(task.order().account());
    if (account == null) {
      String missing = "The account " + task.order().account() + " is not configured.";
      Problem problem = new Problem(missing, Problem.Billed.YES, true);
      tasks.change(id, each -> each.failed(problem));
    } else {
      await(id, account, account.client().task(key, id));
    }
  }

  /** Before the first call is answered, lest a repeated one be taken for a new one. */
  @Override
  public void afterSingletonsInstantiated() {
    try {
      takeUpWhatIsOpen();
    } catch (IOException e) {
      throw new UncheckedIOException("the gallery's files can't be read", e);
    }
  }

  private void takeUpWhatIsOpen() throws IOException {
    Map<String, JournaledTask> open = new HashMap<>();
    for (JournaledTask each : journal.tasks()) {
      if (each.tag() != null) open.put(each.tag(), each);
    }
    for (GalleryTask each : files.read()) {
      JournaledTask entry = open.remove(each.id());
      TaskKey key = entry == null ? null : entry.key();
      if (each.isOver()) {
        tasks.add(each);
      } else if (key != null) {
        tasks.add(each.accepted(key));
        takeUp(each, key);
      } else {
        Problem.Billed billed = entry == null ? Problem.Billed.NO : Problem.Billed.PERHAPS;
        String message =
            entry == null
                ? "The gallery was stopped before the gateway took this."
                : "The gallery was stopped while this was submitted. Whether there is a task, the"
                    + " gateway knows: look there before you submit it again.";
        tasks.add(each.failed(new Problem(message, billed, false)));
      }
    }
    open.values().forEach(each -> LOG.warn("open in the journal, without a file: {}", each));
  }

  private static Throwable cause(CompletableFuture<?> failed) {
    return failed.handle((nothing, failure) -> failure).join();
  }
}
