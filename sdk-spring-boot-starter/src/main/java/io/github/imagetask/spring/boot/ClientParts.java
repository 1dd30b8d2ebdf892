package io.github.imagetask.spring.boot;

import io.github.imagetask.ImageClient;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskJournal;
import io.github.imagetask.TaskListener;
import java.util.concurrent.Executor;
import okhttp3.OkHttpClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.util.LambdaSafe;

/** What the application's beans bring to every client. */
final class ClientParts {
  private final ImageTaskProperties properties;
  private final ClientActivities activities;
  private final ObjectProvider<TaskListener> listeners;
  private final ObjectProvider<TaskJournal> journal;
  private final ObjectProvider<OkHttpClient> okHttpClient;
  private final ObjectProvider<Executor> executor;
  private final ObjectProvider<ImageClientCustomizer<?>> customizers;

  ClientParts(
      ImageTaskProperties properties,
      ClientActivities activities,
      ObjectProvider<TaskListener> listeners,
      ObjectProvider<TaskJournal> journal,
      ObjectProvider<OkHttpClient> okHttpClient,
      ObjectProvider<Executor> executor,
      ObjectProvider<ImageClientCustomizer<?>> customizers) {
    this.properties = properties;
    this.activities = activities;
    this.listeners = listeners;
    this.journal = journal;
    this.okHttpClient = okHttpClient;
    this.executor = executor;
    this.customizers = customizers;
  }

  /** Returns a gateway's own policy with what is set for all gateways. */
  PollPolicy poll(PollPolicy own) {
    return properties.getPoll().applyTo(own, ImageTaskAutoConfiguration.PREFIX + ".poll");
  }

  /** Tells a builder everything but address, keys and poll policy; the customizers last. */
  void applyTo(ImageClient.Builder<?> builder, String beanName, Account<?> account) {
    properties.applyTo(builder, ImageTaskAutoConfiguration.PREFIX);
    account.applyTo(builder);
    builder.listener(activities.of(beanName));
    listeners.orderedStream().forEach(builder::listener);
    journal.ifUnique(builder::journal);
    okHttpClient.ifAvailable(builder::okHttpClient);
    executor.ifAvailable(builder::callbackExecutor);
    customize(builder, account);
  }

  @SuppressWarnings("unchecked")
  private void customize(ImageClient.Builder<?> builder, Account<?> account) {
    // One gateway's customizer is left out for another's builder.
    LambdaSafe.callbacks(ImageClientCustomizer.class, customizers.orderedStream().toList(), builder)
        .invoke(customizer -> customizer.customize(builder, account.name()));
  }
}
