package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import okhttp3.Headers;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RetryAfterTest {
  private static final Instant NOW = Instant.parse("1999-12-31T23:59:00Z");
  private static final Headers NONE = Headers.of();

  // spotless:off
  @ParameterizedTest
  @CsvSource(delimiter = '|', value = {
    // delta-seconds, RFC 9110 section 10.2.3
    "0                              | PT0S",
    "1                              | PT1S",
    "007                            | PT7S",
    "120                            | PT2M",
    "86400                          | PT24H",
    "86401                          | PT24H", // a day at most
    "999999                         | PT24H",
    "1000000                        | PT24H",
    "2147483648                     | PT24H", // more than an int holds
    "99999999999                    | PT24H",
    "99999999999999999999999999     | PT24H", // more than a long holds
    // HTTP-date: RFC 1123, RFC 850, asctime
    "Fri, 31 Dec 1999 23:59:30 GMT  | PT30S",
    "Friday, 31-Dec-99 23:59:30 GMT | PT30S",
    "Fri Dec 31 23:59:30 1999       | PT30S",
    "Fri, 31 Dec 1999 23:59:00 GMT  | PT0S",
    "Fri, 31 Dec 1999 23:58:59 GMT  | PT0S", // past
    "Thu, 01 Jan 1970 00:00:00 GMT  | PT0S",
    "Sat, 01 Jan 2000 23:59:00 GMT  | PT24H",
    "Sun, 02 Jan 2000 00:00:00 GMT  | PT24H",
    "Fri, 31 Dec 9999 23:59:59 GMT  | PT24H",
  })
  // spotless:on
  void valueIsRead(String value, Duration expected) {
    assertThat(RetryAfter.parse(value, NONE, NOW.toEpochMilli())).isEqualTo(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "soon",
        "-1",
        "+1",
        "1.5",
        "1s",
        "1 s",
        "1, 2",
        "0x10",
        "1e3",
        "٣",
        "１２",
        "31 Dec 1999 23:59:59",
        "1999-12-31T23:59:30Z",
        "null",
        "\n",
        "1\n",
        "é"
      })
  void nonsenseIsIgnored(String value) {
    assertThat(RetryAfter.parse(value, NONE, NOW.toEpochMilli())).isNull();
  }

  @Test
  void dateIsReadByTheServersClock() {
    Headers wrongClock = Headers.of("Date", "Fri, 31 Dec 1999 22:00:00 GMT");
    Headers noClock = Headers.of("Date", "yesterday");

    String value = "Fri, 31 Dec 1999 22:00:05 GMT";

    assertThat(RetryAfter.parse(value, wrongClock, NOW.toEpochMilli()))
        .isEqualTo(Duration.ofSeconds(5));
    assertThat(RetryAfter.parse(value, noClock, NOW.toEpochMilli())).isEqualTo(Duration.ZERO);
  }

  @ParameterizedTest
  @CsvSource(value = {"'  7 ', PT7S", "7, PT7S"})
  void headerIsReadWhereOkHttpDoesNotSeeIt(String value, Duration expected) {
    assertThat(RetryAfter.of(response(RetryAfter.HIDDEN, value))).isEqualTo(expected);
  }

  @Test
  void answerWithoutItAsksForNothing() {
    assertThat(RetryAfter.of(response("Date", "Fri, 31 Dec 1999 22:00:00 GMT"))).isNull();
  }

  private static Response response(String name, String value) {
    return new Response.Builder()
        .request(new Request.Builder().url("http://gateway.test/").build())
        .protocol(Protocol.HTTP_1_1)
        .code(429)
        .message("Slow")
        .header(name, value)
        .build();
  }
}
