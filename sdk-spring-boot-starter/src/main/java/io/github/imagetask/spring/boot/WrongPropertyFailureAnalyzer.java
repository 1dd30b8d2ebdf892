package io.github.imagetask.spring.boot;

import java.util.List;
import java.util.Locale;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says which property is wrong, what is allowed and what to do; never the value of a key. */
final class WrongPropertyFailureAnalyzer
    extends AbstractFailureAnalyzer<ImageTaskConfigurationException> {
  private static final List<String> GATEWAYS =
      List.of(
          MeituAutoConfiguration.PREFIX,
          UniAllAutoConfiguration.PREFIX,
          HingnetAutoConfiguration.PREFIX,
          ZexiAutoConfiguration.PREFIX);

  @Override
  protected FailureAnalysis analyze(Throwable root, ImageTaskConfigurationException cause) {
    String name = cause.property();
    String action =
        cause.problem().equals(Property.MISSING)
            ? "Set " + name + " (as a variable of the environment " + variable(name) + ")"
            : "Correct " + name;
    return new FailureAnalysis(
        "The property " + name + " is wrong: " + cause.problem() + ".",
        action + instead(name) + ".",
        cause);
  }

  private static String instead(String property) {
    return GATEWAYS.stream()
        .filter(gateway -> property.startsWith(gateway + "."))
        .map(gateway -> ", or do without this gateway: " + gateway + ".enabled=false")
        .findAny()
        .orElse("");
  }

  private static String variable(String property) {
    return property.replace("-", "").replace('.', '_').toUpperCase(Locale.ROOT);
  }
}
