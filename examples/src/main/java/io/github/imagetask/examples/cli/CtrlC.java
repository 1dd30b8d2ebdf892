package io.github.imagetask.examples.cli;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Ends a command from outside, so that it still can say what it knows.
 *
 * <p>The JVM turns SIGINT into an orderly shutdown with exit code 130: the hook calls {@link
 * #press}, which closes the client. The command's own thread wakes with an exception that has the
 * key, reports it as any other end, and only then the hook lets the JVM go. A submit that is on its
 * way is given five seconds by {@code close()}: its task may be paid for, and its key is worth the
 * wait.
 */
final class CtrlC {
  /** Closing takes five seconds at most; the rest is for writing down what became of it. */
  private static final Duration PATIENCE = Duration.ofSeconds(8);

  private final CountDownLatch ended = new CountDownLatch(1);
  private final List<Runnable> actions = new ArrayList<>();
  private boolean pressed;

  /** Runs an action when it is pressed, or now if it was. */
  void onPress(Runnable action) {
    synchronized (this) {
      if (!pressed) {
        actions.add(action);
        return;
      }
    }
    action.run();
  }

  synchronized boolean isPressed() {
    return pressed;
  }

  /** The command has said all that it has to say. */
  void ended() {
    ended.countDown();
  }

  /** Ends what is under way and waits until the command has ended. */
  void press() {
    List<Runnable> due;
    synchronized (this) {
      if (ended.getCount() == 0) return; // an ordinary exit runs the hook too
      pressed = true;
      due = List.copyOf(actions);
    }
    due.forEach(Runnable::run);
    try {
      if (!ended.await(PATIENCE.toMillis(), TimeUnit.MILLISECONDS)) return;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
