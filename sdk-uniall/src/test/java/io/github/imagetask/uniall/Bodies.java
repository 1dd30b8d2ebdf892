package io.github.imagetask.uniall;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import okhttp3.MultipartReader;
import okhttp3.RequestBody;
import okio.Buffer;

/** What a call sends. */
final class Bodies {
  private Bodies() {}

  static String json(Submission call) throws IOException {
    RequestBody body = call.request().body();
    assertThat(body.contentType()).hasToString("application/json");
    Buffer out = new Buffer();
    body.writeTo(out);
    assertThat(body.contentLength()).isEqualTo(out.size());
    return out.readUtf8();
  }

  /** The form's parts: {@code name=text}, or name, file name, media type and hex of a file. */
  static List<String> parts(Submission call) throws IOException {
    RequestBody body = call.request().body();
    assertThat(body.contentType().toString()).startsWith("multipart/form-data; boundary=");
    Buffer out = new Buffer();
    body.writeTo(out);
    List<String> parts = new ArrayList<>();
    try (MultipartReader reader =
        new MultipartReader(out, body.contentType().parameter("boundary"))) {
      for (var part = reader.nextPart(); part != null; part = reader.nextPart()) {
        String name =
            part.headers()
                .get("Content-Disposition")
                .replaceFirst("^form-data; name=\"([^\"]+)\"", "$1");
        String type = part.headers().get("Content-Type");
        parts.add(
            type == null
                ? name + "=" + part.body().readUtf8()
                : name + " " + type + " " + part.body().readByteString().hex());
      }
    }
    return parts;
  }
}
