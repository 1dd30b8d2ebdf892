package io.github.imagetask.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageTask;
import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskKey;
import io.github.imagetask.TaskStatus;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.Fault;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** What a submit does: one POST, and a clear word on whether a task exists. */
abstract class SubmitContract<R> extends ClientContract<R> {
  @Test
  final void submitReturnsTheKeyOfOneTask() {
    ImageTask task = submit();

    assertThat(task.key().gateway()).isEqualTo(gateway().name());
    assertThat(TaskKey.parse(task.key().toString())).isEqualTo(task.key());
    assertThat(gateway().submits()).isEqualTo(1);
    assertThat(gateway().tasks()).isEqualTo(1);
    assertThat(gateway().queries()).isZero();
  }

  @Test
  final void twoSubmitsOfOneRequestAreTwoTasks() {
    R request = textToImage("twice");

    ImageTask one = client().submit(request);
    ImageTask two = client().submit(request);

    assertThat(one.key()).isNotEqualTo(two.key());
    assertThat(gateway().tasks()).isEqualTo(2);
  }

  @Test
  final void submitAsyncBringsTheTask() throws Exception {
    CompletableFuture<ImageTask> task = client().submitAsync(textToImage("asynchronously"));

    assertThat(task.get(20, TimeUnit.SECONDS).key().gateway()).isEqualTo(gateway().name());
    assertThat(gateway().tasks()).isEqualTo(1);
  }

  @Test
  final void anAcceptedTaskIsNotFinished() {
    ImageTask task = submit();

    assertThat(task.snapshot().status()).isIn(TaskStatus.QUEUED, TaskStatus.RUNNING);
    assertThat(task.snapshot().images()).isEmpty();
  }

  @Test
  final void aTaskThatTheSubmitFinishedNeedsNoQuery() {
    gateway().finishAfterQueries(0);
    ImageTask task = submit();
    assumeTrue(task.snapshot().status() == TaskStatus.SUCCEEDED, "not at this gateway");

    assertThat(task.awaitResult().images()).hasSize(1);
    assertThat(gateway().queries()).isZero();
  }

  @Test
  final void brokenRuleIsToldBeforeAnythingIsSent() {
    InvalidRequestException refused =
        failure(InvalidRequestException.class, () -> client().submit(ruleBreaking(false)));

    assertThat(refused.violations()).hasSize(1);
    assertThat(gateway().requests()).isEmpty();
  }

  @Test
  final void lenientRequestGoesOutWhateverTheGatewaySays() {
    R request = ruleBreaking(true);

    Throwable said = catchThrowable(() -> client().submit(request));

    assertThat(said == null || said instanceof GatewayException).isTrue(); // the fake is strict
    assertThat(gateway().submits()).isEqualTo(1);
  }

  @Test
  final void wrongKeyRefusesTheSubmit() {
    try (ImageClient<R> wrong = clientWithKey("test-key-wrong", options -> {})) {
      GatewayException refused =
          failure(GatewayException.class, () -> wrong.submit(textToImage("no")));

      assertThat(refused.error().kind()).isEqualTo(ErrorKind.AUTHENTICATION);
      assertThat(refused.getMessage()).contains("nothing is billed").doesNotContain("key-wrong");
      assertThat(refused.key()).isNull();
      assertThat(gateway().tasks()).isZero();
    }
  }

  @Test
  final void refusalOfTheGatewayIsFinal() {
    gateway().next(FakeCall.SUBMIT, Fault.refusal(400, "no_such_thing", "the parameter is wrong"));

    GatewayException refused = failure(GatewayException.class, this::submit);

    assertThat(refused.error().message()).contains("the parameter is wrong");
    assertThat(refused.isRetryable()).isFalse();
    assertThat(gateway().submits()).isEqualTo(1);
  }

  @Test
  final void aProxysPageUnderNotFoundIsNoLostTask() {
    gateway().next(FakeCall.SUBMIT, Fault.htmlPage(404));

    GatewayException refused = failure(GatewayException.class, this::submit);

    assertThat(refused.httpStatus()).isEqualTo(404);
    assertThat(gateway().submits()).isEqualTo(1);
  }

