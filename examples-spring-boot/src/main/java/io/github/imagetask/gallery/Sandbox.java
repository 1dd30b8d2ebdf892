package io.github.imagetask.gallery;

import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.Environment;
import org.springframework.core.env.MapPropertySource;
import org.springframework.util.StringUtils;

/** Where no account is configured, starts fake gateways and configures theirs. */
final class Sandbox implements ApplicationContextInitializer<GenericApplicationContext> {
  private static final Duration TASK = Duration.ofSeconds(8);

  @Override
  public void initialize(GenericApplicationContext context) {
    if (hasAccount(context.getEnvironment())) return;
    FakeGateways gateways = FakeGateways.start();
    // Closed by the context, the clients before.
    context.registerBean(FakeGateways.class, () -> gateways);
    Map<String, Object> properties = new HashMap<>();
    for (FakeGateway gateway : gateways.all()) {
      gateway.finishAfter(TASK);
      properties.putAll(gateway.environment());
    }
    properties.put("imagetask.poll.first-delay", "250ms");
    properties.put("imagetask.poll.floor", "250ms");
    properties.put("imagetask.poll.ceiling", "500ms");
    // Apart, since these gateways forget their tasks when they stop.
    properties.put("gallery.folder", "gallery-data/sandbox");
    // Last: what is set anywhere else counts.
    context
        .getEnvironment()
        .getPropertySources()
        .addLast(new MapPropertySource("sandbox", properties));
  }

  private static boolean hasAccount(Environment environment) {
    return Stream.of("uniall", "hingnet", "zexi", "meitu")
        .map(gateway -> "imagetask." + gateway)
        .anyMatch(
            prefix ->
                Stream.of(".base-url", ".api-key", ".token")
                        .anyMatch(
                            name -> StringUtils.hasText(environment.getProperty(prefix + name)))
                    || Binder.get(environment)
                        .bind(prefix + ".accounts", Bindable.mapOf(String.class, Object.class))
                        .isBound());
  }
}
