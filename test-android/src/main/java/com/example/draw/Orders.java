package com.example.draw;

import android.content.SharedPreferences;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskJournal;
import io.github.imagetask.TaskKey;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/**
 * The keys of the app's orders, written before anybody hears of them, so that a process that is
 * killed at any moment pays for no image twice. The requests' tags are the orders' names.
 */
final class Orders implements TaskJournal {
  /** A submit that may have been sent, and of which no more is known. */
  private static final String SENT = "sent";

  private final SharedPreferences stored;

  Orders(SharedPreferences stored) {
    this.stored = stored;
  }

  /** Whether a submit of this order may have gone out; then it must not be made again. */
  boolean isSent(String order) {
    return stored.contains(order);
  }

  /** The key of this order's task, or null. */
  @Nullable TaskKey key(String order) {
    String key = stored.getString(order, SENT);
    return key.equals(SENT) ? null : TaskKey.parse(key);
  }

  /** Forgets an order whose image is saved. */
  void done(String order) {
    stored.edit().remove(order).apply();
  }

  @Override
  public Entry begin(TaskContext context) throws IOException {
    String order = String.valueOf(context.tag());
    commit(stored.edit().putString(order, SENT));
    return new Entry() {
      @Override
      public void accepted(TaskKey key) throws IOException {
        commit(stored.edit().putString(order, key.toString()));
      }

      @Override
      public void ended(@Nullable ImageTaskException failure) throws IOException {
        if (failure instanceof SubmitOutcomeUnknownException) return; // it may be paid for
        commit(stored.edit().remove(order));
      }
    };
  }

  private static void commit(SharedPreferences.Editor edit) throws IOException {
    if (!edit.commit()) throw new IOException("the order can't be stored");
  }
}
