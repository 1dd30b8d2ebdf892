package io.github.imagetask.micrometer.consumer;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.ImageSize;
import io.github.imagetask.ImageTask;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.micrometer.ImageTaskMetrics;
import io.github.imagetask.micrometer.ImageTaskObservations;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.micrometer.core.instrument.observation.DefaultMeterObservationHandler;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.micrometer.tracing.handler.DefaultTracingObservationHandler;
import io.micrometer.tracing.test.simple.SimpleSpan;
import io.micrometer.tracing.test.simple.SimpleTracer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A shop with Prometheus and tracing, both listeners, and meters of observations too: as a Spring
 * Boot application has them unless it says otherwise.
 */
@Timeout(60)
final class ShopTest {
  @Test
  void ordersAreCountedAndTraced(@TempDir Path folder) {
    PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    List<String> refused = new ArrayList<>();
    meters.config().onMeterRegistrationFailed((id, why) -> refused.add(id + ": " + why));
    SimpleTracer tracer = new SimpleTracer();
    ObservationRegistry observations = ObservationRegistry.create();
    observations
        .observationConfig()
        .observationHandler(new DefaultMeterObservationHandler(meters))
        .observationHandler(new DefaultTracingObservationHandler(tracer));

    String key;
    try (FakeGateways gateways = FakeGateways.start()) {
      FakeGateway uniall = gateways.uniall();
      try (UniAllClient client =
          UniAllClient.builder()
              .baseUrl(uniall.baseUrl())
              .apiKey(uniall.apiKey())
              .pollPolicy(
                  PollPolicy.builder()
                      .firstDelay(Duration.ofMillis(20))
                      .delays(Duration.ofMillis(20), Duration.ofMillis(50))
                      .build())
              .callbackExecutor(Runnable::run)
              .listener(new ImageTaskMetrics(meters))
              .listener(new ImageTaskObservations(observations))
              .build()) {
        key =
            Observation.createNotStarted("order", observations)
                .observe(() -> order(client, folder));
      }
    }

    assertThat(refused).isEmpty();
    assertThat(meters.scrape().lines())
        .contains(
            "imagetask_submits_total{gateway=\"uniall\",model=\"gpt-image-2\",outcome=\"accepted\"} 1.0",
            "imagetask_waits{gateway=\"uniall\"} 0.0",
            "imagetask_wait_seconds_count{gateway=\"uniall\",model=\"gpt-image-2\",outcome=\"succeeded\"} 1",
            "imagetask_queries_total{gateway=\"uniall\",model=\"gpt-image-2\"} 2.0",
            "imagetask_downloads_bytes_count{gateway=\"uniall\",outcome=\"succeeded\"} 1",
            "imagetask_task_wait_seconds_count{error=\"none\",gateway=\"uniall\",model=\"gpt-image-2\",outcome=\"succeeded\"} 1")
        .noneMatch(line -> line.contains(key) || line.contains("gen_ai"));

    Map<String, SimpleSpan> spans =
        tracer.getSpans().stream()
            .collect(Collectors.toMap(SimpleSpan::getName, Function.identity()));
    SimpleSpan request = spans.get("order");
    SimpleSpan submit = spans.get("generate_content gpt-image-2");
    SimpleSpan wait = spans.get("imagetask wait");
    SimpleSpan download = spans.get("imagetask download");
    assertThat(spans).hasSize(4);
    assertThat(submit.getParentId()).isEqualTo(request.getSpanId());
    assertThat(wait.getParentId()).isEqualTo(submit.getSpanId());
    assertThat(download.getParentId()).isEqualTo(submit.getSpanId());
    assertThat(tracer.getSpans())
        .extracting(SimpleSpan::getTraceId)
        .containsOnly(request.getTraceId());
    assertThat(submit.getTags())
        .containsEntry("gen_ai.request.model", "gpt-image-2")
        .containsEntry("outcome", "accepted")
        .containsEntry("imagetask.key", key);
  }

  private static String order(UniAllClient client, Path folder) {
    ImageTask task =
        client.submit(
            UniAllImageRequest.builder()
                .model(UniAllModel.GPT_IMAGE_2)
                .prompt("A small blue glass sphere on a clean white desk")
                .size(ImageSize.of(1024, 768))
                .build());
    task.awaitResult().first().saveTo(folder.resolve("sphere.png"));
    return task.key().toString();
  }
}
