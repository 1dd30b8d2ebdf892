package io.github.imagetask.spi;

import java.io.IOException;
import okio.Sink;

/**
 * Takes the images of an answer as they come, in place of the memory: large ones only, since a
 * small one is there in one piece before anybody can tell that it is one.
 */
public interface ImageSink {
  /**
   * Returns where the next image's bytes go. It is closed once they are all there; one that isn't
   * closed was cut short.
   *
   * @param number which it is of those that this sink was asked for, from 0
   */
  Sink next(int number) throws IOException;
}
