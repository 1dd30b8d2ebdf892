package io.github.imagetask.spring.boot;

import io.github.imagetask.zexi.ZexiClient;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Import;
import org.springframework.core.env.Environment;

/** The clients of Zexi's accounts: {@code imagetask.zexi.*}. */
@AutoConfiguration(after = ImageTaskAutoConfiguration.class)
@ConditionalOnClass(ZexiClient.class)
@ConditionalOnProperty(name = ZexiAutoConfiguration.PREFIX + ".enabled", matchIfMissing = true)
@EnableConfigurationProperties(ZexiProperties.class)
@Import(ZexiAutoConfiguration.Registrar.class)
public class ZexiAutoConfiguration {
  static final String PREFIX = "imagetask.zexi";

  @Bean
  ClientFactory<ZexiClient.Builder, ApiKeyProperties> zexiClientFactory(
      ZexiProperties properties, ClientParts parts, ObjectProvider<ZexiConnectionDetails> details) {
    return new ClientFactory<>(
        PREFIX,
        properties,
        parts,
        account -> connected(account, details.getIfAvailable()),
        ZexiClient.Builder::build);
  }

  private static ZexiClient.Builder connected(
      Account<ApiKeyProperties> account, @Nullable ZexiConnectionDetails details) {
    ZexiClient.Builder builder = ZexiClient.builder();
    if (details != null) return builder.baseUrl(details.baseUrl()).apiKey(details.apiKey());
    account.address(builder::baseUrl);
    return builder.apiKey(account.secret("api-key", ApiKeyProperties::getApiKey));
  }

  static final class Registrar extends ClientRegistrar {
    Registrar(Environment environment, BeanFactory beans) {
      super(
          environment,
          beans,
          PREFIX,
          ZexiProperties.class,
          ZexiClient.class,
          ZexiConnectionDetails.class);
    }
  }
}
