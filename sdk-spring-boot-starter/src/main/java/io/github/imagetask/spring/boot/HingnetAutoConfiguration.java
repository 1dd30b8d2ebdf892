package io.github.imagetask.spring.boot;

import io.github.imagetask.hingnet.HingnetClient;
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

/** The clients of Hingnet's accounts: {@code imagetask.hingnet.*}. */
@AutoConfiguration(after = ImageTaskAutoConfiguration.class)
@ConditionalOnClass(HingnetClient.class)
@ConditionalOnProperty(name = HingnetAutoConfiguration.PREFIX + ".enabled", matchIfMissing = true)
@EnableConfigurationProperties(HingnetProperties.class)
@Import(HingnetAutoConfiguration.Registrar.class)
public class HingnetAutoConfiguration {
  static final String PREFIX = "imagetask.hingnet";

  @Bean
  ClientFactory<HingnetClient.Builder, ApiKeyProperties> hingnetClientFactory(
      HingnetProperties properties,
      ClientParts parts,
      ObjectProvider<HingnetConnectionDetails> details) {
    return new ClientFactory<>(
        PREFIX,
        properties,
        parts,
        account -> connected(account, details.getIfAvailable()),
        HingnetClient.Builder::build);
  }

  private static HingnetClient.Builder connected(
      Account<ApiKeyProperties> account, @Nullable HingnetConnectionDetails details) {
    HingnetClient.Builder builder = HingnetClient.builder();
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
          HingnetProperties.class,
          HingnetClient.class,
          HingnetConnectionDetails.class);
    }
  }
}
