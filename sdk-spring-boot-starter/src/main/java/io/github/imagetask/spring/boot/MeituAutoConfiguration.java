package io.github.imagetask.spring.boot;

import io.github.imagetask.meitu.MeituClient;
import io.github.imagetask.meitu.MeituEnvironment;
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

/** The clients of Meitu's accounts: {@code imagetask.meitu.*}. */
@AutoConfiguration(after = ImageTaskAutoConfiguration.class)
@ConditionalOnClass(MeituClient.class)
@ConditionalOnProperty(name = MeituAutoConfiguration.PREFIX + ".enabled", matchIfMissing = true)
@EnableConfigurationProperties(MeituProperties.class)
@Import(MeituAutoConfiguration.Registrar.class)
public class MeituAutoConfiguration {
  static final String PREFIX = "imagetask.meitu";

  @Bean
  ClientFactory<MeituClient.Builder, MeituAccountProperties> meituClientFactory(
      MeituProperties properties,
      ClientParts parts,
      ObjectProvider<MeituConnectionDetails> details) {
    return new ClientFactory<>(
        PREFIX,
        properties,
        parts,
        account -> connected(account, details.getIfAvailable()),
        MeituClient.Builder::build);
  }

  private static MeituClient.Builder connected(
      Account<MeituAccountProperties> account, @Nullable MeituConnectionDetails details) {
    MeituClient.Builder builder = MeituClient.builder();
    account.set(
        "omit-empty-media-info-list",
        MeituAccountProperties::getOmitEmptyMediaInfoList,
        builder::omitEmptyMediaInfoList);
    if (details != null) {
      return builder
          .environment(MeituEnvironment.ofBaseUrl(details.baseUrl()))
          .apiKey(details.apiKey())
          .apiSecret(details.apiSecret())
          .token(details.token());
    }
    MeituAddress address = new MeituAddress(account);
    builder.environment(address.environment());
    // An internal host may do without these two.
    if (!address.isInternal() || account.properties().getApiKey() != null) {
      builder.apiKey(account.secret("api-key", MeituAccountProperties::getApiKey));
    }
    if (!address.isInternal() || account.properties().getApiSecret() != null) {
      builder.apiSecret(account.secret("api-secret", MeituAccountProperties::getApiSecret));
    }
    return builder.token(account.secret("token", MeituAccountProperties::getToken));
  }

  static final class Registrar extends ClientRegistrar {
    Registrar(Environment environment, BeanFactory beans) {
      super(
          environment,
          beans,
          PREFIX,
          MeituProperties.class,
          MeituClient.class,
          MeituConnectionDetails.class);
    }
  }
}
