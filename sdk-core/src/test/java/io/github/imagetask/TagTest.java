package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.spi.TestRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A request's tag comes back with its task and in every event, and goes nowhere else. */
@Timeout(60)
final class TagTest extends OverHttp {
  private final Object order = new Order();
  private final List<String> heard = Collections.synchronizedList(new ArrayList<>());
  private final List<TaskContext> contexts = Collections.synchronizedList(new ArrayList<>());
  private final ExecutorService single = Executors.newSingleThreadExecutor();
  private RequestClient requests;

  @BeforeEach
  void start() {
    timer = new FakeTimer();
    timer.random(0);
    HttpUrl base = server.url("");
    requests =
        new RequestClient(
            base,
            TestClient.builder(base)
                .timer(timer)
                .pollPolicy(EVEN)
                .callbackExecutor(single)
                .listener(new Contexts("")));
  }

  @AfterEach
  void stop() {
    requests.close();
    single.shutdownNow();
  }

  @Test
  void theTagComesBackInEveryEventAndInTheTask() throws Exception {
    answer(status(429), queued(), running(10), status(500), done());

    ImageTask task = submit(tagged());
    finish(task.resultAsync(new Contexts("own ")));

    Recorder.await(heard, 8);
    assertThat(task.tag()).isSameAs(order);
    assertThat(heard)
        .containsExactly(
            "retrying null",
            "submitted test:t1",
            "updated test:t1",
            "own updated test:t1",
            "retrying test:t1",
            "own retrying test:t1",
            "finished test:t1",
            "own finished test:t1");
    assertThat(contexts)
        .allSatisfy(
            context -> {
              assertThat(context.tag()).isSameAs(order);
              assertThat(context.gateway()).isEqualTo("test");
              assertThat(context.traceId()).isEqualTo("trace-6");
            });
  }

  @Test
  void aSubmitThatBringsTheResultHasItInBothEvents() throws Exception {
    answer(done());

    finish(requests.generateAsync(tagged()));

    Recorder.await(heard, 2);
    assertThat(heard).containsExactly("submitted test:t1", "finished test:t1");
    assertThat(contexts).extracting(TaskContext::tag).allMatch(tag -> tag == order);
  }

  @Test
  void aWaitAfterTheEndHasItForItsOwnListener() throws Exception {
    answer(done());
    ImageTask task = submit(tagged());

    finish(task.resultAsync(new Contexts("own ")));

    Recorder.await(heard, 3);
    assertThat(heard).contains("own finished test:t1");
    assertThat(contexts).extracting(TaskContext::tag).allMatch(tag -> tag == order);
  }

  @Test
  void aKeyThatOnlyTheListenerHearsComesWithItsOrder() throws Exception {
    Gate gate = new Gate();
    answerBehind(gate, OverHttp::queued);

    CompletableFuture<ImageTask> submitted = requests.submitAsync(tagged());
    gate.awaitArrival();
    assertThat(submitted.cancel(true)).isTrue();
    gate.open();

    Recorder.await(heard, 1);
    assertThat(heard).containsExactly("submitted test:t1");
    assertThat(contexts.get(0).tag()).isSameAs(order);
  }

  @Test
  void twoSubmitsOfOneRequestMayHaveTagsOfTheirOwn() throws Exception {
    TestRequest request = RequestClient.request().build();
    answer(queued(), json("{\"id\":\"t2\",\"status\":\"queued\"}"));

    ImageTask first = submit(request.newBuilder().tag("a").build());
    ImageTask second = submit(request.newBuilder().tag("b").build());

    assertThat(first.tag()).isEqualTo("a");
    assertThat(second.tag()).isEqualTo("b");
    Recorder.await(heard, 2);
    assertThat(contexts).extracting(TaskContext::tag).containsExactly("a", "b");
  }

  @Test
  void aTaskWithoutATagHasNone() throws Exception {
    answer(queued());

    ImageTask task = submit(RequestClient.request().build());

    assertThat(task.tag()).isNull();
    Recorder.await(heard, 1);
    assertThat(contexts.get(0).tag()).isNull();
  }

  @Test
  void aTaskThatIsTakenUpAgainHasTheTagThatItIsGivenThere() throws Exception {
    answer(done());

    assertThat(requests.task(KEY).tag()).isNull();
    assertThat(requests.task(KEY, null).tag()).isNull();
    ImageTask task = requests.task(KEY, order);
    assertThat(task.tag()).isSameAs(order);
    finish(task.resultAsync());

    Recorder.await(heard, 1);
    assertThat(heard).containsExactly("finished test:t1");
    assertThat(contexts.get(0).tag()).isSameAs(order);
    assertThat(contexts.get(0).traceId()).isNull();
  }

  @Test
  void whatIsPrintedHasNoTag() throws Exception {
    answer(status(429), queued());
    TestRequest request = tagged();

    ImageTask task = submit(request);

    Recorder.await(heard, 2);
    assertThat(request).hasToString("TestRequest{m1, 0 images}");
    assertThat(task).hasToString("ImageTask{test:t1 QUEUED}");
    assertThat(contexts.get(0)).hasToString("TaskContext{test}");
    assertThat(contexts.get(1)).hasToString("TaskContext{test:t1}");
  }

  private TestRequest tagged() {
    return RequestClient.request().tag(order).build();
  }

  private ImageTask submit(TestRequest request) throws Exception {
    return get(timer.runUntilDone(requests.submitAsync(request), Submits.PAUSES));
  }

  /** Writes down which task an event is about. */
  private final class Contexts implements TaskListener {
    private final String who;

    Contexts(String who) {
      this.who = who;
    }

    @Override
    public void submitted(TaskContext context, ImageTask task) {
      assertThat(task.key()).isEqualTo(context.key());
      assertThat(task.tag()).isSameAs(context.tag());
      add("submitted ", context);
    }

    @Override
    public void updated(TaskContext context, TaskSnapshot task) {
      add("updated ", context);
    }

    @Override
    public void retrying(TaskContext context, ImageTaskException cause, Duration delay) {
      assertThat(cause.key()).isEqualTo(context.key());
      add("retrying ", context);
    }

    @Override
    public void finished(TaskContext context, TaskSnapshot task) {
      add("finished ", context);
    }

    private void add(String event, TaskContext context) {
      contexts.add(context);
      synchronized (heard) {
        heard.add(who + event + context.key());
        heard.notifyAll();
      }
    }
  }

  /** Private data: whoever prints or compares it is told off. */
  private static final class Order {
    @Override
    public boolean equals(Object other) {
      throw new AssertionError("compared");
    }

    @Override
    public int hashCode() {
      throw new AssertionError("hashed");
    }

    @Override
    public String toString() {
      throw new AssertionError("printed");
    }
  }
}
