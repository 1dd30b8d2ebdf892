package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okhttp3.mockwebserver.MockResponse;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Which answers to a query say that there are too many, and so are followed by a pause. */
@Timeout(60)
final class RefusedQueryTest extends OverHttp {
  // spotless:off
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        // status | body                                            | Retry-After | the next after
        "  429    |                                                 |             | PT2S   ",
        "  429    | {\"error\":{\"code\":\"overloaded\"}}           |             | PT2S   ",
        "  500    |                                                 |             | PT0.5S ",
        "  502    |                                                 |             | PT0.5S ",
        "  503    |                                                 |             | PT0.5S ",
        "  503    |                                                 | 1           | PT1S   ",
      })
  // spotless:on
  void aPauseFollowsWhatSaysThatThereAreTooMany(
      int status, String body, String retryAfter, Duration next) throws Exception {
    PollPolicy often =
        PollPolicy.builder()
            .delays(Duration.ofMillis(500), Duration.ofMillis(500))
            .jitter(0)
            .deadline(Duration.ofMinutes(1))
            .build();
    client(builder -> builder.pollPolicy(often));
    MockResponse refusal = body == null ? status(status) : json(body).setResponseCode(status);
    if (retryAfter != null) refusal.setHeader("Retry-After", retryAfter);
    answer(refusal, done());

    CompletableFuture<ImageResult> result = client.task(KEY).resultAsync();
    request();

    assertThat(timer.step(NEAR)).isEqualTo(next);
    assertThat(get(result).queries()).isEqualTo(2);
  }
}
