package io.github.imagetask.spring.boot;

import java.util.LinkedHashMap;
import java.util.Map;
import org.springframework.boot.context.properties.ConfigurationProperties;

/** The account at Meitu, or several by name. */
@ConfigurationProperties("imagetask.meitu")
public class MeituProperties extends MeituAccountProperties
    implements GatewayProperties<MeituAccountProperties> {
  /** Whether there are clients of this gateway, if it is configured. */
  private boolean enabled = true;

  /** More accounts, by name: each has its own key, and what it doesn't set is the gateway's. */
  private final Map<String, MeituAccountProperties> accounts = new LinkedHashMap<>();

  public boolean isEnabled() {
    return enabled;
  }

  public void setEnabled(boolean enabled) {
    this.enabled = enabled;
  }

  @Override
  public Map<String, MeituAccountProperties> getAccounts() {
    return accounts;
  }

  @Override
  public MeituAccountProperties own() {
    return this;
  }
}
