package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.spi.DirectEntry;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.lang.reflect.Field;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import okhttp3.Headers;
import okhttp3.Response;
import okio.BufferedSource;
import org.jspecify.annotations.Nullable;

/**
 * Reaches what reads foreign bytes and is no one's to call: readers, and core's parts around them.
 */
public final class FuzzInsides {
  private FuzzInsides() {}

  /** The gateway that a client was built on. */
  public static Gateway<?> gateway(ImageClient<?> client) {
    return (Gateway<?>) field(field(client, ImageClient.class, "engine"), Engine.class, "gateway");
  }

  /** The entry that direct calls go to. */
  public static DirectEntry<?> entry(DirectImages<?> direct) {
    Object caller = field(direct, DirectImages.class, "caller");
    return (DirectEntry<?>) field(caller, DirectCaller.class, "entry");
  }

  private static Object field(Object of, Class<?> in, String name) {
    try {
      Field field = in.getDeclaredField(name);
      field.setAccessible(true);
      return field.get(of);
    } catch (ReflectiveOperationException e) {
      throw new LinkageError(e.getMessage(), e);
    }
  }

  /** How core judges answers of a gateway. */
  public static Judge judge(Gateway<?> gateway) {
    return new Judge(gateway);
  }

  /** What core makes of an answer, checked against what may come of its status. */
  public static final class Judge {
    private static final long MAX_IMAGE_BYTES = 1 << 20;

    private final AnswerInterpreter submits;
    private final AnswerInterpreter directs;
    private final AnswerReader reader = new AnswerReader(MAX_IMAGE_BYTES, null);
    private final List<String> secrets;

    private Judge(Gateway<?> gateway) {
      secrets = gateway.credentials().secrets();
      Redactor redactor = new Redactor(secrets);
      GeneratedImage.Fetcher none = null; // nothing is fetched
      Snapshots snapshots = new Snapshots(redactor, () -> none);
      submits = interpreter(gateway, redactor, snapshots, CallKind.SUBMIT);
      directs = interpreter(gateway, redactor, snapshots, CallKind.DIRECT);
    }

    private AnswerInterpreter interpreter(
        Gateway<?> gateway, Redactor redactor, Snapshots snapshots, CallKind kind) {
      return new AnswerInterpreter(
          gateway, new Failures(gateway, redactor, kind), snapshots, reader);
    }

    /** Judges the answer to a submit, or to a direct call. */
    public void submit(Response response, @Nullable DirectEntry<?> entry, boolean namesTask) {
      Submission submission = Submission.of(response.request());
      SubmitOutcome outcome =
          entry == null
              ? submits.submit(response, submission)
              : directs.direct(entry, response, submission, reader);
      boolean successful = response.isSuccessful();
      switch (outcome.kind()) {
        case ACCEPTED -> {
          assertThat(successful).as("accepted under %s", response.code()).isTrue();
          Reading reading = outcome.task();
          assertThat(outcome.isTask() || !reading.images().isEmpty()).isTrue();
          if (outcome.isTask()) {
            assertThat(TaskKey.parse(outcome.key().toString())).isEqualTo(outcome.key());
          }
        }
        case REFUSED, DEFERRED -> {
          assertThat(outcome.failure()).isInstanceOf(GatewayException.class);
          assertThat(successful && namesTask).as("refused, and yet a task").isFalse();
          clean(outcome.failure());
        }
        case UNKNOWN -> clean(outcome.failure());
      }
    }

    /** Judges the answer to a query. */
    public void query(TaskKey key, Response response) throws IOException {
      QueryOutcome outcome = submits.query(key, response);
      if (!outcome.isReading()) {
        assertThat(outcome.failure().key()).isEqualTo(key);
        clean(outcome.failure());
      }
    }

    /** No secret in the texts of an exception or of its causes. */
    private void clean(Throwable failure) {
      for (Throwable each = failure; each != null; each = each.getCause()) {
        for (String secret : secrets) {
          assertThat(String.valueOf(each.getMessage())).doesNotContain(secret);
        }
      }
      if (failure instanceof GatewayException refused && refused.body() != null) {
        for (String secret : secrets) assertThat(refused.body()).doesNotContain(secret);
      }
    }
  }

  /** The wait that a header asks for. */
  public static @Nullable Duration retryAfter(String value, Headers headers, long nowMillis) {
    return RetryAfter.parse(value, headers, nowMillis);
  }

  /** Reads a downloaded image to its end, so many bytes at a time. */
  public static byte[] download(Response response, long max, int step) throws IOException {
    return all(ImageBody.of(response, max), max, step);
  }

  /** Reads an inline image to its end. */
  public static byte[] inline(byte[] bytes, long max) throws IOException {
    return all(ImageBody.of(bytes, max), max, 1 << 13);
  }

  private static byte[] all(ImageBody body, long max, int step) throws IOException {
    List<byte[]> pieces = new ArrayList<>();
    int length = 0;
    BufferedSource source = body.source();
    byte[] piece = new byte[step];
    for (int read = source.read(piece); read >= 0; read = source.read(piece)) {
      pieces.add(Arrays.copyOf(piece, read));
      length += read;
    }
    assertThat((long) length).isBetween(1L, max);
    assertThat(body.extension()).matches("[a-z]{3,4}");
    byte[] all = new byte[length];
    int at = 0;
    for (byte[] each : pieces) {
      System.arraycopy(each, 0, all, at, each.length);
      at += each.length;
    }
    return all;
  }
}
