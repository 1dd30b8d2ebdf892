package io.github.imagetask.spi;

import io.github.imagetask.TaskError;
import io.github.imagetask.TaskStatus;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The words that gateways have for how far a task is, in any case: those of all documents, and
 * those that are common elsewhere. One table for all gateways, since no word means two things. A
 * word that isn't listed is {@link TaskStatus#UNKNOWN}, which never ends a wait.
 */
public final class StatusWords {
  private static final Map<String, TaskStatus> TABLE = new HashMap<>();

  // Words that say more than that it failed.
  private static final Map<String, TaskStatus> ENDS = new HashMap<>();

  // spotless:off
  static {
    row(TABLE, TaskStatus.QUEUED,    "queued", "pending", "submitted", "not_start");
    row(TABLE, TaskStatus.RUNNING,   "running", "processing", "in_progress");
    row(TABLE, TaskStatus.SUCCEEDED, "success", "succeeded", "completed", "complete", "done", "finished");
    row(TABLE, TaskStatus.FAILED,    "failed", "failure", "fail", "error");
    row(ENDS,  TaskStatus.FAILED,    "cancelled", "canceled", "aborted", "expired", "timeout", "rejected");
    TABLE.putAll(ENDS);
  }
  // spotless:on

  private StatusWords() {}

  /** The status that a gateway's word stands for. */
  public static TaskStatus status(@Nullable String word) {
    TaskStatus status = word == null ? null : TABLE.get(key(word));
    return status == null ? TaskStatus.UNKNOWN : status;
  }

  /** A failed task's error, with the word as its code if that says more than that it failed. */
  public static TaskError error(@Nullable String word, TaskError error) {
    boolean says = word != null && error.code() == null && ENDS.containsKey(key(word));
    return says ? TaskError.of(error.kind(), word, error.message()) : error;
  }

  private static String key(String word) {
    return word.trim().toLowerCase(Locale.ROOT);
  }

  private static void row(Map<String, TaskStatus> table, TaskStatus status, String... words) {
    for (String word : words) table.put(word, status);
  }
}
