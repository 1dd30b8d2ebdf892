package io.github.imagetask.micrometer;

import io.github.imagetask.DirectResult;
import io.github.imagetask.DownloadEnd;
import io.github.imagetask.ImageTask;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskListener;
import io.github.imagetask.WaitEnd;
import io.github.imagetask.micrometer.Underway.Running;
import io.micrometer.observation.NullObservation;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import java.time.Duration;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Observes what clients do, for spans: {@link ImageTaskObservation} says what, {@link
 * ImageTaskObservationConvention} what it is called.
 *
 * <pre>{@code
 * UniAllClient client =
 *     UniAllClient.builder()…listener(new ImageTaskObservations(registry)).build();
 * }</pre>
 *
 * <p>A submit is a child of what the calling thread observes; it is short, and over when the
 * gateway has answered. Each wait and each download is a child of the submit, so that all are one
 * trace, for hours if need be; those of a task that was taken up by its key have no parent. No
 * scope is opened: what is current on any thread stays as it was.
 *
 * <p>Thread-safe; one serves any number of clients. A client takes one of these, not several.
 */
public final class ImageTaskObservations implements TaskListener {
  private final ObservationRegistry registry;
  private final ModelNames models = new ModelNames();

  /** Creates one whose observations go to this registry's handlers. */
  public ImageTaskObservations(ObservationRegistry registry) {
    this.registry = Objects.requireNonNull(registry, "registry == null");
  }

  @Override
  public void submitting(TaskContext context) {
    start(ImageTaskObservation.SUBMIT, context, 0);
  }

  @Override
  public void submitted(TaskContext context, ImageTask task) {
    endSubmit(context, Outcomes.ACCEPTED, null);
  }

  @Override
  public void generated(TaskContext context, DirectResult result) {
    endSubmit(context, Outcomes.GENERATED, null);
  }

  @Override
  public void submitFailed(TaskContext context, ImageTaskException cause) {
    endSubmit(context, Outcomes.ofSubmit(cause), cause);
  }

  private void endSubmit(TaskContext context, String outcome, @Nullable Exception failure) {
    Running ended = remove(ImageTaskObservation.SUBMIT, context, 0, Duration.ZERO);
    if (ended == null) return;
    ended.context.end(context, outcome);
    stop(ended, failure);
  }

  @Override
  public void retrying(TaskContext context, ImageTaskException cause, Duration delay) {
    for (Running each : Underway.of(context).retrying()) {
      each.observation.event(ImageTaskObservation.Events.RETRY);
    }
  }

  @Override
  public void waiting(TaskContext context) {
    startChild(ImageTaskObservation.WAIT, context, 0);
  }

  @Override
  public void waitEnded(TaskContext context, WaitEnd end) {
    Running ended = remove(ImageTaskObservation.WAIT, context, 0, end.elapsed());
    if (ended == null) return;
    ended.context.end(context, end);
    stop(ended, end.failure());
  }

  @Override
  public void downloading(TaskContext context, int index) {
    startChild(ImageTaskObservation.DOWNLOAD, context, index);
  }

  @Override
  public void downloaded(TaskContext context, DownloadEnd end) {
    Running ended = remove(ImageTaskObservation.DOWNLOAD, context, end.index(), end.elapsed());
    if (ended == null) return;
    ended.context.end(context, end);
    stop(ended, end.failure());
  }

  /** Begins a wait or a download on whatever thread this is: what is current there isn't ours. */
  private void startChild(ImageTaskObservation kind, TaskContext task, int index) {
    Observation nothing = new NullObservation(registry).start();
    nothing.scoped(() -> start(kind, task, index));
  }

  private void start(ImageTaskObservation kind, TaskContext task, int index) {
    Underway underway = Underway.of(task);
    ImageTaskObservationContext context =
        new ImageTaskObservationContext(kind, task, models.tag(task));
    Observation observation =
        kind.observation(null, new ImageTaskObservationConvention(kind), () -> context, registry);
    if (kind != ImageTaskObservation.SUBMIT) context.setParentObservation(underway.submit());
    underway.add(new Running(context, observation, index));
    observation.start();
  }

  private static @Nullable Running remove(
      ImageTaskObservation kind, TaskContext task, int index, Duration elapsed) {
    return Underway.of(task).remove(kind, index, elapsed);
  }

  private static void stop(Running ended, @Nullable Exception failure) {
    if (failure != null) ended.observation.error(failure);
    ended.observation.stop();
  }
}
