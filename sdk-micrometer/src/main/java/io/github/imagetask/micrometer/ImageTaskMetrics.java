package io.github.imagetask.micrometer;

import io.github.imagetask.DirectResult;
import io.github.imagetask.DownloadEnd;
import io.github.imagetask.ImageTask;
import io.github.imagetask.ImageTaskException;
import io.github.imagetask.TaskContext;
import io.github.imagetask.TaskListener;
import io.github.imagetask.WaitEnd;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts what clients do.
 *
 * <pre>{@code
 * ImageTaskMetrics metrics = new ImageTaskMetrics(registry); // one for all clients
 * UniAllClient client = UniAllClient.builder()…listener(metrics).build();
 * }</pre>
 *
 * <table>
 *   <caption>Meters</caption>
 *   <tr><th>name<th>type<th>tags<th>what it counts
 *   <tr><td>{@code imagetask.submits}<td>counter<td>{@code gateway}, {@code model}, {@code outcome}
 *     <td>submits and direct calls that ended: {@code accepted} (a task, paid for), {@code
 *     generated} (images, paid for), {@code refused}, {@code not_sent}, {@code unknown} and {@code
 *     no_image} (these two may be billed)
 *   <tr><td>{@code imagetask.waits}<td>gauge<td>{@code gateway}<td>waits that are open
 *   <tr><td>{@code imagetask.wait}<td>timer<td>{@code gateway}, {@code model}, {@code outcome}
 *     <td>waits that ended: {@code succeeded}, {@code failed} (the task), {@code timeout}, {@code
 *     aborted} (cancelled, interrupted, closed), {@code error} (a query)
 *   <tr><td>{@code imagetask.queries}<td>counter<td>{@code gateway}, {@code model}
 *     <td>answers to queries that waits heard, once the wait has ended; several waits on one {@link
 *     ImageTask} count the same answer each
 *   <tr><td>{@code imagetask.retries}<td>counter<td>{@code gateway}, {@code phase}, {@code error}
 *     <td>what will be tried again: {@code submit} or {@code query}, and why: {@code connection},
 *     {@code malformed}, or the kind of the gateway's error such as {@code rate_limit}
 *   <tr><td>{@code imagetask.downloads}<td>summary, bytes<td>{@code gateway}, {@code outcome}
 *     <td>downloads that ended: {@code succeeded}, {@code failed}, {@code aborted}
 * </table>
 *
 * <p>Tags are few: no key, no tag of a request, and of models {@value ModelNames#MAX} that a
 * gateway took and {@value ModelNames#MAX} that none took; further ones are {@code other}. The
 * model of a direct call, and of a task that was taken up by its key, isn't known: {@code none}. A
 * word may be added to the outcomes and errors in a later version.
 *
 * <p>Thread-safe. Two of these on one registry would need tags of their own to be told apart.
 */
public final class ImageTaskMetrics implements TaskListener {
  private final MeterRegistry registry;
  private final Tags tags;
  private final ModelNames models = new ModelNames();
  private final Map<String, AtomicInteger> waits = new ConcurrentHashMap<>(); // by gateway

  /** Creates one for all clients whose meters go to this registry. */
  public ImageTaskMetrics(MeterRegistry registry) {
    this(registry, Tags.empty());
  }

  /**
   * Creates one for some of the clients.
   *
   * @param tags are added to each meter, such as the account's name
   */
  public ImageTaskMetrics(MeterRegistry registry, Iterable<Tag> tags) {
    this.registry = Objects.requireNonNull(registry, "registry == null");
    this.tags = Tags.of(Objects.requireNonNull(tags, "tags == null"));
  }

  @Override
  public void submitted(TaskContext context, ImageTask task) {
    countSubmit(context, Outcomes.ACCEPTED);
  }

  @Override
  public void generated(TaskContext context, DirectResult result) {
    countSubmit(context, Outcomes.GENERATED);
  }

  @Override
  public void submitFailed(TaskContext context, ImageTaskException cause) {
    countSubmit(context, Outcomes.ofSubmit(cause));
  }

  private void countSubmit(TaskContext context, String outcome) {
    Counter.builder("imagetask.submits")
        .description("Submits and direct calls that ended")
        .tags(withModel(context).and("outcome", outcome))
        .register(registry)
        .increment();
  }

  @Override
  public void retrying(TaskContext context, ImageTaskException cause, Duration delay) {
    Counter.builder("imagetask.retries")
        .description("Requests that will be made again")
        .tags(withGateway(context))
        .tag("phase", context.key() == null ? "submit" : "query")
        .tag("error", Outcomes.error(cause))
        .register(registry)
        .increment();
  }

  @Override
  public void waiting(TaskContext context) {
    waits.computeIfAbsent(context.gateway(), gateway -> countWaits(context)).incrementAndGet();
  }

  private AtomicInteger countWaits(TaskContext context) {
    AtomicInteger open = new AtomicInteger();
    Gauge.builder("imagetask.waits", open, AtomicInteger::get)
        .description("Waits that are open")
        .tags(withGateway(context))
        .register(registry);
    return open;
  }

  @Override
  public void waitEnded(TaskContext context, WaitEnd end) {
    AtomicInteger open = waits.get(context.gateway());
    if (open != null) open.decrementAndGet();
    Tags model = withModel(context);
    Timer.builder("imagetask.wait")
        .description("Waits that ended")
        .tags(model.and("outcome", Outcomes.ofWait(end.failure())))
        .register(registry)
        .record(end.elapsed());
    Counter.builder("imagetask.queries")
        .description("Answers to queries that waits heard")
        .tags(model)
        .register(registry)
        .increment(end.queries());
  }

  @Override
  public void downloaded(TaskContext context, DownloadEnd end) {
    DistributionSummary.builder("imagetask.downloads")
        .description("Downloads that ended, and how many bytes of the images they read")
        .baseUnit("bytes")
        .tags(withGateway(context).and("outcome", Outcomes.ofDownload(end.failure())))
        .register(registry)
        .record((double) end.bytes());
  }

  private Tags withGateway(TaskContext context) {
    return tags.and("gateway", context.gateway());
  }

  private Tags withModel(TaskContext context) {
    return withGateway(context).and("model", models.tag(context));
  }
}
