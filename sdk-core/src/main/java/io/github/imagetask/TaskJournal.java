package io.github.imagetask;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * Keeps keys over a crash: stores that a submit is about to be sent, and its task's key before
 * anybody else hears of it. Whoever is killed in between finds what is open when she starts again:
 * keys, to be taken up, and submits without a key, of which nobody but the gateway knows whether
 * they are billed. {@link FileTaskJournal} does so in a file; one in a database is as short.
 *
 * <p>Called on threads of the SDK's own, which may block; for different submits at the same time. A
 * listener may do the same, but later: {@link TaskListener} is told beside the futures.
 *
 * <p>What goes wrong here has a stated effect. If {@link #begin} fails, nothing is sent: the submit
 * fails with {@link ConnectionException}. If it hangs, so does the submit, up to its {@code
 * submitTimeout}; nothing is sent. If {@link Entry#accepted} fails, or takes longer than ten
 * seconds, the submit brings its task all the same, since that is paid for. Exceptions other than
 * those of {@link #begin} go to the thread's uncaught-exception handler.
 */
public interface TaskJournal {
  /**
   * Stores that a submit or a direct call is about to be sent; it is, once this returns.
   *
   * @param context with gateway, model and tag; no key yet
   */
  Entry begin(TaskContext context) throws IOException;

  /** One submit's. */
  interface Entry {
    /**
     * Stores the key of the task that the submit became. The submit's caller gets the task once
     * this returns.
     */
    void accepted(TaskKey key) throws IOException;

    /**
     * Takes note that there is no task.
     *
     * @param failure why; null for a direct call that brought images. With {@link
     *     SubmitOutcomeUnknownException} there may be one all the same, and a bill; if its answer
     *     is read after all, {@link #accepted} is called, too, perhaps on another thread meanwhile.
     */
    void ended(@Nullable ImageTaskException failure) throws IOException;
  }
}
