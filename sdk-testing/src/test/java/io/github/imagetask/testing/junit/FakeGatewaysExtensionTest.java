package io.github.imagetask.testing.junit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.testkit.engine.EventConditions.event;
import static org.junit.platform.testkit.engine.EventConditions.finishedWithFailure;
import static org.junit.platform.testkit.engine.EventConditions.test;
import static org.junit.platform.testkit.engine.TestExecutionResultConditions.message;

import io.github.imagetask.testing.fake.FakeGateway;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.platform.testkit.engine.EngineTestKit;
import org.junit.platform.testkit.engine.Events;

final class FakeGatewaysExtensionTest {
  private static final List<String> ADDRESSES = new CopyOnWriteArrayList<>();

  @Test
  void gatewaysStartOnceAndAreAsNewForEachTest() {
    ADDRESSES.clear();

    Events tests = run(Good.class);

    tests.assertStatistics(all -> all.succeeded(3).failed(0));
    assertThat(ADDRESSES).hasSize(3).containsOnly(ADDRESSES.get(0));
  }

  @Test
  void aTestFailsInWhichASubmitWentTwice() {
    run(Repeating.class)
        .assertStatistics(all -> all.succeeded(2).failed(1))
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                test("twice"),
                finishedWithFailure(
                    message(text -> text.contains("uniall processed 1 submits again")))));
  }

  @Test
  void aTestFailsInWhichASecretWentElsewhere() {
    run(Leaking.class)
        .assertThatEvents()
        .haveExactly(
            1,
            event(
                finishedWithFailure(
                    message("a secret of uniall went to another origin in 1 requests"))));
  }

  @Test
  void whatIsNotInAStaticFieldSaysSo() {
    run(NotStatic.class)
        .assertThatEvents()
        .haveExactly(1, event(finishedWithFailure(message(text -> text.contains("static field")))));
  }

  private static Events run(Class<?> type) {
    return EngineTestKit.engine("junit-jupiter")
        .selectors(selectClass(type))
        .execute()
        .testEvents();
  }

  private static String submit(FakeGateway gateway, String prompt) {
    String body = "{\"model\":\"gpt-image-2\",\"prompt\":\"" + prompt + "\",\"size\":\"1024x768\"}";
    return send(
        request(gateway.baseUrl() + "/v1/images/tasks", gateway.apiKey())
            .POST(HttpRequest.BodyPublishers.ofString(body))
            .header("Content-Type", "application/json"));
  }

  private static HttpRequest.Builder request(String url, String key) {
    return HttpRequest.newBuilder(URI.create(url)).header("Authorization", "Bearer " + key);
  }

  private static String send(HttpRequest.Builder request) {
    try {
      HttpResponse<String> response =
          HttpClient.newHttpClient()
              .send(
                  request.build(), HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1));
      return response.body();
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  static final class Good {
    @RegisterExtension static final FakeGatewaysExtension gateways = FakeGatewaysExtension.create();

    @Test
    void one() {
      begin();
    }

    @Test
    void two() {
      begin();
    }

    @Nested
    final class Inner {
      @Test
      void three() {
        begin();
      }
    }

    private static void begin() {
      assertThat(gateways.uniall().submits()).isZero();
      ADDRESSES.add(gateways.uniall().baseUrl());
      String unused = submit(gateways.uniall(), "a cube");
      unused = submit(gateways.uniall(), "another cube");
      assertThat(gateways.uniall().tasks()).isEqualTo(2);
    }
  }

  @TestMethodOrder(MethodOrderer.OrderAnnotation.class)
  static final class Repeating {
    @RegisterExtension static final FakeGatewaysExtension gateways = FakeGatewaysExtension.create();

    @Test
    @Order(1)
    void meant() {
      gateways.allowRepeatedSubmits();
      twice();
    }

    @Test
    @Order(2)
    void twice() {
      String unused = submit(gateways.uniall(), "a cube");
      unused = submit(gateways.uniall(), "a cube");
    }

    @Test
    @Order(3)
    void once() {
      String unused = submit(gateways.uniall(), "a cube");
    }
  }

  static final class Leaking {
    @RegisterExtension static final FakeGatewaysExtension gateways = FakeGatewaysExtension.create();

    @Test
    void leaks() {
      gateways.uniall().finishAfterQueries(0);
      String answer = submit(gateways.uniall(), "a cube");
      String image = answer.replaceAll("(?s).*\"(http[^\"]*results[^\"]*)\".*", "$1");

      String unused = send(request(image, gateways.uniall().apiKey()));
    }
  }

  static final class NotStatic {
    @RegisterExtension final FakeGatewaysExtension gateways = FakeGatewaysExtension.create();

    @Test
    void asks() {
      assertThat(gateways.uniall()).isNotNull();
    }
  }
}
