package io.github.imagetask.spi;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskKey;
import java.io.IOException;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * What the core must know of a gateway: pure functions that build requests without credentials,
 * read answers, and hand over the credentials. It sends nothing, waits for nothing and decides
 * nothing about retries; the core does, from what the {@link Reading}s say.
 *
 * <p>Called from many threads at once.
 *
 * @param <R> the gateway's request
 */
public interface Gateway<R> {
  /** The gateway's name, the first part of its task keys: lower-case letters and digits. */
  String name();

  /** Where tasks are queried: for messages, and to tell whether the gateway is a local one. */
  HttpUrl address();

  /** The schedule that the gateway's document advises. */
  PollPolicy pollPolicy();

  /** The gateway's models as its document lists them. */
  List<ModelInfo> models();

  /**
   * Builds the submit of a request. Called once per submit; a retry sends the same again.
   *
   * @throws IOException if an image to be uploaded can't be read
   */
  Submission submit(R request) throws IOException;

  /**
   * Builds the query of a task.
   *
   * @throws IllegalArgumentException if the key's kind is none of this gateway's
   */
  Request query(TaskKey key);

  /**
   * Reads the answer to a submit, whatever its HTTP status.
   *
   * @throws IOException if the body isn't JSON
   * @throws com.squareup.moshi.JsonDataException if it is JSON, but neither a task nor an error of
   *     the gateway's own
   */
  Reading readSubmit(Answer answer) throws IOException;

  /**
   * Reads the answer to a query, whatever its HTTP status.
   *
   * @throws IOException if the body isn't JSON
   * @throws com.squareup.moshi.JsonDataException if it is JSON, but neither a task nor an error of
   *     the gateway's own
   */
  Reading readQuery(TaskKey key, Answer answer) throws IOException;

  /**
   * Checks a key for a gateway with one kind of task, which goes without a name.
   *
   * @param gateway the gateway's name, for the message
   * @throws IllegalArgumentException if the key names a kind
   */
  static void requireNoKind(String gateway, TaskKey key) {
    if (key.kind() != null) {
      throw new IllegalArgumentException(
          gateway + " has one kind of task, none called " + key.kind());
    }
  }

  /** The kind of an error whose body says nothing. */
  default ErrorKind kindOf(int httpStatus) {
    return ErrorTable.kindOfStatus(httpStatus);
  }

  /** What proves to the gateway who is calling; always the same. */
  Credentials credentials();
}
