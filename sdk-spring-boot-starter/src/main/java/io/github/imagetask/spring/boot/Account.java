package io.github.imagetask.spring.boot;

import io.github.imagetask.ImageClient;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.spi.Settings;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * One account of a gateway: what it sets itself counts before what the gateway sets for all.
 *
 * @param prefix the gateway's, {@code imagetask.uniall}
 * @param name null for the account without a name, whose properties are the gateway's
 */
record Account<P extends ApiKeyProperties>(
    String prefix, P gateway, @Nullable String name, P properties) {

  static <P extends ApiKeyProperties> Account<P> of(
      String prefix, GatewayProperties<P> gateway, @Nullable String name) {
    P own = gateway.own();
    P named = name == null ? own : gateway.getAccounts().get(name);
    return new Account<>(prefix, own, name, named == null ? own : named);
  }

  /** Hands over the account's own value, or else the gateway's, if there is one. */
  <T> void set(String property, Function<P, @Nullable T> getter, Consumer<T> setter) {
    T value = getter.apply(properties);
    if (value != null) {
      Property.set(own(property), value, setter);
    } else {
      Property.set(prefix + "." + property, getter.apply(gateway), setter);
    }
  }

  /** Hands over the gateway's address, checked, so that the property is named if it is wrong. */
  void address(Consumer<String> setter) {
    set(
        "base-url",
        ApiKeyProperties::getBaseUrl,
        url -> {
          Settings.baseUrl(url);
          setter.accept(url);
        });
  }

  /** As {@link #address}, where the gateway has no address that everyone knows. */
  void requiredAddress(Consumer<String> setter) {
    if (properties.getBaseUrl() == null && gateway.getBaseUrl() == null) {
      throw new ImageTaskConfigurationException(own("base-url"), Property.MISSING);
    }
    address(setter);
  }

  /** Returns a key of the account's own: keys are not inherited. */
  String secret(String property, Function<P, @Nullable String> getter) {
    return Property.secret(own(property), getter.apply(properties));
  }

  void applyTo(ImageClient.Builder<?> builder) {
    gateway.applyTo(builder, prefix);
    if (name != null) properties.applyTo(builder, own());
  }

  PollPolicy poll(PollPolicy policy) {
    PollPolicy shared = gateway.getPoll().applyTo(policy, prefix + ".poll");
    return name == null ? shared : properties.getPoll().applyTo(shared, own("poll"));
  }

  /** The whole name of a property of this account. */
  String own(String property) {
    return own() + "." + property;
  }

  String own() {
    return name == null ? prefix : prefix + ".accounts." + name;
  }
}
