package io.github.imagetask.testing.fake;

/** A request that the gateway won't serve. How it looks on the wire is for the dialect to say. */
public final class Refusal extends Exception {
  private static final long serialVersionUID = 1L;

  final int status;
  final String code;
  final String text;

  /**
   * Makes a refusal.
   *
   * @param status the HTTP status that it comes under
   * @param code the gateway's code for it; empty for none
   * @param text the gateway's words for it
   */
  public Refusal(int status, String code, String text) {
    super(status + " " + code + ": " + text, null, false, false);
    this.status = status;
    this.code = code;
    this.text = text;
  }

  /** The HTTP status that it comes under. */
  public int status() {
    return status;
  }

  /** The gateway's code for it; empty for none. */
  public String code() {
    return code;
  }

  /** The gateway's words for it. */
  public String text() {
    return text;
  }
}
