package io.github.imagetask.spring.boot;

import org.springframework.boot.autoconfigure.AutoConfigurations;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;

/** Contexts with this starter's auto-configuration, and nothing else. */
final class Contexts {
  static final String KEY = "test-key-marked-0001";

  private Contexts() {}

  static ApplicationContextRunner runner() {
    return new ApplicationContextRunner()
        .withConfiguration(
            AutoConfigurations.of(
                ImageTaskMicrometerAutoConfiguration.class,
                ImageTaskAutoConfiguration.class,
                MeituAutoConfiguration.class,
                UniAllAutoConfiguration.class,
                HingnetAutoConfiguration.class,
                ZexiAutoConfiguration.class,
                ImageTaskActuatorAutoConfiguration.class));
  }

  static ApplicationContextRunner uniall() {
    return runner()
        .withPropertyValues(
            "imagetask.uniall.base-url=http://127.0.0.1:9", "imagetask.uniall.api-key=" + KEY);
  }
}
