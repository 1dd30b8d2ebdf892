package io.github.imagetask.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.MalformedResponseException;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskDurations;
import io.github.imagetask.TaskFailedException;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskSnapshot;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.TaskTimeoutException;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.Fault;
import java.time.Duration;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What a wait does: end when the task does, and otherwise only for a reason. */
abstract class WaitContract<R> extends SubmitContract<R> {
  @Test
  final void waitBringsTheImages() {
    ImageTask task = submit();

    ImageResult result = task.awaitResult();

    assertThat(result.images()).hasSize(1);
    assertThat(task.snapshot().status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(gateway().queries()).isEqualTo(2);
  }

  @Test
  final void finishedTaskIsNotAskedAgain() {
    ImageTask task = submit();
    task.awaitResult();

    task.awaitResult();
    TaskSnapshot last = task.refresh();

    assertThat(last.status()).isEqualTo(TaskStatus.SUCCEEDED);
    assertThat(gateway().queries()).isEqualTo(2);
  }

  @Test
  final void unlessToldOtherwiseItBacksOffWithinItsBounds() {
    try (ImageClient<R> plain = client(options -> {})) {
      PollPolicy policy = plain.pollPolicy();

      assertThat(policy.firstDelay()).isBetween(policy.floor(), policy.ceiling());
      assertThat(policy.start()).isLessThan(policy.ceiling());
      assertThat(policy.growth()).isGreaterThan(1);
      assertThat(policy.learned()).isTrue();
    }
  }

  @Test
  final void itIsRememberedHowLongATaskTook() {
    submit().awaitResult();

    TaskDurations durations = client().durations();

    String model = durations.models().iterator().next();
    assertThat(durations.count(model)).isEqualTo(1);
    assertThat(durations.median(model)).isPositive();
    assertThat(TaskDurations.parse(durations.toString())).hasToString(durations.toString());
  }

  @Test
  final void generateAsyncBringsTheImages() throws Exception {
    CompletableFuture<ImageResult> result = client().generateAsync(textToImage("in one call"));

    assertThat(result.get(20, TimeUnit.SECONDS).images()).hasSize(1);
  }

  @Test
  final void keyTakesTheTaskUpInAnotherClient() {
    String saved = submit().key().toString();
    client().close();

    try (ImageClient<R> another = client(options -> options.pollPolicy(QUICK))) {
      ImageResult result = another.task(TaskKey.parse(saved)).awaitResult();

      assertThat(result.images()).hasSize(1);
      assertThat(gateway().tasks()).isEqualTo(1);
    }
  }

  @Test
  final void keyOfAnotherGatewayIsRefused() {
    IllegalArgumentException refused =
        failure(
            IllegalArgumentException.class, () -> client().task(TaskKey.of("elsewhere", "task_1")));

    assertThat(refused.getMessage()).contains("elsewhere").contains(gateway().name());
  }

  @Test
  final void refreshReadsTheTaskOnce() {
    ImageTask task = submit();

    assertThat(task.refresh().status()).isEqualTo(TaskStatus.RUNNING);
    assertThat(gateway().queries()).isEqualTo(1);
  }

  @Test
  final void unknownTaskIsNotFound() {
    ImageTask task = submit();
    gateway().next(FakeCall.QUERY, Fault.unknownTask());

    GatewayException missing = failure(GatewayException.class, task::refresh);

    assertThat(missing.error().kind()).isEqualTo(ErrorKind.NOT_FOUND);
    assertThat(missing.key()).isEqualTo(task.key());
  }

  @Test
  final void taskThatIsNotThereYetIsWaitedFor() {
    gateway().next(FakeCall.QUERY, Fault.unknownTask());
    gateway().next(FakeCall.QUERY, Fault.unknownTask());

    assertThat(submit().awaitResult().images()).hasSize(1);
  }

  @Test
  final void failedTaskSaysWhy() {
    String code = failureCode();
    gateway().failTasks(code == null ? "" : code, "the model gave up");
    ImageTask task = submit();

    TaskFailedException failed = failure(TaskFailedException.class, task::awaitResult);

    assertThat(failed.key()).isEqualTo(task.key());
    assertThat(failed.error().code()).isEqualTo(code);
    assertThat(failed.error().message()).isEqualTo("the model gave up");
  }

  /** A code that this gateway could fail a task with; null where a failed task has none. */
  protected @Nullable String failureCode() {
    return "task_failed";
  }

  @Test
  final void wrongKeyEndsAWaitAtOnce() {
    TaskKey key = submit().key();

    try (ImageClient<R> wrong =
        clientWithKey("test-key-wrong", options -> options.pollPolicy(QUICK))) {
      GatewayException refused =
          failure(GatewayException.class, () -> wrong.task(key).awaitResult());

      assertThat(refused.error().kind()).isEqualTo(ErrorKind.AUTHENTICATION);
      assertThat(refused.key()).isEqualTo(key);
      assertThat(gateway().queries()).isEqualTo(1);
    }
  }

  @Test
  final void whatPassesDoesNotEndAWait() {
    gateway().next(FakeCall.QUERY, Fault.status(500));
    gateway().next(FakeCall.QUERY, Fault.htmlPage(502));
    gateway().next(FakeCall.QUERY, Fault.htmlPage());
    gateway().next(FakeCall.QUERY, Fault.emptyBody());
    gateway().next(FakeCall.QUERY, Fault.cutAtByte(20));
    gateway().next(FakeCall.QUERY, Fault.cutBeforeRead());
    gateway().next(FakeCall.QUERY, Fault.status(503).withRetryAfter("0"));
    gateway().finishAfterQueries(7);

    assertThat(submit().awaitResult().images()).hasSize(1);
  }

  @Test
  final void answerWithoutEndEndsAWaitWithItsKeyAndNamesTheLimit() {
    gateway().next(FakeCall.QUERY, Fault.endlessBody());

    try (ImageClient<R> small =
        client(options -> options.pollPolicy(QUICK).maxImageBytes(1 << 16))) {
      ImageTask task = small.submit(textToImage("A red cube"));
      MalformedResponseException malformed =
          failure(MalformedResponseException.class, task::awaitResult);

      assertThat(malformed).hasMessageContaining("maxImageBytes");
      assertThat(malformed.key()).isEqualTo(task.key());
    }
  }

  @Test
  final void redirectOfAQueryIsNeverFollowed() {
    ImageTask task = submit();
    gateway().next(FakeCall.QUERY, Fault.redirectToOtherOrigin(302));

    GatewayException refused = failure(GatewayException.class, task::awaitResult);

    assertThat(refused.key()).isEqualTo(task.key());
    assertThat(gateway().credentialsAtOtherOrigins()).isZero();
  }

  @Test
  final void successWithoutAnImageIsMalformedAtLast() {
    assumeTrue(successNeedsAnImage(), "here it is no success, or an image all the same");
    gateway().always(FakeCall.QUERY, Fault.successWithoutImage());
    ImageTask task = submit();

    MalformedResponseException malformed =
        failure(MalformedResponseException.class, task::awaitResult);

    assertThat(malformed.key()).isEqualTo(task.key());
    assertThat(gateway().queries()).isEqualTo(3);
  }

  /**
   * Whether a success that names no image is malformed. Not so where an image's address follows
   * from the task's key, and where such an answer is known to mean "not yet": then a test of the
   * module's own says what it comes to.
   */
  protected boolean successNeedsAnImage() {
    return true;
  }

  @Test
  final void jsonThatIsNoTaskIsMalformedAtLast() {
    gateway().always(FakeCall.QUERY, Fault.body("{\"hello\": \"world\"}"));
    ImageTask task = submit();

    MalformedResponseException malformed =
        failure(MalformedResponseException.class, task::awaitResult);

    assertThat(malformed.body()).contains("hello");
    assertThat(gateway().queries()).isEqualTo(3);
  }

  @Test
  final void unknownWordNeverEndsATask() {
    String word = unknownWord();
    assumeTrue(word != null, "this gateway has no status words");
    gateway().always(FakeCall.QUERY, Fault.unknownStatus(Objects.requireNonNull(word)));
    ImageTask task = submit();

    TaskTimeoutException timeout =
        failure(TaskTimeoutException.class, () -> task.awaitResult(BRIEF));

    assertThat(timeout.getMessage()).contains(word).contains(task.key().toString());
    assertThat(task.snapshot().status()).isEqualTo(TaskStatus.UNKNOWN);
  }

  /** A status word that the gateway's document doesn't have; null where there are no such words. */
  protected @Nullable String unknownWord() {
    return "levitating";
  }

  @Test
  final void passedDeadlineIsNoFailureOfTheTask() {
    gateway().finishAfter(Duration.ofHours(1));
    ImageTask task = submit();

    TaskTimeoutException timeout =
        failure(TaskTimeoutException.class, () -> task.awaitResult(BRIEF));

    assertThat(timeout.key()).isEqualTo(task.key());
    assertThat(timeout.queries()).isPositive();
    assertThat(timeout.elapsed()).isGreaterThanOrEqualTo(BRIEF.deadline());
  }
}
