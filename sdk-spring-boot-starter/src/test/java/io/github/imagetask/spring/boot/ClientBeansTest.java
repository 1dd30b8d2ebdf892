package io.github.imagetask.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.ImageClient;
import io.github.imagetask.hingnet.HingnetClient;
import io.github.imagetask.meitu.MeituClient;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.zexi.ZexiClient;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.SpringBootVersion;
import org.springframework.boot.test.context.FilteredClassLoader;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** Which clients there are. */
class ClientBeansTest {
  @Test
  void theTestsRunOnTheBootThatTheProfileSays() {
    assertThat(SpringBootVersion.getVersion())
        .isEqualTo(System.getProperty("spring-boot.expected", SpringBootVersion.getVersion()));
  }

  @Test
  void nothingConfiguredIsNoClient() {
    Contexts.runner()
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ImageClient.class));
  }

  @Test
  void sharedSettingsAloneAreNoClient() {
    Contexts.runner()
        .withPropertyValues("imagetask.request-timeout=3s", "imagetask.uniall.submit-timeout=3s")
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ImageClient.class));
  }

  @Test
  void emptyPlaceholdersAreNoClient() {
    Contexts.runner()
        .withPropertyValues(
            "imagetask.zexi.api-key=${NOT_SET:}", "imagetask.uniall.base-url=${NOT_SET:}")
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ImageClient.class));
  }

  @Test
  void eachGatewayWithAKeyHasAClient() {
    Contexts.uniall()
        .withPropertyValues(
            "imagetask.hingnet.base-url=https://hingnet.example.com/proxy/",
            "imagetask.hingnet.api-key=test-key",
            "imagetask.zexi.api-key=test-key",
            "imagetask.meitu.api-key=test-key",
            "imagetask.meitu.api-secret=test-secret",
            "imagetask.meitu.token=test-token")
        .run(
            context -> {
              assertThat(context.getBean(UniAllClient.class))
                  .hasToString("UniAllClient{127.0.0.1}");
              assertThat(context.getBean(HingnetClient.class))
                  .hasToString("HingnetClient{hingnet.example.com}");
              assertThat(context.getBean(ZexiClient.class))
                  .hasToString("ZexiClient{www.zexitongxue.com}");
              assertThat(context.getBean(MeituClient.class))
                  .hasToString("MeituClient{openapi.mtlab.meitu.com}");
            });
  }

  @Test
  void meitusEnvironmentIsOneOfThree() {
    var meitu = Contexts.runner().withPropertyValues("imagetask.meitu.token=test-token");
    var keys =
        meitu.withPropertyValues("imagetask.meitu.api-key=k", "imagetask.meitu.api-secret=s");

    keys.withPropertyValues("imagetask.meitu.environment=test")
        .run(
            context ->
                assertHost(context.getBean(MeituClient.class), "openapi-pre.mtlab.meitu.com"));
    keys.withPropertyValues("imagetask.meitu.base-url=https://proxy.example.com/v1")
        .run(context -> assertHost(context.getBean(MeituClient.class), "proxy.example.com"));
    meitu
        .withPropertyValues("imagetask.meitu.internal-url=http://inside.example.com/gateway")
        .run(
            context -> {
              assertHost(context.getBean(MeituClient.class), "inside.example.com");
              assertThat(context.getBean(MeituClient.class).direct()).isNotNull();
            });
    keys.withPropertyValues("imagetask.meitu.direct-url=http://inside.example.com/sync")
        .run(context -> assertThat(context.getBean(MeituClient.class).direct()).isNotNull());
  }

  @Test
  void aGatewayWhoseModuleIsMissingIsLeftOut() {
    Contexts.uniall()
        .withPropertyValues("imagetask.zexi.api-key=test-key")
        .withClassLoader(new FilteredClassLoader("io.github.imagetask.uniall"))
        .run(
            context -> {
              assertThat(context).hasSingleBean(ImageClient.class);
              assertThat(context).hasBean("zexiClient");
            });
  }

  @Test
  void aGatewayCanBeSwitchedOff() {
    Contexts.uniall()
        .withPropertyValues("imagetask.uniall.enabled=false")
        .run(context -> assertThat(context).hasNotFailed().doesNotHaveBean(ImageClient.class));
  }

  @Test
  void aClientOfTheApplicationsOwnTakesThePlace() {
    Contexts.uniall()
        .withUserConfiguration(OwnClient.class)
        .run(
            context -> {
              assertThat(context).hasSingleBean(UniAllClient.class);
              assertThat(context.getBean(UniAllClient.class)).hasToString("UniAllClient{own}");
            });
  }

  @Test
  void anAccountIsABeanWithItsNameAsQualifier() {
    Contexts.uniall()
        .withPropertyValues(
            "imagetask.uniall.accounts.marketing.api-key=test-key-2",
            "imagetask.uniall.accounts.eu-west.api-key=test-key-3",
            "imagetask.uniall.accounts.eu-west.base-url=https://eu.example.com")
        .withUserConfiguration(Injected.class)
        .run(
            context -> {
              assertThat(context.getBeanNamesForType(UniAllClient.class))
                  .containsExactlyInAnyOrder(
                      "uniAllClient", "marketingUniAllClient", "euWestUniAllClient");
              Injected injected = context.getBean(Injected.class);
              assertThat(injected.plain).isSameAs(context.getBean("uniAllClient"));
              assertThat(injected.typed).isSameAs(injected.plain);
              assertThat(injected.marketing).isSameAs(context.getBean("marketingUniAllClient"));
              assertHost(injected.marketing, "127.0.0.1"); // the gateway's address
              assertHost(injected.euWest, "eu.example.com");
            });
  }

  @Test
  void anAddressForTheAccountsIsNoAccount() {
    Contexts.runner()
        .withPropertyValues(
            "imagetask.uniall.base-url=http://127.0.0.1:9",
            "imagetask.uniall.accounts.one.api-key=test-key")
        .run(
            context ->
                assertThat(context.getBeanNamesForType(ImageClient.class))
                    .containsExactly("oneUniAllClient"));
  }

  private static void assertHost(ImageClient<?> client, String host) {
    assertThat(client).hasToString(client.getClass().getSimpleName() + "{" + host + "}");
  }

  @Configuration(proxyBeanMethods = false)
  static class OwnClient {
    @Bean
    UniAllClient mine() {
      return UniAllClient.builder().baseUrl("http://own").apiKey("test-key").build();
    }
  }

  @Configuration(proxyBeanMethods = false)
  static class Injected {
    @Autowired UniAllClient plain;
    @Autowired ImageClient<UniAllImageRequest> typed;

    @Autowired
    @Qualifier("marketing")
    UniAllClient marketing;

    @Autowired
    @Qualifier("eu-west")
    UniAllClient euWest;
  }
}
