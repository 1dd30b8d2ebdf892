package io.github.imagetask.spring.boot;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.bind.BindException;
import org.springframework.boot.context.properties.source.ConfigurationProperty;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;

/**
 * Takes a key that can't be read, say for a placeholder in it that nothing fills, before Boot's own
 * analyzer does, which shows the value.
 */
@Order(Ordered.HIGHEST_PRECEDENCE)
final class UnreadableKeyFailureAnalyzer extends AbstractFailureAnalyzer<BindException> {
  @Override
  protected @Nullable FailureAnalysis analyze(Throwable root, BindException cause) {
    String name = cause.getName().toString();
    if (!SecretNames.isOne(name)) return null;
    ConfigurationProperty property = cause.getProperty();
    String origin =
        property == null || property.getOrigin() == null ? "" : " (" + property.getOrigin() + ")";
    return new FailureAnalysis(
        "The property " + name + origin + " can't be read; its value is not shown.",
        "Check the value of " + name + ", above all the placeholders in it.",
        cause);
  }
}
