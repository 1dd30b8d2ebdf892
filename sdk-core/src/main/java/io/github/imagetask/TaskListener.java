package io.github.imagetask;

import java.time.Duration;

/**
 * Hears what happens to tasks, for progress bars, metrics and for keeping keys.
 *
 * <p>Each event says first which task it is about: its {@link TaskContext} has the tag that the
 * request was given, so that a key which comes only here finds the order that it belongs to:
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
 * <p>Called on the client's callback executor, never on an HTTP or timer thread. The events of one
 * task come one after another and in order, {@link #submitted} first; those of different tasks may
 * come at the same time, 64 at most. They are told apart from the client's futures, which never
 * wait for a listener: a future may complete before its task's events were told. An exception that
 * a method throws goes to the thread's uncaught-exception handler and changes nothing else. No
 * event carries a secret.
 */
public interface TaskListener {
  /**
   * A submit was accepted and is paid for, or a direct call became a task. Also called for a submit
   * whose caller was cancelled or interrupted while the request was on its way: the place to save
   * the key in any case.
   */
  default void submitted(TaskContext context, ImageTask task) {}

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

  /**
   * A direct call was answered with images, which are paid for and have no key. Also called if its
   * caller was cancelled or interrupted meanwhile: the place to save them in that case. Of a call
   * into a folder it gets only those that aren't in files yet: small ones and those by URL.
   */
  default void generated(TaskContext context, DirectResult result) {}
}
