package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Dispatcher;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How many queries go at once on an OkHttpClient of the user's. */
@Timeout(60)
final class FewConnectionsTest {
  private final FakeTimer timer = new FakeTimer();
  private final Dispatcher dispatcher = new Dispatcher();
  private final CountDownLatch over = new CountDownLatch(1);
  private final OkHttpClient client =
      new OkHttpClient.Builder().dispatcher(dispatcher).addInterceptor(this::hold).build();
  private FewConnections few;

  @AfterEach
  void stop() {
    over.countDown();
    dispatcher.executorService().shutdownNow();
  }

  @Test
  void asManyAsASmallPoolKeepsGoAtOnce() {
    few = of(64);

    start(20);

    assertThat(dispatcher.runningCallsCount()).isEqualTo(5);
  }

  @Test
  void moreGoWhereNoneHasLeftTheQueueForLong() {
    few = of(64);
    start(20);

    timer.advance(Duration.ofMillis(100));
    assertThat(dispatcher.runningCallsCount()).isEqualTo(6);
    timer.advance(Duration.ofSeconds(1));

    assertThat(dispatcher.runningCallsCount()).isEqualTo(20);
  }

  @Test
  void noMoreGoWhereTheQueueMoves() {
    few = of(64);
    start(20);
    few.started(FewConnections.PATIENCE);

    timer.advance(Duration.ofMillis(100));

    assertThat(dispatcher.runningCallsCount()).isEqualTo(5);
  }

  @Test
  void neverMoreThanTheUserAllows() {
    few = of(3);
    start(20);

    timer.advance(Duration.ofSeconds(10));

    assertThat(dispatcher.runningCallsCount()).isEqualTo(3);
  }

  @Test
  void allGoWhereTheyShareOneConnection() {
    few = of(64);
    start(20);

    few.lift();

    assertThat(dispatcher.runningCallsCount()).isEqualTo(20);
  }

  @Test
  void thereIsNoBoundWithoutAThreadThatLooks() {
    timer.broken(true);
    few = of(64);

    start(20);

    assertThat(dispatcher.runningCallsCount()).isEqualTo(20);
  }

  private FewConnections of(int max) {
    dispatcher.setMaxRequests(max);
    dispatcher.setMaxRequestsPerHost(64);
    return new FewConnections(dispatcher, timer);
  }

  private void start(int calls) {
    Request request = new Request.Builder().url("http://gateway.test/").build();
    for (int i = 0; i < calls; i++) {
      client.newCall(request).enqueue(new Ignored());
      few.queued();
    }
  }

  private Response hold(okhttp3.Interceptor.Chain chain) throws IOException {
    try {
      if (!over.await(30, TimeUnit.SECONDS)) throw new IOException("nobody has let it go");
    } catch (InterruptedException e) {
      throw new IOException("interrupted", e);
    }
    throw new IOException("over");
  }

  private static final class Ignored implements Callback {
    @Override
    public void onFailure(Call call, IOException e) {}

    @Override
    public void onResponse(Call call, Response response) {
      response.close();
    }
  }
}
