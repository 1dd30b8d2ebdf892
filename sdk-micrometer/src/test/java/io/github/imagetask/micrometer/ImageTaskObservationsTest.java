package io.github.imagetask.micrometer;

import static io.micrometer.observation.tck.ObservationContextAssert.assertThat;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.ConnectionException;
import io.github.imagetask.DirectResult;
import io.github.imagetask.DownloadException;
import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.NoImageException;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.TaskFailedException;
import io.github.imagetask.TaskListener;
import io.github.imagetask.TaskTimeoutException;
import io.github.imagetask.WaitAbortedException;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.Fault;
import io.github.imagetask.uniall.UniAllClient;
import io.micrometer.common.KeyValues;
import io.micrometer.observation.GlobalObservationConvention;
import io.micrometer.observation.Observation;
import io.micrometer.observation.ObservationRegistry;
import io.micrometer.observation.tck.TestObservationRegistry;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What began ends, once, and belongs to what caused it. The registry refuses a second stop. */
final class ImageTaskObservationsTest extends OverGateway {
  private final TestObservationRegistry registry = TestObservationRegistry.create();
  private final Ended ended = new Ended();

  @BeforeEach
  void listen() {
    registry.observationConfig().observationHandler(ended);
  }

  @Override
  TaskListener tested() {
    return new ImageTaskObservations(registry);
  }

  @Test
  void aTaskIsOneTraceFromItsCallersObservationOn() throws Exception {
    UniAllClient client = client();
    Observation order = Observation.start("order", registry);
    ImageTask task = order.scoped(() -> client.submit(request()));
    order.stop(); // before the task ends, as an HTTP request does

    ImageResult result = task.awaitResult();
    byte[] image = result.first().bytes();

    Heard.await(heard.downloadEnds, 1);
    assertThat(ended.lines())
        .containsExactly(
            "submit in order uniall gpt-image-2 accepted",
            "wait in imagetask.task.submit uniall gpt-image-2 succeeded",
            "download in imagetask.task.submit uniall gpt-image-2 succeeded");
    String key = task.key().toString();
    assertThat(ended.only(ImageTaskObservation.SUBMIT))
        .hasContextualNameEqualTo("generate_content gpt-image-2")
        .hasHighCardinalityKeyValue("imagetask.key", key)
        .hasHighCardinalityKeyValue("gen_ai.operation.name", "generate_content")
        .hasHighCardinalityKeyValue("gen_ai.provider.name", "uniall")
        .hasHighCardinalityKeyValue("gen_ai.request.model", "gpt-image-2")
        .hasHighCardinalityKeyValue("gen_ai.output.type", "image");
    assertThat(ended.only(ImageTaskObservation.WAIT))
        .hasContextualNameEqualTo("imagetask wait")
        .hasHighCardinalityKeyValue("imagetask.key", key)
        .hasHighCardinalityKeyValue("imagetask.queries", "" + result.queries())
        .doesNotHaveHighCardinalityKeyValueWithKey("gen_ai.operation.name");
    assertThat(ended.only(ImageTaskObservation.DOWNLOAD))
        .hasHighCardinalityKeyValue("imagetask.key", key)
        .hasHighCardinalityKeyValue("imagetask.index", "0")
        .hasHighCardinalityKeyValue("imagetask.bytes", "" + image.length);
    assertThat(registry.getCurrentObservation()).isNull();
  }

  @Test
  void eachSubmitBelongsToTheThreadThatCalled() throws Exception {
    UniAllClient client = client();
    CompletableFuture<?>[] callers = new CompletableFuture<?>[8];
    for (int i = 0; i < callers.length; i++) {
      Observation caller = Observation.createNotStarted("caller" + i, registry);
      String model = "model" + i;
      uniall.acceptUnknownModels(true);
      callers[i] =
          CompletableFuture.runAsync(() -> caller.observe(() -> client.submit(request(model))));
    }
    CompletableFuture.allOf(callers).join();

    Heard.await(heard.submitEnds, callers.length);
    assertThat(ended.lines()).hasSize(callers.length);
    for (int i = 0; i < callers.length; i++) {
      assertThat(ended.lines())
          .contains("submit in caller" + i + " uniall model" + i + " accepted");
    }
  }

  @Test
  void aRefusedKey() throws Exception {
    failure(clientWithAWrongKey().submitAsync(request()), GatewayException.class);

    Heard.await(heard.submitEnds, 1);
    assertThat(ended.lines())
        .containsExactly("submit in nothing uniall gpt-image-2 refused, GatewayException");
    assertThat(ended.only(ImageTaskObservation.SUBMIT))
        .hasHighCardinalityKeyValue("error.type", "authentication")
        .doesNotHaveHighCardinalityKeyValueWithKey("imagetask.key");
  }

