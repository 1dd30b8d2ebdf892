package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.time.Duration;
import java.util.Arrays;
import java.util.Collections;
import org.junit.jupiter.api.Test;

/** What may end up in a log, a queue or a session of the user's. */
final class SerializationTest {
  private static final TaskKey KEY = TaskKey.of("test", "edits", "任务/1");
  private static final TaskError ERROR = TaskError.of(ErrorKind.QUOTA, "7", "too poor");
  private static final TaskSnapshot SNAPSHOT =
      new TaskSnapshot(KEY, TaskStatus.FAILED, "failed", 50, Collections.emptyList(), ERROR, null);

  private final IOException cause = new IOException("cut");

  @Test
  void aKeyComesBack() throws Exception {
    assertThat(copy(KEY)).isEqualTo(KEY).hasToString(KEY.toString());
    assertThat(copy(ERROR)).isEqualTo(ERROR);
  }

  @Test
  void aRatioAndASizeComeBack() throws Exception {
    assertThat(copy(AspectRatio.of(21, 9))).isEqualTo(AspectRatio.of(21, 9)).hasToString("21:9");
    assertThat(copy(ImageSize.of(64, 48))).isEqualTo(ImageSize.of(64, 48)).hasToString("64x48");
  }

  @Test
  void connectionException() throws Exception {
    ConnectionException copy = copy(new ConnectionException("test", KEY, "no way", cause));

    assertThat(copy).hasMessage("test:edits/%E4%BB%BB%E5%8A%A1%2F1: no way");
    assertThat(copy.getCause()).isInstanceOf(IOException.class).hasMessage("cut");
    assertThat(copy.key()).isEqualTo(KEY);
    assertThat(copy.gateway()).isEqualTo("test");
  }

  @Test
  void gatewayException() throws Exception {
    GatewayException copy =
        copy(
            new GatewayException(
                "test", null, "no", 429, ERROR, "{}", true, Duration.ofSeconds(3)));

    assertThat(copy).hasMessage("test: no");
    assertThat(copy.key()).isNull();
    assertThat(copy.httpStatus()).isEqualTo(429);
    assertThat(copy.error()).isEqualTo(ERROR);
    assertThat(copy.body()).isEqualTo("{}");
    assertThat(copy.isRetryable()).isTrue();
    assertThat(copy.retryAfter()).isEqualTo(Duration.ofSeconds(3));
  }

  @Test
  void submitOutcomeUnknownException() throws Exception {
    SubmitOutcomeUnknownException copy =
        copy(new SubmitOutcomeUnknownException("test", "who knows", 504, "trace", "{}", cause));

    assertThat(copy.httpStatus()).isEqualTo(504);
    assertThat(copy.traceId()).isEqualTo("trace");
    assertThat(copy.body()).isEqualTo("{}");
  }

  @Test
  void malformedResponseException() throws Exception {
    MalformedResponseException copy =
        copy(new MalformedResponseException("test", KEY, "odd", "$.x", "{}", cause));

    assertThat(copy.path()).isEqualTo("$.x");
    assertThat(copy.body()).isEqualTo("{}");
  }

  @Test
  void taskFailedException() throws Exception {
    TaskFailedException copy = copy(new TaskFailedException(SNAPSHOT, ERROR));

    assertThat(copy.error()).isEqualTo(ERROR);
    assertThat(copy.snapshot()).isNull();
    assertThat(copy.key()).isEqualTo(KEY);
  }

  @Test
  void taskTimeoutException() throws Exception {
    TaskTimeoutException copy =
        copy(new TaskTimeoutException(SNAPSHOT, Duration.ofMinutes(1), 7, cause));

    assertThat(copy.elapsed()).isEqualTo(Duration.ofMinutes(1));
    assertThat(copy.queries()).isEqualTo(7);
    assertThat(copy.snapshot()).isNull();
    assertThat(copy.key()).isEqualTo(KEY);
  }

  @Test
  void waitAbortedException() throws Exception {
    WaitAbortedException copy = copy(new WaitAbortedException("test", KEY, "closed", null));

    assertThat(copy.key()).isEqualTo(KEY);
  }

  @Test
  void downloadException() throws Exception {
    DownloadException copy =
        copy(new DownloadException(ImageOrigin.of(KEY), 2, "gone", 404, cause));

    assertThat(copy.index()).isEqualTo(2);
    assertThat(copy.httpStatus()).isEqualTo(404);
  }

  @Test
  void noImageException() throws Exception {
    NoImageException copy = copy(new NoImageException("test", "none", ERROR, "{}"));

    assertThat(copy).hasMessage("test: none");
    assertThat(copy.error()).isEqualTo(ERROR);
    assertThat(copy.body()).isEqualTo("{}");
  }

  @Test
  void invalidRequestException() throws Exception {
    Violation missing = Violation.of("prompt", null, "a prompt is needed", null);
    Violation tooMany = Violation.of("n", "9", "1 to 8", "document, section 5");

    InvalidRequestException copy =
        copy(new InvalidRequestException(Arrays.asList(missing, tooMany)));

    assertThat(copy)
        .hasMessage(
            """
            the request breaks 2 rules and was not sent:
              prompt is missing; a prompt is needed
              n: 9; 1 to 8 (document, section 5)\
            """);
    assertThat(copy.violations()).containsExactly(missing, tooMany);
  }

  @SuppressWarnings({"unchecked", "BanSerializableRead"})
  private static <T> T copy(T value) throws Exception {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(value);
    }
    ByteArrayInputStream written = new ByteArrayInputStream(bytes.toByteArray());
    try (ObjectInputStream in = new ObjectInputStream(written)) {
      return (T) in.readObject();
    }
  }
}
