package io.github.imagetask;

import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The images that a direct call was answered with. There is no task behind them and no key: what is
 * not saved is lost, and a URL that has expired can't be had anew.
 */
public final class DirectResult extends GeneratedImages {
  private final List<GeneratedImage> images;
  private final @Nullable String text;
  private final Duration elapsed;

  DirectResult(List<GeneratedImage> images, @Nullable String text, Duration elapsed) {
    this.images = images;
    this.text = text;
    this.elapsed = elapsed;
  }

  @Override
  public List<GeneratedImage> images() {
    return images;
  }

  /** What the gateway says beside the images, such as the prompt that it used; or null. */
  public @Nullable String text() {
    return text;
  }

  /** How long the call lasted. */
  public Duration elapsed() {
    return elapsed;
  }

  /** How many images; no text, which may be private. */
  @Override
  public String toString() {
    return "DirectResult{" + images.size() + " images}";
  }
}
