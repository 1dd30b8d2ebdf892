package io.github.imagetask;

import java.io.IOException;

/** A download would have gone to a loopback, private or link-local address. */
final class RefusedAddressException extends IOException {
  static final String TEXT =
      "it leads to a loopback, private or link-local address;"
          + " allowPrivateAddresses() on the client's builder allows that";
  private static final long serialVersionUID = 1;

  RefusedAddressException() {
    super(TEXT);
  }

  /** Whether a failure is one, or comes from one. */
  static boolean isIn(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof RefusedAddressException) return true;
    }
    return false;
  }
}
