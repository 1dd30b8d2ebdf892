package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import okhttp3.mockwebserver.MockResponse;
import okhttp3.mockwebserver.SocketPolicy;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is stored, before what; and what a journal that fails or hangs does, and doesn't. */
@Timeout(60)
final class TaskJournalTest extends OverHttp {
  private final List<String> stored = Collections.synchronizedList(new ArrayList<>());
  private final CountDownLatch open = new CountDownLatch(1);
  private Scripted journal;

  @BeforeEach
  void journal() {
    journal = new Scripted();
    client(builder -> builder.journal(journal).listener(new Heard()));
  }

  @Test
  void aSubmitIsStoredBeforeItIsSentAndItsKeyBeforeAnybodyHearsOfIt() throws Exception {
    answer(queued());

    ImageTask task = finish(client.submitAsync("a cube"));

    assertThat(task.key()).isEqualTo(KEY);
    Recorder.await(stored, 3);
    assertThat(stored).containsExactly("begin, 0 sent", "accepted test:t1", "heard test:t1");
  }

  @Test
  void oneThatBringsNoTaskIsEnded() throws Exception {
    answer(status(401), new MockResponse().setSocketPolicy(SocketPolicy.DISCONNECT_AFTER_REQUEST));

    failure(client.submitAsync("a cube"), GatewayException.class);
    Recorder.await(stored, 2);
    failure(client.submitAsync("a cube"), SubmitOutcomeUnknownException.class);
    Recorder.await(stored, 4);

    assertThat(stored)
        .containsExactly(
            "begin, 0 sent",
            "ended GatewayException",
            "begin, 1 sent",
            "ended SubmitOutcomeUnknownException");
  }

  /**
   * The submit has timed out while its answer was being read: the key is somebody's all the same.
   */
  @Test
  void aKeyThatComesTooLateIsStoredAndHeard() throws Exception {
    Gate gate = new Gate();
    TestClient.Builder options =
        TestClient.builder(server.url("/")).timer(timer).journal(journal).listener(new Heard());
    try (ImageClient<String> slow = WatchedGateway.readBehind(gate, server.url("/"), options)) {
      answer(queued());
      CompletableFuture<ImageTask> submit = slow.submitAsync("a cube");
      gate.awaitArrival();

      timer.advance(Duration.ofMinutes(5));
      assertThat(thrown(submit, SubmitOutcomeUnknownException.class)).isNotNull();
      gate.open();

      Recorder.await(stored, 4);
      assertThat(stored)
          .containsExactly(
              "begin, 0 sent",
              "ended SubmitOutcomeUnknownException",
              "accepted test:t1",
              "heard test:t1");
    }
  }

  @Test
  void nothingIsSentThatCannotBeStored() throws Exception {
    journal.beginFails = true;

    ConnectionException unsent = failure(client.submitAsync("a cube"), ConnectionException.class);

    assertThat(unsent).hasMessageContaining("nothing is billed").hasMessageContaining("disk full");
    assertThat(server.getRequestCount()).isZero();
    assertThat(stored).isEmpty();
  }

  @Test
  void nothingIsSentOnceAJournalThatHungGoesOn() throws Exception {
    journal.beginHangs = true;
    CompletableFuture<ImageTask> submit = client.submitAsync("a cube");

    timer.step(Duration.ofMinutes(6)); // the submit's timeout
    ConnectionException late = thrown(submit, ConnectionException.class);
    open.countDown();
    Recorder.await(stored, 2);

    assertThat(late).hasMessageContaining("nothing is billed");
    assertThat(stored).containsExactly("begin, 0 sent", "ended ConnectionException");
    assertThat(server.getRequestCount()).isZero();
  }

  @Test
  void aPaidTaskDoesNotWaitForAJournalThatHangs() throws Exception {
    journal.acceptedHangs = true;
    answer(queued());
    CompletableFuture<ImageTask> submit = client.submitAsync("a cube");
    request();
    Recorder.await(stored, 2);

    assertThat(timer.step(Duration.ofSeconds(10))).isNotNull();

    assertThat(get(submit).key()).isEqualTo(KEY);
    open.countDown();
  }

  @Test
  void aPaidTaskIsBroughtWhenTheClientCloses() throws Exception {
    journal.acceptedHangs = true;
    answer(queued());
    CompletableFuture<ImageTask> submit = client.submitAsync("a cube");
    Recorder.await(stored, 2);

    Thread closing = new Thread(client::close);
    closing.start();
    closing.interrupt(); // it needn't wait for the journal
    closing.join();

    assertThat(get(submit).key()).isEqualTo(KEY);
    open.countDown();
  }

  @Test
  void aKeyThatCannotBeStoredIsBroughtAllTheSame() throws Exception {
    journal.acceptedFails = true;
    answer(queued());

    assertThat(finish(client.submitAsync("a cube")).key()).isEqualTo(KEY);
  }

  /** Does as the test says. */
  private final class Scripted implements TaskJournal {
    volatile boolean beginFails;
    volatile boolean beginHangs;
    volatile boolean acceptedFails;
    volatile boolean acceptedHangs;

    private void store(String what, boolean hangs, boolean fails) throws IOException {
      if (fails) throw new IOException("disk full");
      synchronized (stored) {
        stored.add(what);
        stored.notifyAll();
      }
      if (!hangs) return;
      try {
        open.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
    }

    @Override
    public Entry begin(TaskContext context) throws IOException {
      assertThat(context.gateway()).isEqualTo("test");
      store("begin, " + server.getRequestCount() + " sent", beginHangs, beginFails);
      return new Entry() {
        @Override
        public void accepted(TaskKey key) throws IOException {
          store("accepted " + key, acceptedHangs, acceptedFails);
        }

        @Override
        public void ended(@Nullable ImageTaskException failure) throws IOException {
          store(
              "ended " + (failure == null ? "" : failure.getClass().getSimpleName()), false, false);
        }
      };
    }
  }

  private final class Heard implements TaskListener {
    @Override
    public void submitted(TaskContext context, ImageTask task) {
      synchronized (stored) {
        stored.add("heard " + task.key());
        stored.notifyAll();
      }
    }
  }
}
