package io.github.imagetask;

import java.time.Duration;

/**
 * Hears every beginning and every end of what a client does for its tasks: for metrics and traces,
 * progress bars, and for keeping keys.
 *
 * <p>Each event says first which task it is about: its {@link TaskContext} has gateway, model and
 * the tag that the request was given, so that a key which comes only here finds the order that it
 * belongs to:
 *
 * <pre>{@code
 * client = UniAllClient.builder()…listener(new TaskListener() {
 *   public void submitted(TaskContext context, ImageTask task) {
 *     orders.save((Long) context.tag(), task.key().toString());
 *   }
 * }).build();
 * client.generate(request.newBuilder().tag(orderId).build());
 * }</pre>
 *
 * <p><b>The order</b> of one task's events, which come one after another:
 *
 * <ol>
 *   <li>{@link #submitting}, and {@link #retrying} before each further attempt;
 *   <li>one of {@link #submitted}, {@link #submitFailed} and, for a direct call, {@link
 *       #generated};
 *   <li>for each wait {@link #waiting}, and in the end {@link #waitEnded}; between them, whoever
 *       waits, {@link #updated} and {@link #retrying}; before the ends of the waits that it ends,
 *       once, {@link #finished};
 *   <li>for each download of an image {@link #downloading} and {@link #downloaded}.
 * </ol>
 *
 * A task that is taken up by its key has none of the first two. A listener of one wait's own, as in
 * {@code awaitResult(listener)}, hears what the third says of that wait, and nothing else.
 *
 * <p><b>Threads.</b> {@link #submitting} is called on the thread that submits, before anything is
 * sent, so that what belongs to that thread can be taken along: {@link TaskContext#attach}. All
 * others are called on the client's callback executor, never on an HTTP or timer thread; those of
 * different tasks may come at the same time, 64 at most. They are told apart from the client's
 * futures, which never wait for a listener: a future may complete before its task's events were
 * told. What must be stored before a future completes, a {@link TaskJournal} stores.
 *
 * <p>An exception that a method throws goes to the thread's uncaught-exception handler and changes
 * nothing else. No event carries a secret.
 */
public interface TaskListener {
  /**
   * A submit or a direct call begins. On the caller's thread: what this takes, the caller waits.
   * The context has no key yet.
   */
  default void submitting(TaskContext context) {}

  /**
   * A submit was accepted and is paid for, or a direct call became a task. Also called for a submit
   * whose caller was cancelled or interrupted while the request was on its way: the place to save
   * the key in any case.
   */
  default void submitted(TaskContext context, ImageTask task) {}

  /**
   * A submit or a direct call ended without a task or an image: it was refused, not sent, given up,
   * or its outcome is unknown.
   *
   * @param cause what its caller gets; {@link SubmitOutcomeUnknownException} and {@link
   *     NoImageException} may be billed
   */
  default void submitFailed(TaskContext context, ImageTaskException cause) {}

  /** Somebody begins to wait for the task's end. */
  default void waiting(TaskContext context) {}

  /** A query brought another status, word or progress than the reading before. */
  default void updated(TaskContext context, TaskSnapshot task) {}

  /**
   * A request failed in a way that passes, and will be made again: a submit if the context has no
   * key yet, else a query.
   *
   * @param cause what failed
   * @param delay the time until the next attempt
   */
  default void retrying(TaskContext context, ImageTaskException cause, Duration delay) {}

  /** The task ended: {@link TaskStatus#SUCCEEDED} or {@link TaskStatus#FAILED}. */
  default void finished(TaskContext context, TaskSnapshot task) {}

  /** A wait ended, well or not: with the task, at its deadline, cancelled, or with the client. */
  default void waitEnded(TaskContext context, WaitEnd end) {}

  /**
   * A direct call was answered with images, which are paid for and have no key. Also called if its
   * caller was cancelled or interrupted meanwhile: the place to save them in that case. Of a call
   * into a folder it gets only those that aren't in files yet, small ones and those by URL, or
   * none.
   */
  default void generated(TaskContext context, DirectResult result) {}

  /**
   * Somebody begins to fetch an image, which may be one that the answer itself held.
   *
   * @param index the image's, counted from 0
   */
  default void downloading(TaskContext context, int index) {}

  /** A download ended: it is saved or handed over, failed, or its stream was closed. */
  default void downloaded(TaskContext context, DownloadEnd end) {}
}
