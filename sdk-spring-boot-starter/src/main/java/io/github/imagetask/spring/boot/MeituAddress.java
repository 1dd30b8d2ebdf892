package io.github.imagetask.spring.boot;

import io.github.imagetask.meitu.MeituEnvironment;

/** Where an account of Meitu's is: of the three ways to say it, the nearest one that is used. */
final class MeituAddress {
  private MeituEnvironment environment = MeituEnvironment.PRODUCTION;
  private boolean internal;

  MeituAddress(Account<MeituAccountProperties> account) {
    read(account.gateway(), account.prefix());
    if (account.name() != null) read(account.properties(), account.own());
    account.set(
        "direct-url",
        MeituAccountProperties::getDirectUrl,
        url -> environment = environment.withDirectUrl(url));
  }

  private void read(MeituAccountProperties properties, String prefix) {
    if (properties.getBaseUrl() != null && properties.getInternalUrl() != null) {
      throw new ImageTaskConfigurationException(
          prefix + ".internal-url", "it excludes base-url; set one of the two");
    }
    Property.set(
        prefix + ".environment",
        properties.getEnvironment(),
        name ->
            set(
                switch (name) {
                  case PRODUCTION -> MeituEnvironment.PRODUCTION;
                  case TEST -> MeituEnvironment.TEST;
                },
                false));
    Property.set(
        prefix + ".base-url",
        properties.getBaseUrl(),
        url -> set(MeituEnvironment.ofBaseUrl(url), false));
    Property.set(
        prefix + ".internal-url",
        properties.getInternalUrl(),
        url -> set(MeituEnvironment.ofInternalUrl(url), true));
  }

  private void set(MeituEnvironment environment, boolean internal) {
    this.environment = environment;
    this.internal = internal;
  }

  MeituEnvironment environment() {
    return environment;
  }

  /** Whether key and secret are optional. */
  boolean isInternal() {
    return internal;
  }
}