  @Test
  void aConnectionThatIsCut() throws Exception {
    uniall.next(FakeCall.SUBMIT, Fault.cutAfterRead());

    failure(client().submitAsync(request()), SubmitOutcomeUnknownException.class);

    Heard.await(heard.submitEnds, 1);
    assertThat(ended.lines())
        .containsExactly(
            "submit in nothing uniall gpt-image-2 unknown, SubmitOutcomeUnknownException");
    assertThat(ended.only(ImageTaskObservation.SUBMIT))
        .hasHighCardinalityKeyValue("error.type", "outcome_unknown");
  }

  @Test
  void aGatewayThatNobodyReaches() throws Exception {
    failure(clientOfNobody().submitAsync(request()), ConnectionException.class);

    Heard.await(heard.submitEnds, 1);
    assertThat(ended.lines())
        .containsExactly(
            "submit in nothing uniall gpt-image-2 not_sent, retries 2, ConnectionException");
  }

  @Test
  void whatIsTriedAgainIsOneObservation() throws Exception {
    uniall.next(FakeCall.SUBMIT, Fault.refusal(429, "rate_limit", "slower").withRetryAfter("0"));
    uniall.next(FakeCall.QUERY, Fault.htmlPage(502));

    ImageResult result = client().submit(request()).awaitResult();

    Heard.await(heard.waitEnds, 1);
    assertThat(result.images()).hasSize(1);
    assertThat(ended.lines())
        .containsExactly(
            "submit in nothing uniall gpt-image-2 accepted, retries 1",
            "wait in imagetask.task.submit uniall gpt-image-2 succeeded, retries 1");
  }

  @Test
  void aTaskThatFails() throws Exception {
    uniall.failTasks("content_policy", "no");

    failure(client().submit(request()).resultAsync(), TaskFailedException.class);

    Heard.await(heard.waitEnds, 1);
    assertThat(ended.lines())
        .containsExactly(
            "submit in nothing uniall gpt-image-2 accepted",
            "wait in imagetask.task.submit uniall gpt-image-2 failed, TaskFailedException");
  }

  @Test
  void aWaitsDeadline() throws Exception {
    uniall.finishAfterQueries(1000);

    ImageTask task = client().submit(request());
    failure(task.resultAsync(Duration.ofMillis(50)), TaskTimeoutException.class);

    Heard.await(heard.waitEnds, 1);
    assertThat(ended.lines())
        .containsExactly(
            "submit in nothing uniall gpt-image-2 accepted",
            "wait in imagetask.task.submit uniall gpt-image-2 timeout, TaskTimeoutException");
  }

  @Test
  void aCancelledWait() throws Exception {
    uniall.finishAfterQueries(1000);
    CompletableFuture<ImageResult> waiting = client().submit(request()).resultAsync();
    Heard.await(heard.waits, 1);
    assertThat(ended.lines())
        .last()
        .isEqualTo("wait in imagetask.task.submit uniall gpt-image-2 none, still open");

    waiting.cancel(true);

    Heard.await(heard.waitEnds, 1);
    assertThat(ended.lines())
        .last()
        .isEqualTo(
            "wait in imagetask.task.submit uniall gpt-image-2 aborted, WaitAbortedException");
  }

  @Test
  void waitsThatTheClientsEndMeets() throws Exception {
    uniall.finishAfterQueries(1000);
    UniAllClient client = client();
    CompletableFuture<ImageResult> waiting = client.submit(request()).resultAsync();

    client.close();

    failure(waiting, WaitAbortedException.class);
    Heard.await(heard.waitEnds, 1);
    assertThat(ended.lines())
        .last()
        .isEqualTo(
            "wait in imagetask.task.submit uniall gpt-image-2 aborted, WaitAbortedException");
  }

  @Test
  void ofTwoWaitsForATaskTheOneThatLeft() throws Exception {
    uniall.finishAfterQueries(12);
    ImageTask task = client().submit(request());
    CompletableFuture<ImageResult> first = task.resultAsync();
    assertThat(uniall.await(FakeCall.QUERY, 8, Duration.ofSeconds(20)))
        .isTrue(); // some 300 ms later
    CompletableFuture<ImageResult> second = task.resultAsync();
    Heard.await(heard.waits, 2);
    second.cancel(true);

    assertThat(first.join().images()).hasSize(1);

    Heard.await(heard.waitEnds, 2);
    assertThat(ended.lines())
        .containsExactly(
            "submit in nothing uniall gpt-image-2 accepted",
            "wait in imagetask.task.submit uniall gpt-image-2 succeeded",
            "wait in imagetask.task.submit uniall gpt-image-2 aborted, WaitAbortedException");
  }

