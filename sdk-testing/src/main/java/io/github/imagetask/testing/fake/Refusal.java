package io.github.imagetask.testing.fake;

/** A request that the gateway won't serve. How it looks on the wire is for the dialect to say. */
final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  final int status;
  final String code;
  final String text;

  Refusal(int status, String code, String text) {
    super(status + " " + code + ": " + text, null, false, false);
    this.status = status;
    this.code = code;
    this.text = text;
  }
}
