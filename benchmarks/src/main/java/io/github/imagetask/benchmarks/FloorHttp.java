package io.github.imagetask.benchmarks;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.util.Objects;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.ConnectionPool;
import okhttp3.Dispatcher;
import okhttp3.HttpUrl;
import okhttp3.MediaType;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * UniAll's two calls as a careful user would write them by hand for one program: OkHttp, Moshi's
 * reader by names prepared once, and no care for anything that may go wrong but an error's status.
 */
final class FloorHttp {
  static final String KEY = "test-key-benchmark";
  static final String PROMPT = "A small blue glass sphere on a clean white desk";

  /** As many calls at once as ours has, unless told otherwise. */
  private static final int CALLS = 64;

  private static final MediaType JSON = MediaType.get("application/json");
  private static final JsonReader.Options NAMES =
      JsonReader.Options.of("task_id", "status", "result_url", "data");

  private final OkHttpClient client;
  private final HttpUrl tasks;

  FloorHttp(Setup setup) {
    ThreadPoolExecutor threads =
        new ThreadPoolExecutor(
            0,
            Integer.MAX_VALUE,
            10,
            TimeUnit.SECONDS,
            new SynchronousQueue<>(),
            task -> {
              Thread thread = new Thread(task, "floor");
              thread.setDaemon(true);
              return thread;
            });
    Dispatcher dispatcher = new Dispatcher(threads);
    dispatcher.setMaxRequests(CALLS);
    dispatcher.setMaxRequestsPerHost(CALLS);
    OkHttpClient.Builder builder = new OkHttpClient.Builder().dispatcher(dispatcher);
    if (!setup.defaultPool()) {
      builder.connectionPool(new ConnectionPool(CALLS, 5, TimeUnit.MINUTES));
    }
    this.client = builder.build();
    this.tasks = HttpUrl.get(setup.url()).newBuilder().addPathSegments("v1/images/tasks").build();
  }

  /** The one thread on which the floor, and what waits on its query, schedules. */
  static ScheduledThreadPoolExecutor timer() {
    ScheduledThreadPoolExecutor timer =
        new ScheduledThreadPoolExecutor(
            1,
            task -> {
              Thread thread = new Thread(task, "timer");
              thread.setDaemon(true);
              return thread;
            });
    timer.setRemoveOnCancelPolicy(true);
    return timer;
  }

  /** What an answer says. */
  record Answer(String id, String status, @Nullable String url) {
    boolean isDone() {
      return status.equals("succeeded");
    }
  }

  Call submit() throws IOException {
    Buffer body = new Buffer();
    JsonWriter writer = JsonWriter.of(body);
    writer.beginObject();
    writer.name("model").value("gpt-image-2");
    writer.name("prompt").value(PROMPT);
    writer.name("size").value("1024x768");
    writer.name("response_format").value("url");
    writer.endObject();
    RequestBody bytes = RequestBody.create(body.readByteString(), JSON);
    return client.newCall(
        new Request.Builder()
            .url(tasks)
            .header("Authorization", "Bearer " + KEY)
            .post(bytes)
            .build());
  }

  Call query(String id) {
    HttpUrl url = tasks.newBuilder().addPathSegment(id).build();
    return client.newCall(
        new Request.Builder().url(url).header("Authorization", "Bearer " + KEY).build());
  }

  /** A call that is answered with an image in base64. */
  Call direct() {
    RequestBody body = RequestBody.create("{\"prompt\":\"" + PROMPT + "\"}", JSON);
    HttpUrl url = tasks.resolve("/v1/images/generations");
    return client.newCall(
        new Request.Builder().url(Objects.requireNonNull(url)).post(body).build());
  }

  Call image(long bytes) {
    HttpUrl url = Objects.requireNonNull(tasks.resolve("/" + bytes + ".png"));
    return client.newCall(new Request.Builder().url(url).build());
  }

  static Answer read(Response response) throws IOException {
    try (response) {
      if (!response.isSuccessful()) throw new IOException("HTTP " + response.code());
      return task(JsonReader.of(response.body().source()));
    }
  }

  /** A submit's task is bare, a query's in an envelope. */
  private static Answer task(JsonReader reader) throws IOException {
    Answer enveloped = null;
    String id = null;
    String status = null;
    String url = null;
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.selectName(NAMES)) {
        case 0 -> id = reader.nextString();
        case 1 -> status = reader.nextString();
        case 2 -> url = reader.nextString();
        case 3 -> enveloped = task(reader);
        default -> {
          reader.skipName();
          reader.skipValue();
        }
      }
    }
    reader.endObject();
    if (enveloped != null) return enveloped;
    if (id == null || status == null) throw new IOException("no task");
    return new Answer(id, status, url);
  }
}