  @Test
  void aTaskThatIsTakenUpByItsKeyHasNoParent() throws Exception {
    ImageTask submitted = client().submit(request());

    byte[] image = client().task(submitted.key()).awaitResult().first().bytes();

    Heard.await(heard.downloadEnds, 1);
    assertThat(image).isNotEmpty();
    assertThat(ended.lines())
        .containsExactly(
            "submit in nothing uniall gpt-image-2 accepted",
            "wait in nothing uniall none succeeded",
            "download in nothing uniall none succeeded");
  }

  @Test
  void whatIsCurrentWhereEventsAreToldIsNobodysParent() throws Exception {
    UniAllClient client = client(Runnable::run); // a wait's events come on the caller's thread
    ImageTask task = client.submit(request());
    Observation other = Observation.start("other", registry);

    ImageResult result = other.scoped(() -> task.awaitResult());
    ImageResult resumed = other.scoped(() -> client.task(task.key()).awaitResult());

    Heard.await(heard.waitEnds, 2);
    assertThat(result.images()).isEqualTo(resumed.images());
    assertThat(ended.lines())
        .containsExactly(
            "submit in nothing uniall gpt-image-2 accepted",
            "wait in imagetask.task.submit uniall gpt-image-2 succeeded",
            "wait in nothing uniall none succeeded");
  }

  @Test
  void aDownloadThatFails() throws Exception {
    ImageResult result = client().submit(request()).awaitResult();
    uniall.always(FakeCall.DOWNLOAD, Fault.htmlPage());

    failure(result.first().bytesAsync(), DownloadException.class);

    Heard.await(heard.downloadEnds, 1);
    assertThat(ended.lines())
        .last()
        .isEqualTo(
            "download in imagetask.task.submit uniall gpt-image-2 failed, DownloadException");
  }

  @Test
  void directCalls() throws Exception {
    UniAllClient client = client();
    DirectResult result = client.direct().generate(request());
    byte[] image = result.first().bytes();
    Heard.await(heard.downloadEnds, 1);
    uniall.next(FakeCall.DIRECT, Fault.textWithoutImage("I can't draw that."));
    failure(client.direct().generateAsync(request()), NoImageException.class);

    Heard.await(heard.submitEnds, 2);
    assertThat(image).isNotEmpty();
    assertThat(ended.lines())
        .containsExactly(
            "submit in nothing uniall none generated",
            "download in imagetask.task.submit uniall none succeeded",
            "submit in nothing uniall none no_image, NoImageException");
  }

  @Test
  void aConventionOfOnesOwn() throws Exception {
    registry.observationConfig().observationConvention(new Shop());

    client().submit(request()).awaitResult();

    Heard.await(heard.waitEnds, 1);
    assertThat(ended.only(ImageTaskObservation.SUBMIT))
        .hasNameEqualTo("shop.submit")
        .hasHighCardinalityKeyValue("order", "order 4711")
        .hasHighCardinalityKeyValue("gen_ai.provider.name", "uniall");
    assertThat(ended.only(ImageTaskObservation.WAIT))
        .hasNameEqualTo("imagetask.task.wait")
        .doesNotHaveHighCardinalityKeyValueWithKey("order");
  }

  /** As a user writes one: another name, and the request's tag. */
  private static final class Shop extends ImageTaskObservationConvention
      implements GlobalObservationConvention<ImageTaskObservationContext> {
    Shop() {
      super(ImageTaskObservation.SUBMIT);
    }

    @Override
    public String getName() {
      return "shop.submit";
    }

    @Override
    public KeyValues getHighCardinalityKeyValues(ImageTaskObservationContext context) {
      return super.getHighCardinalityKeyValues(context).and("order", "" + context.task().tag());
    }
  }

  @Test
  void aRegistryWithoutHandlersCostsNothingAndBreaksNothing() throws Exception {
    try (UniAllClient client =
        UniAllClient.builder()
            .baseUrl(uniall.baseUrl())
            .apiKey(uniall.apiKey())
            .pollPolicy(QUICK)
            .listener(new ImageTaskObservations(ObservationRegistry.NOOP))
            .build()) {
      assertThat(client.generate(request()).images()).hasSize(1);
    }
    assertThat(ended.lines()).isEmpty();
  }
}
