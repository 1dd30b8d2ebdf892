package io.github.imagetask;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(60)
final class CloseTest extends OverHttp {
  @Test
  void closeEndsOpenWaitsWithTheirKeys() {
    answer(running());
    ImageTask task = client.task(KEY);
    CompletableFuture<ImageResult> first = task.resultAsync();
    CompletableFuture<ImageResult> second = client.task(TaskKey.of("test", "t2")).resultAsync(EVEN);
    timer.awaitScheduled(NEAR);

    client.close();
    client.close();

    WaitAbortedException aborted = thrown(first, WaitAbortedException.class);
    assertThat(aborted)
        .hasMessage(
            "test:t1: the client was closed; the task goes on at the gateway, and its key takes it up"
                + " again");
    assertThat(thrown(second, WaitAbortedException.class).key()).hasToString("test:t2");
    assertThatThrownBy(task::resultAsync)
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the test client is closed; test:t1 goes on at the gateway");
    assertThatThrownBy(() -> client.submit("a cube"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the test client is closed");
    assertThat(task.snapshot().key()).isEqualTo(KEY);
  }

  @Test
  void closeLeavesTheUsersOkHttpClientAlone() throws Exception {
    OkHttpClient users = new OkHttpClient();
    client(it -> it.okHttpClient(users));
    answer(json("{\"users\":1}").setHeadersDelay(300, TimeUnit.MILLISECONDS));
    CompletableFuture<String> own = new CompletableFuture<>();
    Request request = new Request.Builder().url(server.url("/own")).build();
    users.newCall(request).enqueue(completing(own));
    request();

    client.close();

    assertThat(get(own)).isEqualTo("{\"users\":1}");
    assertThat(users.dispatcher().executorService().isShutdown()).isFalse();
    assertThat(users.connectionPool().connectionCount()).isEqualTo(1);
  }

  private static Callback completing(CompletableFuture<String> future) {
    return new Callback() {
      @Override
      public void onResponse(Call call, Response response) throws IOException {
        try (response) {
          future.complete(response.body().string());
        }
      }

      @Override
      public void onFailure(Call call, IOException e) {
        future.completeExceptionally(e);
      }
    };
  }
}
