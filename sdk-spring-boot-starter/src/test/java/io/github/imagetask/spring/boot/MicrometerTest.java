package io.github.imagetask.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.micrometer.ImageTaskMetrics;
import io.github.imagetask.micrometer.ImageTaskObservations;
import io.github.imagetask.testing.junit.FakeGatewaysExtension;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import java.util.concurrent.Executor;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

final class MicrometerTest {
  @RegisterExtension static final FakeGatewaysExtension gateways = FakeGatewaysExtension.create();

  @Test
  void clientsHaveMetersWhereTheApplicationHasARegistry() {
    uniall()
        .withBean(MeterRegistry.class, SimpleMeterRegistry::new)
        .withBean(ObservationRegistry.class, ObservationRegistry::create)
        .withBean("applicationTaskExecutor", Executor.class, () -> Runnable::run) // told at once
        .run(
            context -> {
              UniAllImageRequest request =
                  UniAllImageRequest.builder()
                      .model(UniAllModel.NANO_BANANA)
                      .prompt("A sphere")
                      .build();

              context.getBean(UniAllClient.class).submit(request);

              assertThat(context).hasSingleBean(ImageTaskObservations.class);
              MeterRegistry meters = context.getBean(MeterRegistry.class);
              assertThat(
                      meters.get("imagetask.submits").tag("outcome", "accepted").counter().count())
                  .isEqualTo(1);
            });
  }

  @Test
  void withoutRegistriesThereAreNone() {
    uniall()
        .run(
            context ->
                assertThat(context)
                    .hasSingleBean(UniAllClient.class)
                    .doesNotHaveBean(ImageTaskMetrics.class)
                    .doesNotHaveBean(ImageTaskObservations.class));
  }

  @Test
  void clientsAreThereWithoutMicrometer() {
    uniall()
        .withClassLoader(new FilteredClassLoader("io.github.imagetask.micrometer", "io.micrometer"))
        .run(context -> assertThat(context).hasSingleBean(UniAllClient.class));
  }

  private static ApplicationContextRunner uniall() {
    return Contexts.runner()
        .withPropertyValues(
            "imagetask.uniall.base-url=" + gateways.uniall().baseUrl(),
            "imagetask.uniall.api-key=" + gateways.uniall().apiKey());
  }
}