  @Test
  final void tooManyRequestsIsTriedAgain() {
    gateway().next(FakeCall.SUBMIT, Fault.status(429).withRetryAfter("0"));

    submit();

    assertThat(gateway().submits()).isEqualTo(2);
    assertThat(gateway().tasks()).isEqualTo(1);
  }

  @Test
  final void tooManyRequestsForALongTimeIsNotWaitedFor() {
    gateway().next(FakeCall.SUBMIT, Fault.status(429).withRetryAfter("3600"));

    GatewayException refused = failure(GatewayException.class, this::submit);

    assertThat(refused.retryAfter()).hasHours(1);
    assertThat(gateway().submits()).isEqualTo(1);
  }

  @Test
  final void unavailableInNobodysWordsMayHaveBeenProcessedAndIsNotSentAgain() {
    gateway().next(FakeCall.SUBMIT, Fault.htmlPage(503).withRetryAfter("0").processed());

    assertOutcomeIsUnknown(1);
  }

  @Test
  final void redirectOfASubmitIsNeverFollowed() {
    gateway().next(FakeCall.SUBMIT, Fault.redirectToOtherOrigin());

    GatewayException refused = failure(GatewayException.class, this::submit);

    assertThat(refused.getMessage()).contains("HTTP 307 redirects to http://");
    assertThat(gateway().submits()).isEqualTo(1);
    assertThat(gateway().credentialsAtOtherOrigins()).isZero();
  }

  @Test
  final void lostAnswerIsUnknownAndNotSentAgain() {
    gateway().next(FakeCall.SUBMIT, Fault.cutAfterRead());

    assertOutcomeIsUnknown(1);
  }

  @Test
  final void lostConnectionIsUnknownAndNotSentAgain() {
    gateway().next(FakeCall.SUBMIT, Fault.cutBeforeRead());

    assertOutcomeIsUnknown(0);
  }

  @Test
  final void impatientProxyIsUnknownAndNotSentAgain() {
    gateway().next(FakeCall.SUBMIT, Fault.htmlPage(504).processed());

    assertOutcomeIsUnknown(1);
  }

  @Test
  final void requestTimeoutOfAProxyIsUnknownAndNotSentAgain() {
    gateway().next(FakeCall.SUBMIT, Fault.status(408).processed());

    assertOutcomeIsUnknown(1);
  }

  @Test
  final void emptyAnswerIsUnknownAndNotSentAgain() {
    gateway().next(FakeCall.SUBMIT, Fault.emptyBody());

    assertOutcomeIsUnknown(1);
  }

  @Test
  final void halfAnAnswerIsUnknownAndNotSentAgain() {
    gateway().next(FakeCall.SUBMIT, Fault.truncatedJson());

    assertOutcomeIsUnknown(1);
  }

  @Test
  final void endlessAnswerIsUnknownAndNotSentAgain() {
    gateway().next(FakeCall.SUBMIT, Fault.endlessBody());

    try (ImageClient<R> small = client(options -> options.maxImageBytes(1 << 16))) {
      SubmitOutcomeUnknownException unknown =
          failure(
              SubmitOutcomeUnknownException.class, () -> small.submit(textToImage("A red cube")));

      assertThat(unknown).hasMessageContaining("maxImageBytes");
    }
    assertThat(gateway().submits()).isEqualTo(1);
  }

  @Test
  final void aPageInsteadOfAnAnswerIsUnknownAndNotSentAgain() {
    gateway().next(FakeCall.SUBMIT, Fault.htmlPage().processed());

    assertOutcomeIsUnknown(1);
  }

  @Test
  final void jsonThatIsNoTaskIsUnknownAndNotSentAgain() {
    gateway().next(FakeCall.SUBMIT, Fault.body("{\"hello\": \"world\"}").processed());

    assertOutcomeIsUnknown(1);
  }

  private void assertOutcomeIsUnknown(int tasks) {
    SubmitOutcomeUnknownException unknown =
        failure(SubmitOutcomeUnknownException.class, this::submit);

    assertThat(unknown.getMessage()).contains("The task may exist and be billed");
    assertThat(gateway().submits()).isEqualTo(1);
    assertThat(gateway().tasks()).isEqualTo(tasks);
  }
}
