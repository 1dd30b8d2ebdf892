package io.github.imagetask;

import static io.github.imagetask.Submits.failure;
import static io.github.imagetask.Submits.value;
import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** HTTP/1 connections that were idle for so long that a middlebox may have dropped them. */
final class IdleConnectionTest {
  private static final TaskKey KEY = TaskKey.of("test", "t1");

  private final FakeTimer timer = new FakeTimer();
  private RawServer server;

  @BeforeEach
  void start() throws Exception {
    server = new RawServer();
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void submitLeavesAnOldOneAlone(boolean withAClientOfTheUsers) throws Exception {
    TestClient.Builder builder = TestClient.builder(server.url()).timer(timer);
    if (withAClientOfTheUsers) builder.okHttpClient(new OkHttpClient());
    server.then(RawServer::done).then(RawServer::done);
    try (TestClient client = builder.build()) {
      value(timer, client.submitAsync("a cube"));
      long before = idle(56);

      ImageTask task = value(timer, client.submitAsync("a cube"));

      assertThat(task.key()).hasToString("test:t1");
      assertThat(timer.now()).isEqualTo(before); // at once, without a pause
      assertThat(server.posts()).isEqualTo(2);
      assertThat(server.peers()).hasSize(2);
    }
  }

  @Test
  void submitLeavesADeadOneThatOnlyTheUsersOwnCallsHaveUsed() throws Exception {
    CountDownLatch ended = new CountDownLatch(1);
    server
        .then(
            peer -> {
              peer.answer("200 OK", "{}");
              peer.fin();
              ended.countDown();
            })
        .then(RawServer::done);
    OkHttpClient users = new OkHttpClient();
    Request own = new Request.Builder().url(server.url()).build();
    try (Response response = users.newCall(own).execute()) {
      assertThat(response.body().string()).isEqualTo("{}");
    }
    assertThat(ended.await(10, TimeUnit.SECONDS)).isTrue();
    TestClient.Builder builder = TestClient.builder(server.url()).timer(timer);
    try (TestClient client = builder.okHttpClient(users).build()) {
      long before = timer.now();

      ImageTask task = value(timer, client.submitAsync("a cube"));

      assertThat(task.key()).hasToString("test:t1");
      assertThat(timer.now()).isEqualTo(before); // at once, without a pause
      assertThat(server.posts()).isEqualTo(1);
    }
  }

  @Test
  void submitUsesAYoungerOne() throws Exception {
    server.then(RawServer::done).then(RawServer::done);
    try (TestClient client = TestClient.builder(server.url()).timer(timer).build()) {
      value(timer, client.submitAsync("a cube"));
      idle(54);

      value(timer, client.submitAsync("a cube"));
    }
    assertThat(server.peers()).hasSize(1);
  }

  @Test
  void queryLeavesAnOldOneAlone() throws Exception {
    RawServer.Step answer = peer -> peer.answer("200 OK", RawServer.DONE);
    server.then(RawServer::done).then(answer);
    try (TestClient client = TestClient.builder(server.url()).timer(timer).build()) {
      value(timer, client.submitAsync("a cube"));
      idle(56);

      TaskSnapshot snapshot = client.task(KEY).refreshAsync().get(10, TimeUnit.SECONDS);

      assertThat(snapshot.status()).isEqualTo(TaskStatus.SUCCEEDED);
    }
    assertThat(server.peers()).hasSize(2);
  }

  @Test
  void submitThatTimesOutTakesItsConnectionAlong() throws Exception {
    CountDownLatch arrived = new CountDownLatch(1);
    server.then(RawServer::done).then(peer -> arrived.countDown()).then(RawServer::done);
    try (TestClient client = TestClient.builder(server.url()).timer(timer).build()) {
      value(timer, client.submitAsync("a cube"));
      CompletableFuture<ImageTask> lost = client.submitAsync("a cube");
      assertThat(arrived.await(10, TimeUnit.SECONDS)).isTrue();
      timer.advance(Duration.ofMinutes(5));
      failure(lost, SubmitOutcomeUnknownException.class);

      value(timer, client.submitAsync("a cube"));
    }
    assertThat(server.posts()).isEqualTo(3);
    assertThat(server.peers()).hasSize(2);
  }

  private long idle(int seconds) {
    timer.advance(Duration.ofSeconds(seconds));
    return timer.now();
  }
}
