package io.github.imagetask.examples.cli;

import io.github.imagetask.DirectImages;
import io.github.imagetask.ImageClient;
import java.util.List;

/**
 * A gateway's entry that answers with the image itself.
 *
 * @param <R> the request of the gateway's tasks
 * @param <D> the request of this entry
 */
interface DirectCli<R, D> {
  /**
   * The entry.
   *
   * @param client one that the gateway's {@link GatewayCli#client} has made
   */
  DirectImages<D> entry(ImageClient<R> client);

  /**
   * Builds a request.
   *
   * @throws UsageException for an option that it doesn't take
   */
  D request(RequestOptions given);

  /** Examples, which {@code demo} runs after those of the tasks. */
  List<Example<D>> examples();
}
