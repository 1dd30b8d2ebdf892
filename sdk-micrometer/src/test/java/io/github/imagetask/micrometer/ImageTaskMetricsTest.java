package io.github.imagetask.micrometer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.ConnectionException;
import io.github.imagetask.DownloadException;
import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskFailedException;
import io.github.imagetask.TaskListener;
import io.github.imagetask.TaskTimeoutException;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.Fault;
import io.github.imagetask.uniall.UniAllClient;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.Statistic;
import io.micrometer.core.instrument.Tag;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Each meter counts what it says, under the few tags that it says. */
final class ImageTaskMetricsTest extends OverGateway {
  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final ImageTaskMetrics metrics = new ImageTaskMetrics(registry, Tags.of("app", "shop"));

  @Override
  TaskListener tested() {
    return metrics;
  }

  @Test
  void submitsByTheirOutcome() throws Exception {
    uniall.next(FakeCall.SUBMIT, Fault.cutAfterRead());
    failure(client().submitAsync(request()), SubmitOutcomeUnknownException.class);
    failure(clientWithAWrongKey().submitAsync(request()), GatewayException.class);
    failure(clientOfNobody().submitAsync(request()), ConnectionException.class);
    client().submit(request());
    client().submit(request());
    client().direct().generate(request());

    Heard.await(heard.submitEnds, 6);
    assertThat(meters("imagetask.submits"))
        .containsExactlyInAnyOrder(
            "app=shop gateway=uniall model=gpt-image-2 outcome=unknown: 1.0",
            "app=shop gateway=uniall model=gpt-image-2 outcome=refused: 1.0",
            "app=shop gateway=uniall model=gpt-image-2 outcome=not_sent: 1.0",
            "app=shop gateway=uniall model=gpt-image-2 outcome=accepted: 2.0",
            "app=shop gateway=uniall model=none outcome=generated: 1.0");
    assertThat(meters("imagetask.retries"))
        .containsExactly("app=shop error=connection gateway=uniall phase=submit: 2.0");
  }

  @Test
  void waitsThatAreOpenAndHowTheyEnd() throws Exception {
    UniAllClient client = client();
    uniall.next(FakeCall.QUERY, Fault.refusal(429, "rate_limit", "slower").withRetryAfter("0"));
    ImageResult result = client.submit(request()).awaitResult();
    uniall.failTasks("content_policy", "no");
    failure(client.submit(request()).resultAsync(), TaskFailedException.class);
    uniall.succeedTasks();
    uniall.finishAfterQueries(1000);
    ImageTask task = client.submit(request());
    failure(task.resultAsync(Duration.ofMillis(1)), TaskTimeoutException.class);
    Heard.await(heard.waitEnds, 3);
    double asked = registry.get("imagetask.queries").counter().count();
    CompletableFuture<ImageResult> one = task.resultAsync();
    CompletableFuture<ImageResult> two = task.resultAsync();
    Heard.await(heard.waits, 5);
    assertThat(meters("imagetask.waits")).containsExactly("app=shop gateway=uniall: 2.0");

    one.cancel(true);
    uniall.always(FakeCall.QUERY, Fault.refusal(401, "invalid_api_key", "no"));
    failure(two, GatewayException.class);

    Heard.await(heard.waitEnds, 2);
    assertThat(meters("imagetask.waits")).containsExactly("app=shop gateway=uniall: 0.0");
    assertThat(meters("imagetask.wait"))
        .containsExactlyInAnyOrder(
            "app=shop gateway=uniall model=gpt-image-2 outcome=succeeded: 1.0",
            "app=shop gateway=uniall model=gpt-image-2 outcome=failed: 1.0",
            "app=shop gateway=uniall model=gpt-image-2 outcome=timeout: 1.0",
            "app=shop gateway=uniall model=gpt-image-2 outcome=aborted: 1.0",
            "app=shop gateway=uniall model=gpt-image-2 outcome=error: 1.0");
    assertThat(asked).isGreaterThanOrEqualTo(result.queries() + 2);
    assertThat(meters("imagetask.retries"))
        .contains("app=shop error=rate_limit gateway=uniall phase=query: 1.0");
  }

