package io.github.imagetask.spring.boot;

import io.github.imagetask.ImageClient;
import io.github.imagetask.PollPolicy;
import java.util.function.Function;

/**
 * Makes the clients of one gateway; {@link ClientRegistrar} makes a bean of each.
 *
 * @param <B> the gateway's builder
 * @param <P> an account's properties
 */
final class ClientFactory<B extends ImageClient.Builder<B>, P extends ApiKeyProperties> {
  private final String prefix;
  private final GatewayProperties<P> gateway;
  private final ClientParts parts;
  private final Function<Account<P>, B> connected;
  private final Function<B, ? extends ImageClient<?>> build;

  /**
   * Makes the factory.
   *
   * @param connected a builder that has the account's address and keys
   */
  ClientFactory(
      String prefix,
      GatewayProperties<P> gateway,
      ClientParts parts,
      Function<Account<P>, B> connected,
      Function<B, ? extends ImageClient<?>> build) {
    this.prefix = prefix;
    this.gateway = gateway;
    this.parts = parts;
    this.connected = connected;
    this.build = build;
  }

  /** Returns the client of the account without a name. */
  ImageClient<?> client(String beanName) {
    return client(beanName, Account.of(prefix, gateway, null));
  }

  /** Returns the client of an account. */
  ImageClient<?> client(String beanName, String account) {
    return client(beanName, Account.of(prefix, gateway, account));
  }

  private ImageClient<?> client(String beanName, Account<P> account) {
    B builder = connected.apply(account);
    PollPolicy own = ownPolicy(account);
    PollPolicy wanted = account.poll(parts.poll(own));
    if (!wanted.equals(own)) builder.pollPolicy(wanted);
    parts.applyTo(builder, beanName, account);
    return build.apply(builder);
  }

  /** The schedule that the gateway advises, which only a client tells. It sends nothing. */
  private PollPolicy ownPolicy(Account<P> account) {
    try (ImageClient<?> bare = build.apply(connected.apply(account))) {
      return bare.pollPolicy();
    }
  }
}
