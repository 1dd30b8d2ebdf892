package io.github.imagetask;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Words the failures of one image's fetch, and says which of them are final. */
final class DownloadFailures {
  private final GeneratedImage image;
  private final Redactor redactor;

  DownloadFailures(GeneratedImage image, Redactor redactor) {
    this.image = image;
    this.redactor = redactor;
  }

  /** A failure in these words, for which no secret must be in them; its cause may show some. */
  DownloadException failure(String why, int status, @Nullable Throwable cause) {
    Throwable shown = redactor.cause(cause);
    return new DownloadException(image.origin(), image.index(), why, status, shown);
  }

  /** What a failure means that another try doesn't change; null if one may. */
  @Nullable DownloadException lasting(IOException failure) {
    String text = redactor.failure(failure);
    if (failure instanceof ImageTarget.FailedException) {
      String why = "it can't be saved: " + Failures.ofThisSide(failure);
      return failure(why, 0, failure.getCause());
    }
    if (failure instanceof ImageBody.NotAnImageException) {
      return failure("what came is not the image: " + text, 0, failure);
    }
    boolean refused =
        RefusedAddressException.isIn(failure) || AnswerInterpreter.isCertificateFailure(failure);
    return refused ? failure(text, 0, failure) : null;
  }
}