  @Test
  void downloadsAndTheirBytes() throws Exception {
    ImageResult result = client().submit(request()).awaitResult();
    int bytes = result.first().bytes().length + result.first().bytes().length;
    uniall.always(FakeCall.DOWNLOAD, Fault.htmlPage());
    failure(result.first().bytesAsync(), DownloadException.class);

    Heard.await(heard.downloadEnds, 3);
    assertThat(meters("imagetask.downloads"))
        .containsExactlyInAnyOrder(
            "app=shop gateway=uniall outcome=succeeded: 2.0",
            "app=shop gateway=uniall outcome=failed: 1.0");
    assertThat(
            registry.get("imagetask.downloads").tag("outcome", "succeeded").summary().totalAmount())
        .isEqualTo(bytes);
  }

  @Test
  void noKeyNoTagAndNoAddressIsInAMeter() throws Exception {
    ImageTask task = client().submit(request());
    byte[] unused = task.awaitResult().first().bytes();
    failure(clientWithAWrongKey().task(task.key()).resultAsync(), GatewayException.class);
    Heard.await(heard.downloadEnds, 1);
    Heard.await(heard.waitEnds, 2);

    Set<Tag> tags =
        registry.getMeters().stream()
            .flatMap(meter -> meter.getId().getTags().stream())
            .collect(Collectors.toSet());

    assertThat(tags)
        .containsExactlyInAnyOrder(
            Tag.of("app", "shop"),
            Tag.of("gateway", "uniall"),
            Tag.of("model", "gpt-image-2"),
            Tag.of("model", "none"),
            Tag.of("outcome", "accepted"),
            Tag.of("outcome", "succeeded"),
            Tag.of("outcome", "error"));
  }

  @Test
  void modelsThatNobodyHasDoNotCrowdOutOneThatSomebodyHas() throws Exception {
    UniAllClient client = client();
    for (int i = 0; i < ModelNames.MAX + 5; i++) submit(client, "gpt-imgae-" + i);
    Heard.await(heard.submitEnds, ModelNames.MAX + 5);
    client.submit(request());
    Heard.await(heard.submitEnds, 1);

    assertThat(meters("imagetask.submits"))
        .hasSize(ModelNames.MAX + 2)
        .contains(
            "app=shop gateway=uniall model=other outcome=refused: 5.0",
            "app=shop gateway=uniall model=gpt-image-2 outcome=accepted: 1.0");
  }

  @Test
  void modelsAreBoundedHoweverManyThereAre() throws Exception {
    UniAllClient client = client();
    uniall.acceptUnknownModels(true);
    submit(client, "m".repeat(ModelNames.MAX_LENGTH + 1));
    for (int i = 0; i < ModelNames.MAX + 5; i++) submit(client, "model-" + i);
    Heard.await(heard.submitEnds, ModelNames.MAX + 6);

    assertThat(meters("imagetask.submits"))
        .hasSize(ModelNames.MAX + 1)
        .contains("app=shop gateway=uniall model=other outcome=accepted: 6.0");
  }

  private static void submit(UniAllClient client, String model) {
    CompletableFuture<ImageTask> unused = client.submitAsync(request(model));
  }

  /** Tags and count, or value, of each of this name. */
  private Set<String> meters(String name) {
    return registry.find(name).meters().stream()
        .map(meter -> tags(meter) + ": " + number(meter))
        .collect(Collectors.toSet());
  }

  private static String tags(Meter meter) {
    return meter.getId().getTags().stream()
        .map(tag -> tag.getKey() + "=" + tag.getValue())
        .collect(Collectors.joining(" "));
  }

  private static double number(Meter meter) {
    return StreamSupport.stream(meter.measure().spliterator(), false)
        .filter(
            each ->
                each.getStatistic() == Statistic.COUNT || each.getStatistic() == Statistic.VALUE)
        .findFirst()
        .get()
        .getValue();
  }
}
