package io.github.imagetask.spi;

import java.io.IOException;
import okio.Sink;

/**
 * Takes the images of an answer as they come, in place of the memory: large ones only, since a
 * small one is there in one piece before anybody can tell that it is one. What doesn't begin as an
 * image does never comes here.
 */
public interface ImageSink {
  /**
   * Returns where the next image's bytes go, one image after the other. It is closed once they are
   * all there; one that isn't closed was cut short, and is to be thrown away.
   *
   * @param number which it is of those that came whole, from 0: one that was cut short has the
   *     number of the next
   */
  Sink next(int number) throws IOException;
}
