package io.github.imagetask;

import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Starts a client's fetches of images, and knows which are under way. */
final class Downloads {
  private final Transport transport;
  private final Queries queries;
  private final Timer timer;
  private final Redactor redactor;
  private final Lifecycle lifecycle;
  private final long maxImageBytes;
  private final Set<DownloadCall<?>> calls = ConcurrentHashMap.newKeySet();

  Downloads(
      Transport transport,
      Queries queries,
      Timer timer,
      Redactor redactor,
      Lifecycle lifecycle,
      long maxImageBytes) {
    this.transport = transport;
    this.queries = queries;
    this.timer = timer;
    this.redactor = redactor;
    this.lifecycle = lifecycle;
    this.maxImageBytes = maxImageBytes;
  }

  /**
   * Starts a fetch.
   *
   * @param streams whether the answer stays open, for the target's stream
   */
  <T> DownloadCall<T> start(GeneratedImage image, boolean streams, ImageTarget<T> target) {
    lifecycle.checkOpen();
    DownloadCall<T> call =
        new DownloadCall<>(
            image,
            streams,
            target,
            maxImageBytes,
            transport,
            queries,
            timer,
            redactor,
            this::ended);
    calls.add(call);
    image.origin().tell((each, context) -> each.downloading(context, image.index()));
    call.start();
    if (lifecycle.isClosed()) call.abort();
    return call;
  }

  /** A fetch is over, and so is the reading of its stream. */
  private void ended(DownloadCall<?> call) {
    if (!calls.remove(call)) return; // told already
    GeneratedImage image = call.image();
    image.origin().tell((each, context) -> each.downloaded(context, call.end()));
  }

  /** Ends all fetches because the client closes. */
  void abort() {
    for (DownloadCall<?> call : calls) call.abort();
  }
}
