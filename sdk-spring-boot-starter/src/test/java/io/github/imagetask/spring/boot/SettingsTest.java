package io.github.imagetask.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.PollPolicy;
import io.github.imagetask.uniall.UniAllClient;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** What properties say, and what is said when one is wrong. */
class SettingsTest {
  @Test
  void withoutAWordTheGatewaysOwnScheduleHolds() {
    Contexts.uniall()
        .run(context -> assertThat(policy(context.getBean(UniAllClient.class))).isEqualTo(own()));
  }

  @Test
  void thePollPolicyStartsFromTheGatewaysOwn() {
    Contexts.uniall()
        .withPropertyValues("imagetask.uniall.poll.deadline=30m")
        .run(
            context ->
                assertThat(policy(context.getBean(UniAllClient.class)))
                    .isEqualTo(own().newBuilder().deadline(Duration.ofMinutes(30)).build()));
  }

  @Test
  void theNearerWordCounts() {
    Contexts.uniall()
        .withPropertyValues(
            "imagetask.poll.deadline=30m",
            "imagetask.poll.jitter=0.5",
            "imagetask.uniall.poll.deadline=20m",
            "imagetask.uniall.poll.growth=2",
            "imagetask.uniall.accounts.one.api-key=test-key",
            "imagetask.uniall.accounts.one.poll.deadline=10m")
        .run(
            context -> {
              PollPolicy plain = policy(context.getBean("uniAllClient", UniAllClient.class));
              PollPolicy one = policy(context.getBean("oneUniAllClient", UniAllClient.class));
              assertThat(plain)
                  .isEqualTo(
                      own()
                          .newBuilder()
                          .jitter(0.5)
                          .growth(2)
                          .deadline(Duration.ofMinutes(20))
                          .build());
              assertThat(one)
                  .isEqualTo(plain.newBuilder().deadline(Duration.ofMinutes(10)).build());
            });
  }

