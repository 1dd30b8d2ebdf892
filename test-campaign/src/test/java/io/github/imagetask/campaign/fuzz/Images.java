package io.github.imagetask.campaign.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.FuzzInsides;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import okhttp3.MediaType;
import okhttp3.Protocol;
import okhttp3.Request;
import okhttp3.Response;
import okhttp3.ResponseBody;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * An image's content under all that HTTP may say of it: whole or an {@link IOException}, the same
 * however it arrives, and never more than the largest.
 */
final class Images {
  private static final long MAX = 1 << 16; // less than a few bytes of gzip can become

  private static final String[] TYPES = {
    null, "image/png", "image/svg+xml", "application/octet-stream", "text/html", "application/json"
  };
  private static final String[] RANGES = {
    null, "bytes 0-9/10", "bytes 0-999999999999999999/*", "bytes */5", "bytes=1-2/3", "%"
  };
  private static final int[] STATUSES = {200, 200, 202, 206};

  private Images() {}

  static void check(byte[] content) {
    int choice = Arrays.hashCode(content) & Integer.MAX_VALUE;
    for (boolean told : new boolean[] {true, false}) {
      String whole = download(content, choice, told, 1 << 13);
      String bytewise = download(content, choice, told, 1);
      assertThat(bytewise).as("byte by byte").isEqualTo(whole);
    }
    try {
      byte[] unused = FuzzInsides.inline(content, MAX);
    } catch (IOException noImage) {
      // As it may.
    }
  }

  private static String download(byte[] content, int choice, boolean told, int step) {
    try {
      byte[] read = FuzzInsides.download(response(content, choice, told), MAX, step);
      return new String(read, StandardCharsets.ISO_8859_1);
    } catch (IOException noImage) {
      return noImage.toString();
    }
  }

  private static Response response(byte[] content, int choice, boolean told) {
    String type = TYPES[choice % TYPES.length];
    String range = (choice >>> 4) % 4 == 0 ? RANGES[(choice >>> 6) % RANGES.length] : null;
    Response.Builder response =
        new Response.Builder()
            .request(new Request.Builder().url("https://cdn.example.com/a.png").build())
            .protocol((choice >>> 10) % 2 == 0 ? Protocol.HTTP_1_1 : Protocol.HTTP_2)
            .code(STATUSES[(choice >>> 12) % STATUSES.length])
            .message("")
            .body(body(content, type, told));
    if (range != null) response.header("Content-Range", range);
    if ((choice >>> 16) % 8 == 0) response.header("Content-Encoding", "gzip");
    return response.build();
  }

  private static ResponseBody body(byte[] content, @Nullable String type, boolean told) {
    return ResponseBody.create(
        new Buffer().write(content),
        type == null ? null : MediaType.get(type),
        told ? content.length : -1);
  }
}
