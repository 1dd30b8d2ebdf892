package io.github.imagetask.micrometer;

import io.github.imagetask.DownloadEnd;
import io.github.imagetask.TaskContext;
import io.github.imagetask.WaitEnd;
import io.github.imagetask.micrometer.ImageTaskObservation.High;
import io.github.imagetask.micrometer.ImageTaskObservation.Low;
import io.micrometer.common.KeyValues;
import io.micrometer.common.docs.KeyName;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationConvention;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Names and keys of the observations. For others extend it, implement {@link
 * io.micrometer.observation.GlobalObservationConvention} and register that with the observation
 * registry; {@link #supportsContext} says that each is for one kind.
 */
public class ImageTaskObservationConvention
    implements ObservationConvention<ImageTaskObservationContext> {
  private static final String GENERATE = "generate_content";

  private final ImageTaskObservation kind;

  /** Creates the convention for one kind of observation. */
  public ImageTaskObservationConvention(ImageTaskObservation kind) {
    this.kind = Objects.requireNonNull(kind, "kind == null");
  }

  @Override
  public boolean supportsContext(Observation.Context context) {
    return context instanceof ImageTaskObservationContext
        && ((ImageTaskObservationContext) context).kind() == kind;
  }

  @Override
  public String getName() {
    return kind.getName();
  }

  /** A submit's is OpenTelemetry's, operation and model. */
  @Override
  public String getContextualName(ImageTaskObservationContext context) {
    if (kind != ImageTaskObservation.SUBMIT) return kind.getContextualName();
    return context.task().model() == null ? GENERATE : GENERATE + " " + context.model();
  }

  @Override
  public KeyValues getLowCardinalityKeyValues(ImageTaskObservationContext context) {
    return KeyValues.of(
        Low.GATEWAY.withValue(context.task().gateway()),
        Low.MODEL.withValue(context.model()),
        Low.OUTCOME.withValue(context.outcome()));
  }

  @Override
  public KeyValues getHighCardinalityKeyValues(ImageTaskObservationContext context) {
    TaskContext task = context.task();
    KeyValues all = and(KeyValues.empty(), High.KEY, task.key());
    Throwable error = context.getError();
    if (error instanceof Exception) {
      all = and(all, High.ERROR_TYPE, Outcomes.error((Exception) error));
    }
    if (kind == ImageTaskObservation.SUBMIT) all = ofSubmit(all, task);
    WaitEnd wait = context.waitEnd();
    if (wait != null) all = and(all, High.QUERIES, wait.queries());
    DownloadEnd download = context.downloadEnd();
    if (download == null) return all;
    return and(and(all, High.INDEX, download.index()), High.BYTES, download.bytes());
  }

  private static KeyValues ofSubmit(KeyValues others, TaskContext task) {
    KeyValues all = and(others, High.TRACE_ID, task.traceId());
    all = and(all, High.OPERATION_NAME, GENERATE);
    all = and(all, High.PROVIDER_NAME, task.gateway());
    all = and(all, High.REQUEST_MODEL, task.model());
    return and(all, High.OUTPUT_TYPE, "image");
  }

  private static KeyValues and(KeyValues all, KeyName name, @Nullable Object value) {
    return value == null ? all : all.and(name.withValue(value.toString()));
  }
}
