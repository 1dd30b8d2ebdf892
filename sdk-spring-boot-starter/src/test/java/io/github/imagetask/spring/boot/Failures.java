package io.github.imagetask.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.boot.diagnostics.FailureAnalyzer;
import org.springframework.boot.test.context.assertj.AssertableApplicationContext;
import org.springframework.core.annotation.AnnotationAwareOrderComparator;
import org.springframework.core.io.support.SpringFactoriesLoader;

/** What Boot says of a context that didn't start. */
final class Failures {
  private Failures() {}

  /** As SpringApplication does: the first of all analyzers that knows. */
  static FailureAnalysis analyze(AssertableApplicationContext context) {
    assertThat(context).hasFailed();
    List<FailureAnalyzer> analyzers =
        SpringFactoriesLoader.forDefaultResourceLocation(Failures.class.getClassLoader())
            .load(
                FailureAnalyzer.class,
                SpringFactoriesLoader.FailureHandler.handleMessage((message, failure) -> {}));
    AnnotationAwareOrderComparator.sort(analyzers);
    for (FailureAnalyzer analyzer : analyzers) {
      FailureAnalysis analysis = analyzer.analyze(context.getStartupFailure());
      if (analysis != null) return analysis;
    }
    throw new AssertionError("nobody knows", context.getStartupFailure());
  }

  static String messages(AssertableApplicationContext context) {
    StringBuilder messages = new StringBuilder();
    for (Throwable e = context.getStartupFailure(); e != null; e = e.getCause()) {
      messages.append(e).append('\n');
    }
    return messages.toString();
  }
}
