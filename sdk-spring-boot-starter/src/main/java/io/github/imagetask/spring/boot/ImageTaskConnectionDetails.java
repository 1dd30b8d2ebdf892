package io.github.imagetask.spring.boot;

import org.springframework.boot.autoconfigure.service.connection.ConnectionDetails;

/**
 * Where a gateway is, and the key there. A bean of a gateway's own kind of it takes the place of
 * the properties, for all of its accounts: a test's, a service registry's, a vault's.
 */
public interface ImageTaskConnectionDetails extends ConnectionDetails {
  /** The gateway's address, as its client's builder takes it. */
  String baseUrl();

  /** The account's key. */
  String apiKey();
}
