package com.example.shrunk;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.nio.file.Paths;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.MediaType;
import okhttp3.MultipartBody;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.RequestBody;
import okhttp3.Response;
import okio.Buffer;
import okio.BufferedSink;
import okio.Okio;

/**
 * What an app with OkHttp and Moshi has anyway: JSON, forms, calls with and without a thread that
 * waits, a download. Measured, never run.
 */
public final class Floor {
  private Floor() {}

  /** Sends JSON, then a form with a file, then fetches what the answer names. */
  public static void main(String[] args) throws IOException {
    OkHttpClient client = new OkHttpClient();
    Buffer json = new Buffer();
    try (JsonWriter writer = JsonWriter.of(json)) {
      writer.beginObject().name("text").value(args[1]).endObject();
    }
    RequestBody body =
        RequestBody.create(json.readByteArray(), MediaType.get("application/json; charset=utf-8"));
    Request post = new Request.Builder().url(args[0]).post(body).build();
    try (Response answer = client.newCall(post).execute()) {
      client.newCall(form(args[0], new File(args[2]))).enqueue(new Saving(Paths.get(args[3])));
      System.out.println(address(answer));
    }
  }

  private static Request form(String url, File file) {
    RequestBody form =
        new MultipartBody.Builder()
            .setType(MultipartBody.FORM)
            .addFormDataPart(
                "image", file.getName(), RequestBody.create(file, MediaType.get("image/png")))
            .build();
    return new Request.Builder().url(url).header("Accept", "image/*").post(form).build();
  }

  private static String address(Response answer) throws IOException {
    String address = "";
    JsonReader reader = JsonReader.of(answer.body().source());
    reader.beginObject();
    while (reader.hasNext()) {
      if (reader.nextName().equals("url")) {
        address = reader.nextString();
      } else {
        reader.skipValue();
      }
    }
    reader.endObject();
    return address;
  }

  private static final class Saving implements Callback {
    private final Path file;

    Saving(Path file) {
      this.file = file;
    }

    @Override
    public void onFailure(Call call, IOException e) {
      System.out.println("failed: " + e);
    }

    @Override
    public void onResponse(Call call, Response response) throws IOException {
      try (Response answer = response;
          BufferedSink sink = Okio.buffer(Okio.sink(file.toFile()))) {
        sink.writeAll(answer.body().source());
      }
    }
  }
}
