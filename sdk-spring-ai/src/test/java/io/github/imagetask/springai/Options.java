package io.github.imagetask.springai;

import org.springframework.ai.image.ImageOptions;

/**
 * Options as a test needs them: Spring AI's own builder has {@code N} in 1.1 and {@code n} in 2.
 */
record Options(
    Integer getN,
    String getModel,
    Integer getWidth,
    Integer getHeight,
    String getResponseFormat,
    String getStyle)
    implements ImageOptions {

  static Options none() {
    return new Options(null, null, null, null, null, null);
  }

  static Options n(int n) {
    return new Options(n, null, null, null, null, null);
  }

  static Options model(String model) {
    return new Options(null, model, null, null, null, null);
  }

  static Options size(Integer width, Integer height) {
    return new Options(null, null, width, height, null, null);
  }

  static Options format(String responseFormat) {
    return new Options(null, null, null, null, responseFormat, null);
  }
}
