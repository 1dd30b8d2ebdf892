package io.github.imagetask.spring.boot;

import io.github.imagetask.uniall.UniAllClient;
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

/** The clients of UniAll's accounts: {@code imagetask.uniall.*}. */
@AutoConfiguration(after = ImageTaskAutoConfiguration.class)
@ConditionalOnClass(UniAllClient.class)
@ConditionalOnProperty(name = UniAllAutoConfiguration.PREFIX + ".enabled", matchIfMissing = true)
@EnableConfigurationProperties(UniAllProperties.class)
@Import(UniAllAutoConfiguration.Registrar.class)
public class UniAllAutoConfiguration {
  static final String PREFIX = "imagetask.uniall";

  @Bean
  ClientFactory<UniAllClient.Builder, ApiKeyProperties> uniAllClientFactory(
      UniAllProperties properties,
      ClientParts parts,
      ObjectProvider<UniAllConnectionDetails> details) {
    return new ClientFactory<>(
        PREFIX,
        properties,
        parts,
        account -> connected(account, details.getIfAvailable()),
        UniAllClient.Builder::build);
  }

  private static UniAllClient.Builder connected(
      Account<ApiKeyProperties> account, @Nullable UniAllConnectionDetails details) {
    UniAllClient.Builder builder = UniAllClient.builder();
    if (details != null) return builder.baseUrl(details.baseUrl()).apiKey(details.apiKey());
    account.requiredAddress(builder::baseUrl);
    return builder.apiKey(account.secret("api-key", ApiKeyProperties::getApiKey));
  }

  static final class Registrar extends ClientRegistrar {
    Registrar(Environment environment, BeanFactory beans) {
      super(
          environment,
          beans,
          PREFIX,
          UniAllProperties.class,
          UniAllClient.class,
          UniAllConnectionDetails.class);
    }
  }
}
