package io.github.imagetask;

import io.github.imagetask.spi.ImageRequest;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.util.Collections;
import org.jspecify.annotations.Nullable;

/** What a request becomes before it is sent. */
final class Submissions {
  private Submissions() {}

  /** Builds a call. */
  interface Builder {
    Submission build() throws IOException;
  }

  /**
   * Builds a call.
   *
   * @throws InvalidRequestException if an image to be uploaded can't be read any more
   */
  static Submission of(Builder builder, Redactor redactor) {
    try {
      return builder.build();
    } catch (IOException e) {
      String reason = "it can't be read any more: " + redactor.failure(e);
      Violation violation = Violation.of("reference image", "an upload", reason, null);
      throw new InvalidRequestException(Collections.singletonList(violation));
    }
  }

  /** Which submit events are about. */
  static TaskContext context(String gateway, Submission submission, Object request) {
    return TaskContext.submitting(gateway, submission.traceId(), modelOf(request), tagOf(request));
  }

  /** Which direct call events are about: a task that it becomes has begun nobody knows when. */
  static TaskContext directContext(String gateway, Submission submission, Object request) {
    return TaskContext.submitting(gateway, submission.traceId(), null, tagOf(request));
  }

  private static @Nullable String modelOf(Object request) {
    return request instanceof ImageRequest ? ((ImageRequest<?>) request).model().id() : null;
  }

  /** The tag that a request has; one of a gateway's that doesn't extend ours has none. */
  private static @Nullable Object tagOf(Object request) {
    return request instanceof ImageRequest ? ((ImageRequest<?>) request).tag() : null;
  }
}
