package io.github.imagetask.spi;

import java.io.IOException;

/**
 * An entry of a gateway that answers with the image itself: pure functions, as {@link Gateway}'s.
 *
 * @param <R> the entry's request
 */
public interface DirectEntry<R> {
  /**
   * Builds the call of a request; a retry sends the same again.
   *
   * @throws IOException if an image to be uploaded can't be read
   */
  Submission submit(R request) throws IOException;

  /**
   * Reads the answer, whatever its HTTP status. A reading that has succeeded holds the images; one
   * without any holds the reason as its error, or the text that came instead; one that isn't at its
   * end and has an id is a task that the call became. {@link ImageList} takes images as they come,
   * streamed ones too.
   *
   * @throws IOException if the body isn't JSON
   * @throws com.squareup.moshi.JsonDataException if it is JSON, but neither an answer nor an error
   *     of the gateway's own
   */
  Reading read(Answer answer) throws IOException;
}
