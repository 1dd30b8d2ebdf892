package io.github.imagetask.spring.boot.testing;

import io.github.imagetask.ImageClient;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.spring.boot.HingnetConnectionDetails;
import io.github.imagetask.spring.boot.ImageClientCustomizer;
import io.github.imagetask.spring.boot.ImageTaskConnectionDetails;
import io.github.imagetask.spring.boot.MeituConnectionDetails;
import io.github.imagetask.spring.boot.UniAllConnectionDetails;
import io.github.imagetask.spring.boot.ZexiConnectionDetails;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeMeitu;
import java.time.Duration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/**
 * Lets the clients of an application under test talk to {@link FakeGateways}, whatever addresses
 * and keys its properties have, and ask them every few milliseconds.
 *
 * <pre>{@code
 * @SpringBootTest
 * @Import(FakeGatewaysConfiguration.class)
 * class PosterServiceTest {
 *   @Autowired PosterService posters;
 *   @Autowired FakeGateways gateways;
 *
 *   @Test
 *   void aRefusedKeyIsTold() {
 *     gateways.uniall().next(FakeCall.SUBMIT, Fault.status(401));
 *     …
 *   }
 * }
 * }</pre>
 *
 * <p>There is a client of each gateway whose module is on the class path. Needs {@code
 * imagetask-testing}.
 */
@Configuration(proxyBeanMethods = false)
public class FakeGatewaysConfiguration {
  private static final PollPolicy QUICK =
      PollPolicy.builder()
          .firstDelay(Duration.ofMillis(5))
          .delays(Duration.ofMillis(5), Duration.ofMillis(50))
          .deadline(Duration.ofMinutes(1))
          .build();

  @Bean
  FakeGateways fakeGateways() {
    return FakeGateways.start();
  }

  @Bean
  ImageClientCustomizer<ImageClient.Builder<?>> quickPolling() {
    return (builder, account) -> builder.pollPolicy(QUICK);
  }

  @Bean
  UniAllConnectionDetails fakeUniAll(FakeGateways gateways) {
    return new UniAll(gateways.uniall());
  }

  @Bean
  HingnetConnectionDetails fakeHingnet(FakeGateways gateways) {
    return new Hingnet(gateways.hingnet());
  }

  @Bean
  ZexiConnectionDetails fakeZexi(FakeGateways gateways) {
    return new Zexi(gateways.zexi());
  }

  @Bean
  MeituConnectionDetails fakeMeitu(FakeGateways gateways) {
    return new Meitu(gateways.meitu());
  }

  private abstract static class Details<G extends FakeGateway>
      implements ImageTaskConnectionDetails {
    final G gateway;

    Details(G gateway) {
      this.gateway = gateway;
    }

    @Override
    public String baseUrl() {
      return gateway.baseUrl();
    }

    @Override
    public String apiKey() {
      return gateway.apiKey();
    }
  }

  private static final class UniAll extends Details<FakeGateway>
      implements UniAllConnectionDetails {
    UniAll(FakeGateway gateway) {
      super(gateway);
    }
  }

  private static final class Hingnet extends Details<FakeGateway>
      implements HingnetConnectionDetails {
    Hingnet(FakeGateway gateway) {
      super(gateway);
    }
  }

  private static final class Zexi extends Details<FakeGateway> implements ZexiConnectionDetails {
    Zexi(FakeGateway gateway) {
      super(gateway);
    }
  }

  private static final class Meitu extends Details<FakeMeitu> implements MeituConnectionDetails {
    Meitu(FakeMeitu gateway) {
      super(gateway);
    }

    @Override
    public String apiSecret() {
      return gateway.apiSecret();
    }

    @Override
    public String token() {
      return gateway.token();
    }
  }
}