  @Test
  void oneBoundMovesWhatNobodySet() {
    Contexts.uniall()
        .withPropertyValues("imagetask.uniall.poll.ceiling=500ms")
        .run(
            context -> {
              PollPolicy policy = policy(context.getBean(UniAllClient.class));
              Duration half = Duration.ofMillis(500);
              assertThat(policy)
                  .isEqualTo(own().newBuilder().firstDelay(half).delays(half, half, half).build());
            });
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          request-timeout=0s               | request-timeout is 1 ms to 1 day, not PT0S
          submit-timeout=2d                | submit-timeout
          direct-timeout=-1s               | direct-timeout
          max-concurrent-requests=0        | maxConcurrentRequests is 1 to 10000, not 0
          max-image-size=0                 | maxImageBytes is positive, not 0
          poll.floor=20s                   | floor PT20S is above ceiling PT5S
          poll.jitter=2                    | jitter is 0 to 1, not 2.0
          poll.growth=0.5                  | growth is 1 to 10, not 0.5
          poll.deadline=0                  | deadline is 1 ms to 366 days, not PT0S
          base-url=https://g.example.com/v1| leave the trailing /v1 out
          base-url=nowhere                 | the base URL is an http or https address
          """)
  void aWrongPropertyIsNamedWithWhatIsAllowed(String setting, String allowed) {
    String property = "imagetask.uniall." + setting.substring(0, setting.indexOf('='));
    Contexts.uniall()
        .withPropertyValues("imagetask.uniall." + setting)
        .run(
            context -> {
              FailureAnalysis analysis = Failures.analyze(context);
              assertThat(analysis.getDescription())
                  .startsWith("The property " + property + " is wrong: ")
                  .containsIgnoringCase(allowed.replace("-timeout is", "Timeout is"));
              assertThat(analysis.getAction())
                  .isEqualTo(
                      "Correct "
                          + property
                          + ", or do without this gateway: imagetask.uniall.enabled=false.");
            });
  }

  @Test
  void aMissingKeyIsAskedForByName() {
    Contexts.runner()
        .withPropertyValues("imagetask.uniall.base-url=http://127.0.0.1:9")
        .run(
            context -> {
              FailureAnalysis analysis = Failures.analyze(context);
              assertThat(analysis.getDescription())
                  .isEqualTo(
                      "The property imagetask.uniall.api-key is wrong: it is not set, and the"
                          + " gateway needs it.");
              assertThat(analysis.getAction())
                  .isEqualTo(
                      "Set imagetask.uniall.api-key (as a variable of the environment"
                          + " IMAGETASK_UNIALL_APIKEY), or do without this gateway:"
                          + " imagetask.uniall.enabled=false.");
            });
  }

  @Test
  void aMissingAddressOrPartOfAnAccountIsNamed() {
    Contexts.runner()
        .withPropertyValues("imagetask.hingnet.api-key=test-key")
        .run(context -> assertWrong(context, "imagetask.hingnet.base-url"));
    Contexts.runner()
        .withPropertyValues("imagetask.meitu.api-key=k", "imagetask.meitu.token=t")
        .run(context -> assertWrong(context, "imagetask.meitu.api-secret"));
    Contexts.uniall()
        .withPropertyValues("imagetask.uniall.accounts.one.base-url=http://127.0.0.1:9")
        .run(context -> assertWrong(context, "imagetask.uniall.accounts.one.api-key"));
    Contexts.runner()
        .withPropertyValues(
            "imagetask.meitu.token=t",
            "imagetask.meitu.base-url=https://a.example.com/v1",
            "imagetask.meitu.internal-url=https://b.example.com/v1")
        .run(context -> assertWrong(context, "imagetask.meitu.internal-url"));
    Contexts.runner()
        .withPropertyValues("imagetask.zexi.api-key=k", "imagetask.poll.jitter=7")
        .run(context -> assertWrong(context, "imagetask.poll.jitter"));
  }

  private static void assertWrong(
      org.springframework.boot.test.context.assertj.AssertableApplicationContext context,
      String property) {
    assertThat(Failures.analyze(context).getDescription())
        .startsWith("The property " + property + " is wrong: ");
  }

  @Test
  void aKeyThatIsWrongIsNotShown() {
    Contexts.uniall()
        .withPropertyValues("imagetask.uniall.api-key=test key marked 0002")
        .run(
            context -> {
              FailureAnalysis analysis = Failures.analyze(context);
              assertThat(analysis.getDescription())
                  .contains("imagetask.uniall.api-key")
                  .contains("a blank")
                  .doesNotContain("0002");
              assertThat(Failures.messages(context)).doesNotContain("0002");
            });
  }

  @Test
  void aPlaceholderThatNothingFillsIsNoKey() {
    Contexts.uniall()
        .withPropertyValues("imagetask.uniall.api-key=test-key-0004-${NOT_SET}")
        .run(
            context -> {
              FailureAnalysis analysis = Failures.analyze(context);
              assertThat(analysis.getDescription())
                  .isEqualTo(
                      "The property imagetask.uniall.api-key is wrong: it refers, with ${..}, to"
                          + " something that is not set.");
              assertThat(Failures.messages(context)).doesNotContain("0004");
            });
  }

  @Test
  void aKeyThatCannotBeReadIsNotShown() {
    Contexts.uniall()
        .withPropertyValues("imagetask.uniall.api-key=test-key-0003-${imagetask.uniall.api-key}")
        .run(
            context -> {
              FailureAnalysis analysis = Failures.analyze(context);
              assertThat(analysis.getDescription())
                  .startsWith("The property imagetask.uniall.api-key")
                  .endsWith("can't be read; its value is not shown.")
                  .doesNotContain("0003");
            });
  }

  @Test
  void whatHoldsAKeyDoesNotPrintIt() {
    Contexts.uniall()
        .run(
            context -> {
              assertThat(context.getBean(UniAllProperties.class)).hasToString("UniAllProperties");
              assertThat(context.getBean(UniAllProperties.class).getApiKey())
                  .isEqualTo(Contexts.KEY);
            });
  }

  private static PollPolicy own() {
    try (UniAllClient client =
        UniAllClient.builder().baseUrl("http://127.0.0.1:9").apiKey("test-key").build()) {
      return client.pollPolicy();
    }
  }

  private static PollPolicy policy(UniAllClient client) {
    return client.pollPolicy();
  }
}
