package io.github.imagetask.spi;

import java.io.IOException;

/**
 * An answer breaks a bound, and would break it again: its message names the bound, and the setting
 * if there is one.
 */
public final class AnswerLimitException extends IOException {
  private static final long serialVersionUID = 1;

  AnswerLimitException(String message) {
    super(message);
  }
}
