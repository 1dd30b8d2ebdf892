package io.github.imagetask.spring.boot;

import io.github.imagetask.ImageClient;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.NestedConfigurationProperty;
import org.springframework.util.unit.DataSize;

/**
 * What every client can be told: for all gateways, for one, or for one account. The nearer word
 * counts, and what nobody says stays as {@link ImageClient.Builder} has it.
 */
public abstract class ClientProperties {
  /**
   * How long one query may take, and how long a download may stall; 1 ms to 1 day, 30 s unless set.
   */
  private @Nullable Duration requestTimeout;

  /**
   * How long a submit may take in all; 1 ms to 1 day, 5 min unless set. One that is cut off is a
   * paid task lost from sight.
   */
  private @Nullable Duration submitTimeout;

  /** How long a direct call may take in all; 1 ms to 1 day, 10 min unless set. */
  private @Nullable Duration directTimeout;

  /**
   * How many submits, queries and downloads may be under way, each kind by itself; 1 to 10,000, 64
   * unless set.
   */
  private @Nullable Integer maxConcurrentRequests;

  /** The largest image that is downloaded or taken out of an answer; 64 MB unless set. */
  private @Nullable DataSize maxImageSize;

  /** Whether downloads may go to loopback, private and link-local addresses; not unless set. */
  private @Nullable Boolean allowPrivateAddresses;

  @NestedConfigurationProperty private final PollProperties poll = new PollProperties();

  ClientProperties() {}

  public @Nullable Duration getRequestTimeout() {
    return requestTimeout;
  }

  public void setRequestTimeout(@Nullable Duration requestTimeout) {
    this.requestTimeout = requestTimeout;
  }

  public @Nullable Duration getSubmitTimeout() {
    return submitTimeout;
  }

  public void setSubmitTimeout(@Nullable Duration submitTimeout) {
    this.submitTimeout = submitTimeout;
  }

  public @Nullable Duration getDirectTimeout() {
    return directTimeout;
  }

  public void setDirectTimeout(@Nullable Duration directTimeout) {
    this.directTimeout = directTimeout;
  }

  public @Nullable Integer getMaxConcurrentRequests() {
    return maxConcurrentRequests;
  }

  public void setMaxConcurrentRequests(@Nullable Integer maxConcurrentRequests) {
    this.maxConcurrentRequests = maxConcurrentRequests;
  }

  public @Nullable DataSize getMaxImageSize() {
    return maxImageSize;
  }

  public void setMaxImageSize(@Nullable DataSize maxImageSize) {
    this.maxImageSize = maxImageSize;
  }

  public @Nullable Boolean getAllowPrivateAddresses() {
    return allowPrivateAddresses;
  }

  public void setAllowPrivateAddresses(@Nullable Boolean allowPrivateAddresses) {
    this.allowPrivateAddresses = allowPrivateAddresses;
  }

  public PollProperties getPoll() {
    return poll;
  }

  /** Tells a builder what is set here; the poll policy apart, which starts from the gateway's. */
  void applyTo(ImageClient.Builder<?> builder, String prefix) {
    Property.set(prefix + ".request-timeout", requestTimeout, builder::requestTimeout);
    Property.set(prefix + ".submit-timeout", submitTimeout, builder::submitTimeout);
    Property.set(prefix + ".direct-timeout", directTimeout, builder::directTimeout);
    Property.set(
        prefix + ".max-concurrent-requests", maxConcurrentRequests, builder::maxConcurrentRequests);
    Property.set(
        prefix + ".max-image-size", maxImageSize, size -> builder.maxImageBytes(size.toBytes()));
    Property.set(
        prefix + ".allow-private-addresses", allowPrivateAddresses, builder::allowPrivateAddresses);
  }
}
