package io.github.imagetask.spring.boot;

import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.autoconfigure.health.ConditionalOnEnabledHealthIndicator;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.HealthIndicator;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * What the actuator gets where it is there: health, under the name {@code imageTask}, and keys that
 * are hidden. Boot 4 has other packages for health, hence two of one thing.
 *
 * <p>No gateway has a free way to ask how it is, so health is what was heard last: {@code DOWN}
 * once a gateway refuses its account (key, permission, balance), {@code UP} again with the next
 * task, {@code UNKNOWN} before the first.
 */
@AutoConfiguration(after = ImageTaskAutoConfiguration.class)
@ConditionalOnBean(ClientActivities.class)
public class ImageTaskActuatorAutoConfiguration {
  private ImageTaskActuatorAutoConfiguration() {}

  /** Hides the keys. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.actuate.endpoint.SanitizingFunction")
  static class Keys {
    @Bean
    SanitizingFunction imageTaskSecretSanitizer(ObjectProvider<GatewayProperties<?>> gateways) {
      return new SecretSanitizer(gateways);
    }
  }

  /** Health in Spring Boot 3. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.actuate.health.HealthIndicator")
  @ConditionalOnEnabledHealthIndicator("image-task")
  static class Boot3Health {
    @Bean
    HealthIndicator imageTaskHealthIndicator(ClientActivities clients) {
      return () -> {
        Health.Builder health = new Health.Builder().unknown();
        if (clients.anySucceeded()) health.up();
        if (clients.anyRefused()) health.down();
        return health.withDetails(clients.details()).build();
      };
    }
  }

  /** Health in Spring Boot 4. */
  @Configuration(proxyBeanMethods = false)
  @ConditionalOnClass(name = "org.springframework.boot.health.contributor.HealthIndicator")
  @org.springframework.boot.health.autoconfigure.contributor.ConditionalOnEnabledHealthIndicator(
      "image-task")
  static class Boot4Health {
    @Bean
    org.springframework.boot.health.contributor.HealthIndicator imageTaskHealthIndicator(
        ClientActivities clients) {
      return () -> {
        var health = new org.springframework.boot.health.contributor.Health.Builder().unknown();
        if (clients.anySucceeded()) health.up();
        if (clients.anyRefused()) health.down();
        return health.withDetails(clients.details()).build();
      };
    }
  }
}
