package io.github.imagetask.gallery;

/** An order names an account that isn't configured. */
final class UnknownAccountException extends RuntimeException {
  private static final long serialVersionUID = 1;

  UnknownAccountException(String name) {
    super("there is no account \"" + name + "\"");
  }
}
