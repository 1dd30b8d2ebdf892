package io.github.imagetask.spring.boot;

import io.github.imagetask.ImageClient;
import io.github.imagetask.TaskJournal;
import io.github.imagetask.TaskListener;
import java.util.concurrent.Executor;
import okhttp3.OkHttpClient;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;

/** What the clients of all gateways share: {@code imagetask.*}, and the application's beans. */
@AutoConfiguration
@ConditionalOnClass(ImageClient.class)
@EnableConfigurationProperties(ImageTaskProperties.class)
public class ImageTaskAutoConfiguration {
  static final String PREFIX = "imagetask";

  @Bean
  ClientActivities imageTaskClientActivities() {
    return new ClientActivities();
  }

  @Bean
  ClientParts imageTaskClientParts(
      ImageTaskProperties properties,
      ClientActivities activities,
      ObjectProvider<TaskListener> listeners,
      ObjectProvider<TaskJournal> journal,
      @Qualifier(PREFIX) ObjectProvider<OkHttpClient> okHttpClient,
      @Qualifier("applicationTaskExecutor") ObjectProvider<Executor> executor,
      ObjectProvider<ImageClientCustomizer<?>> customizers) {
    return new ClientParts(
        properties, activities, listeners, journal, okHttpClient, executor, customizers);
  }
}
