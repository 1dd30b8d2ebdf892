package io.github.imagetask.spring.boot;

import java.util.Map;

/**
 * The properties of a gateway: an account of its own, and others by name.
 *
 * @param <P> an account's properties
 */
interface GatewayProperties<P extends ApiKeyProperties> {
  /** The account that has no name. */
  P own();

  Map<String, P> getAccounts();

  /** Whether there is an account without a name: an address alone may be meant for the others. */
  default boolean configured() {
    P own = own();
    boolean keyed = own.secrets().findAny().isPresent();
    return keyed || (own.getBaseUrl() != null && getAccounts().isEmpty());
  }
}
