package io.github.imagetask.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.GatewayException;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.Fault;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Future;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.autoconfigure.EnableAutoConfiguration;
import org.springframework.boot.test.system.CapturedOutput;
import org.springframework.boot.test.system.OutputCaptureExtension;
import org.springframework.context.ConfigurableApplicationContext;
import org.springframework.context.annotation.Configuration;

/** A real application whose actuator shows everything that it may. */
class ActuatorTest {
  private static final List<String> SECRETS =
      List.of("marked-0001", "marked-0002", "marked-0003", "marked-0004", "marked-0005");

  private static FakeGateways gateways;
  private static ConfigurableApplicationContext application;

  @BeforeAll
  static void start() {
    gateways = FakeGateways.start();
    SpringApplication app = new SpringApplication(App.class);
    application =
        app.run(
            "--server.port=0",
            "--server.address=127.0.0.1",
            "--spring.main.banner-mode=off",
            "--management.endpoints.web.exposure.include=*",
            "--management.endpoint.env.show-values=always",
            "--management.endpoint.configprops.show-values=always",
            "--management.endpoint.health.show-details=always",
            "--imagetask.uniall.base-url=" + gateways.uniall().baseUrl(),
            "--imagetask.uniall.api-key=" + gateways.uniall().apiKey(),
            "--imagetask.poll.first-delay=0",
            "--imagetask.poll.floor=5ms",
            "--imagetask.uniall.accounts.one.apiKey=test-key-marked-0001",
            "--vault.secret=test-key-marked-0002",
            "--imagetask.zexi.api-key=${vault.secret}",
            "--imagetask.meitu.api-key=test-key-marked-0003",
            "--IMAGETASK_MEITU_API_SECRET=test-key-marked-0004",
            "--imagetask.meitu.api-secret=test-key-marked-0004",
            "--imagetask.meitu.token=test-key-marked-0005");
  }

  @AfterAll
  static void stop() {
    application.close();
    gateways.close();
  }

  @Test
  void noEndpointShowsAKey() throws Exception {
    String env = get("/actuator/env");
    String properties = get("/actuator/configprops");

    assertThat(env).contains("imagetask.meitu.api-key", "imagetask.uniall.base-url", "******");
    assertThat(env).contains(gateways.uniall().baseUrl()); // values are shown
    assertThat(properties).contains("imagetask.meitu", "apiSecret", "******");
    assertThat(properties).contains(gateways.uniall().baseUrl());
    for (String answer :
        List.of(
            env,
            properties,
            get("/actuator/env/imagetask.meitu.token"),
            get("/actuator/env/vault.secret"),
            get("/actuator/beans"),
            get("/actuator/conditions"),
            get("/actuator/health"))) {
      assertThat(answer).doesNotContain(SECRETS).doesNotContain(gateways.uniall().apiKey());
    }
  }

  @Test
  @ExtendWith(OutputCaptureExtension.class)
  void aFailedStartSaysWhyWithoutAKey(CapturedOutput output) {
    SpringApplication app = new SpringApplication(App.class);
    app.setWebApplicationType(WebApplicationType.NONE);

    assertThatThrownBy(
            () ->
                app.run(
                    "--imagetask.uniall.base-url=https://gateway.example.com/v1",
                    "--imagetask.uniall.api-key=test-key-marked-0006"))
        .hasRootCauseInstanceOf(ImageTaskConfigurationException.class);

    assertThat(output)
        .contains("APPLICATION FAILED TO START", "imagetask.uniall.base-url", "enabled=false")
        .doesNotContain("marked-0006");
  }

  @Test
  void healthIsWhatWasHeardAndAsksNobody() throws Exception {
    UniAllClient client = application.getBean("uniAllClient", UniAllClient.class);
    UniAllImageRequest request =
        UniAllImageRequest.builder().model(UniAllModel.NANO_BANANA).prompt("A sphere").build();
    client.generate(request);
    int connections = gateways.connections();

    assertThat(healthOf("\"status\":\"UP\"", "\"lastSuccess\""))
        .contains("\"uniAllClient\"", "\"oneUniAllClient\"");
    assertThat(gateways.connections()).isEqualTo(connections);

    gateways.uniall().next(FakeCall.SUBMIT, Fault.status(401));
    assertThatThrownBy(() -> client.submit(request)).isInstanceOf(GatewayException.class);
    healthOf("\"status\":\"DOWN\"", "\"lastError\":\"AUTHENTICATION\"");

    gateways.uniall().finishAfter(Duration.ofHours(1));
    Future<?> wait = client.submit(request).resultAsync();
    healthOf("\"status\":\"UP\"", "\"openWaits\":1");

    wait.cancel(true);
    health(text -> !text.contains("\"openWaits\":1"));
  }

  private static String healthOf(String... parts) throws Exception {
    return health(text -> Stream.of(parts).allMatch(text::contains));
  }

  /** Listeners hear beside the futures, perhaps a moment later. */
  private static String health(Predicate<String> expected) throws Exception {
    String health = "";
    for (int i = 0; i < 1000; i++) {
      health = get("/actuator/health/imageTask");
      if (expected.test(health)) return health;
    }
    throw new AssertionError(health);
  }

  private static String get(String path) throws IOException, InterruptedException {
    String port = application.getEnvironment().getProperty("local.server.port");
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path)).build();
    return HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString()).body();
  }

  @Configuration(proxyBeanMethods = false)
  @EnableAutoConfiguration
  static class App {}
}
