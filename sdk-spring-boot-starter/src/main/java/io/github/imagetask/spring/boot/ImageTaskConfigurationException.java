package io.github.imagetask.spring.boot;

/** A property of {@code imagetask.*} is missing or wrong; its message never shows a key. */
public final class ImageTaskConfigurationException extends RuntimeException {
  private static final long serialVersionUID = 1;

  private final String property;
  private final String problem;

  ImageTaskConfigurationException(String property, String problem) {
    super(property + ": " + problem);
    this.property = property;
    this.problem = problem;
  }

  /** The property's whole name, {@code imagetask.uniall.api-key}. */
  public String property() {
    return property;
  }

  /** What is wrong with it, or what is allowed. */
  public String problem() {
    return problem;
  }
}
