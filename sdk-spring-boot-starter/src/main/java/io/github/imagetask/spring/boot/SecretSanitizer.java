package io.github.imagetask.spring.boot;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.actuate.endpoint.SanitizableData;
import org.springframework.boot.actuate.endpoint.SanitizingFunction;

/**
 * Keeps the keys out of {@code /actuator/env} and {@code /actuator/configprops} where an
 * application shows values there: whatever is called like a key of ours, and whatever holds one,
 * such as the variable of the environment that a property refers to.
 */
final class SecretSanitizer implements SanitizingFunction {
  // A shorter key would hide every text that happens to have its letters.
  private static final int SHORTEST = 8;

  private final ObjectProvider<GatewayProperties<?>> gateways;

  SecretSanitizer(ObjectProvider<GatewayProperties<?>> gateways) {
    this.gateways = gateways;
  }

  @Override
  public SanitizableData apply(SanitizableData data) {
    Object value = data.getValue();
    if (value == null) return data;
    boolean hidden = SecretNames.isOne(data.getKey()) || holdsAKey(value.toString());
    return hidden ? data.withValue(SanitizableData.SANITIZED_VALUE) : data;
  }

  private boolean holdsAKey(String value) {
    return gateways.stream()
        .flatMap(gateway -> accounts(gateway).stream())
        .flatMap(account -> account.secrets())
        .anyMatch(key -> value.equals(key) || (key.length() >= SHORTEST && value.contains(key)));
  }

  private static <P extends ApiKeyProperties> List<P> accounts(GatewayProperties<P> gateway) {
    List<P> accounts = new ArrayList<>(gateway.getAccounts().values());
    accounts.add(gateway.own());
    return accounts;
  }
}
