package io.github.imagetask;

import java.time.Duration;
import java.util.List;

/** A listener that writes down what it hears. */
final class Recorder implements TaskListener {
  private final List<String> heard;

  Recorder(List<String> heard) {
    this.heard = heard;
  }

  @Override
  public void submitted(ImageTask task) {
    heard.add("submitted " + task.key());
  }

  @Override
  public void updated(TaskSnapshot task) {
    heard.add("updated " + task);
  }

  @Override
  public void retrying(TaskKey key, ImageTaskException cause, Duration delay) {
    heard.add("retrying " + key + " in " + delay + ": " + cause.getClass().getSimpleName());
  }

  @Override
  public void finished(TaskSnapshot task) {
    heard.add("finished " + task);
  }
}
