package io.github.imagetask.micrometer;

import io.github.imagetask.TaskContext;
import io.micrometer.common.KeyValue;
import java.util.HashSet;
import java.util.Set;

/**
 * Which models have a tag value of their own. A model's name may be whatever somebody typed, and
 * each value is a time series that stays: the first {@link #MAX} that a gateway took have one, and
 * as many of those that none took, so that mistyped ones never crowd out a real one. Thread-safe.
 */
final class ModelNames {
  static final int MAX = 50;
  static final int MAX_LENGTH = 100;
  static final String OTHER = "other";

  private final Set<String> taken = new HashSet<>();
  private final Set<String> tried = new HashSet<>();

  /** The value for the model that this is about; {@code none} if that isn't known. */
  synchronized String tag(TaskContext context) {
    String model = context.model();
    if (model == null || model.isEmpty()) return KeyValue.NONE_VALUE;
    if (taken.contains(model)) return model;
    if (context.key() != null) return has(taken, model) || tried.contains(model) ? model : OTHER;
    return has(tried, model) ? model : OTHER;
  }

  /** Whether it is among them, or has been made one of them. */
  private static boolean has(Set<String> names, String model) {
    if (names.size() < MAX && model.length() <= MAX_LENGTH) names.add(model);
    return names.contains(model);
  }
}
