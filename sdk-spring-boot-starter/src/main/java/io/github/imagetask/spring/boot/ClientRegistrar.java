package io.github.imagetask.spring.boot;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.beans.factory.ListableBeanFactory;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.beans.factory.support.AutowireCandidateQualifier;
import org.springframework.beans.factory.support.BeanDefinitionRegistry;
import org.springframework.beans.factory.support.RootBeanDefinition;
import org.springframework.boot.context.properties.bind.Bindable;
import org.springframework.boot.context.properties.bind.Binder;
import org.springframework.context.annotation.ImportBeanDefinitionRegistrar;
import org.springframework.core.env.Environment;
import org.springframework.core.type.AnnotationMetadata;
import org.springframework.util.StringUtils;

/**
 * Registers a bean for each account of a gateway, since how many there are is known from the
 * properties alone: {@code uniAllClient} for the one without a name, {@code marketingUniAllClient},
 * with the qualifier {@code marketing}, for an account of that name.
 */
abstract class ClientRegistrar implements ImportBeanDefinitionRegistrar {
  private static final Pattern SEPARATOR = Pattern.compile("[^A-Za-z0-9]+([A-Za-z0-9]|$)");

  private final Environment environment;
  private final ListableBeanFactory beans;
  private final String prefix;
  private final Class<? extends GatewayProperties<?>> properties;
  private final Class<?> client;
  private final Class<? extends ImageTaskConnectionDetails> details;

  ClientRegistrar(
      Environment environment,
      BeanFactory beans,
      String prefix,
      Class<? extends GatewayProperties<?>> properties,
      Class<?> client,
      Class<? extends ImageTaskConnectionDetails> details) {
    this.environment = environment;
    this.beans = (ListableBeanFactory) beans;
    this.prefix = prefix;
    this.properties = properties;
    this.client = client;
    this.details = details;
  }

  @Override
  public void registerBeanDefinitions(
      AnnotationMetadata configuration, BeanDefinitionRegistry registry) {
    GatewayProperties<?> gateway =
        Binder.get(environment).bindOrCreate(prefix, Bindable.of(properties));
    List<@Nullable String> accounts = new ArrayList<>();
    boolean connected = gateway.getAccounts().isEmpty() && isThere(details);
    // A client that the application makes itself is the one without a name.
    if ((gateway.configured() || connected) && !isThere(client)) accounts.add(null);
    accounts.addAll(gateway.getAccounts().keySet());
    for (String account : accounts) register(account, registry);
  }

  private void register(@Nullable String account, BeanDefinitionRegistry registry) {
    String simple = StringUtils.uncapitalize(client.getSimpleName());
    String name = account == null ? simple : camelCase(account) + client.getSimpleName();
    if (registry.containsBeanDefinition(name)) return;
    RootBeanDefinition bean = new RootBeanDefinition();
    bean.setTargetType(client);
    bean.setFactoryBeanName(simple + "Factory");
    bean.setFactoryMethodName("client");
    bean.getConstructorArgumentValues().addIndexedArgumentValue(0, name);
    bean.setDestroyMethodName("close");
    bean.setPrimary(account == null);
    if (account != null) {
      bean.getConstructorArgumentValues().addIndexedArgumentValue(1, account);
      bean.addQualifier(new AutowireCandidateQualifier(Qualifier.class, account));
    }
    registry.registerBeanDefinition(name, bean);
  }

  private boolean isThere(Class<?> type) {
    return beans.getBeanNamesForType(type, true, false).length > 0;
  }

  /** {@code eu-west} is {@code euWest}. */
  private static String camelCase(String account) {
    return SEPARATOR.matcher(account).replaceAll(match -> match.group(1).toUpperCase(Locale.ROOT));
  }
}
