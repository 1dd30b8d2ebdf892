package io.github.imagetask;

import java.io.IOException;

/** A download would have gone to an address that isn't on the Internet. */
final class RefusedAddressException extends IOException {
  private static final long serialVersionUID = 1;

  RefusedAddressException(AddressRules.Area area) {
    super(
        "it leads to "
            + area.description()
            + "; allowPrivateAddresses() on the client's builder allows that");
  }

  /** Whether a failure is one, or comes from one. */
  static boolean isIn(Throwable failure) {
    for (Throwable each = failure; each != null; each = each.getCause()) {
      if (each instanceof RefusedAddressException) return true;
    }
    return false;
  }
}
