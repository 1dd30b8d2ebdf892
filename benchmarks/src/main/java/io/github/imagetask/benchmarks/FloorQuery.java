package io.github.imagetask.benchmarks;

import java.io.IOException;
import java.util.concurrent.CompletableFuture;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.Response;

/** A query of the floor's as a future, which is what the peers take. */
final class FloorQuery extends CompletableFuture<FloorHttp.Answer> implements Callback {
  private FloorQuery() {}

  static CompletableFuture<FloorHttp.Answer> ask(FloorHttp http, String id) {
    FloorQuery query = new FloorQuery();
    http.query(id).enqueue(query);
    return query;
  }

  @Override
  public void onResponse(Call call, Response response) {
    try {
      complete(FloorHttp.read(response));
    } catch (IOException e) {
      completeExceptionally(e);
    }
  }

  @Override
  public void onFailure(Call call, IOException e) {
    completeExceptionally(e);
  }
}
