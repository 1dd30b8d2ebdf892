package io.github.imagetask.micrometer;

import io.micrometer.common.KeyValues;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationHandler;
import io.micrometer.observation.ObservationView;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Writes down the observations that began, and says how each ended. */
final class Ended implements ObservationHandler<ImageTaskObservationContext> {
  private static final String OPEN = "still open";

  private final List<ImageTaskObservationContext> begun = new CopyOnWriteArrayList<>();

  @Override
  public boolean supportsContext(Observation.Context context) {
    return context instanceof ImageTaskObservationContext;
  }

  @Override
  public void onStart(ImageTaskObservationContext context) {
    context.put(OPEN, true);
    begun.add(context);
  }

  @Override
  public void onEvent(Observation.Event event, ImageTaskObservationContext context) {
    context.put(event.getName(), context.getOrDefault(event.getName(), 0) + 1);
  }

  @Override
  public void onStop(ImageTaskObservationContext context) {
    context.remove(OPEN);
  }

  /** One line for each, in the order in which they began. */
  List<String> lines() {
    return begun.stream().map(Ended::line).toList();
  }

  /** The only one of its kind. */
  ImageTaskObservationContext only(ImageTaskObservation kind) {
    List<ImageTaskObservationContext> all =
        begun.stream().filter(each -> each.kind() == kind).toList();
    if (all.size() != 1) throw new AssertionError("not one " + kind + ": " + lines());
    return all.get(0);
  }

  private static String line(ImageTaskObservationContext context) {
    ObservationView parent = context.getParentObservation();
    Throwable error = context.getError();
    KeyValues low = context.getLowCardinalityKeyValues();
    String line = context.getName().replace("imagetask.task.", "");
    line += " in " + (parent == null ? "nothing" : parent.getContextView().getName());
    for (ImageTaskObservation.Low key : ImageTaskObservation.Low.values()) {
      line += " " + value(low, key.asString());
    }
    if (context.containsKey("retry")) line += ", retries " + context.get("retry");
    if (error != null) line += ", " + error.getClass().getSimpleName();
    return line + (context.containsKey(OPEN) ? ", " + OPEN : "");
  }

  private static String value(KeyValues all, String key) {
    return all.stream().filter(each -> each.getKey().equals(key)).findFirst().get().getValue();
  }
}
