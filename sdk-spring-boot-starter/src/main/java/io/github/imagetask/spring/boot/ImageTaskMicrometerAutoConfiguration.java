package io.github.imagetask.spring.boot;

import io.github.imagetask.micrometer.ImageTaskMetrics;
import io.github.imagetask.micrometer.ImageTaskObservations;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.observation.ObservationRegistry;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Meters and observations of all clients, where {@code imagetask-micrometer} and the application's
 * registries are there: two more listeners.
 */
@AutoConfiguration(
    before = ImageTaskAutoConfiguration.class,
    afterName = { // Boot 3's, and Boot 4's
      "org.springframework.boot.actuate.autoconfigure.metrics.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.actuate.autoconfigure.observation.ObservationAutoConfiguration",
      "org.springframework.boot.micrometer.metrics.autoconfigure.CompositeMeterRegistryAutoConfiguration",
      "org.springframework.boot.micrometer.observation.autoconfigure.ObservationAutoConfiguration"
    })
@ConditionalOnClass(ImageTaskMetrics.class)
public class ImageTaskMicrometerAutoConfiguration {
  private ImageTaskMicrometerAutoConfiguration() {}

  /** Meters. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(MeterRegistry.class)
  @ConditionalOnBean(MeterRegistry.class)
  static class Meters {
    @Bean
    @ConditionalOnMissingBean
    ImageTaskMetrics imageTaskMetrics(MeterRegistry meters) {
      return new ImageTaskMetrics(meters);
    }
  }

  /** Observations. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(ObservationRegistry.class)
  @ConditionalOnBean(ObservationRegistry.class)
  static class Observations {
    @Bean
    @ConditionalOnMissingBean
    ImageTaskObservations imageTaskObservations(ObservationRegistry observations) {
      return new ImageTaskObservations(observations);
    }
  }
}
