package io.github.imagetask.spring.boot;

import io.github.imagetask.ImageClient;
import org.jspecify.annotations.Nullable;

/**
 * Says what properties can't, to the builders of one gateway's clients, or of all. Beans of it are
 * called in their order, after everything else was set, and have the last word.
 *
 * <pre>{@code
 * @Bean
 * ImageClientCustomizer<UniAllClient.Builder> durations(DurationStore store) {
 *   return (builder, account) -> builder.durations(store.load(account));
 * }
 * }</pre>
 *
 * @param <B> the gateway's builder, or {@code ImageClient.Builder<?>} for all
 */
@FunctionalInterface
public interface ImageClientCustomizer<B extends ImageClient.Builder<?>> {
  /**
   * Called once for each client, before it is built.
   *
   * @param account the account's name, or null for the one without
   */
  void customize(B builder, @Nullable String account);
}
