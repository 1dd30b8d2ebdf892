package io.github.imagetask;

import com.squareup.moshi.JsonDataException;
import com.squareup.moshi.JsonReader;
import io.github.imagetask.spi.StatusWords;
import java.io.IOException;
import java.util.regex.Pattern;
import okio.Buffer;
import okio.ByteString;

/** Tells by a JSON answer's own words that what was asked for is still being made. */
final class Unfinished {
  private static final ByteString BOM = ByteString.of((byte) 0xef, (byte) 0xbb, (byte) 0xbf);
  private static final Pattern BETWEEN_WORDS = Pattern.compile("[^A-Za-z_]+");

  private boolean running;
  private boolean failed;

  private Unfinished() {}

  /** Whether JSON, of which the end may be missing, says so and doesn't say that it failed. */
  static boolean isSaidIn(Buffer json) {
    Unfinished said = new Unfinished();
    try {
      if (json.rangeEquals(0, BOM)) json.skip(BOM.size());
      said.read(JsonReader.of(json));
    } catch (IOException | JsonDataException e) {
      // It breaks off, or is no JSON: what was said before stands.
    }
    return said.running && !said.failed;
  }

  private void read(JsonReader reader) throws IOException {
    while (true) {
      switch (reader.peek()) {
        case BEGIN_OBJECT:
          reader.beginObject();
          break;
        case END_OBJECT:
          reader.endObject();
          break;
        case BEGIN_ARRAY:
          reader.beginArray();
          break;
        case END_ARRAY:
          reader.endArray();
          break;
        case NAME:
          reader.skipName(); // "error" is the name of a null as well
          break;
        case STRING:
          hear(reader.nextString());
          break;
        case END_DOCUMENT:
          return;
        default:
          reader.skipValue();
      }
    }
  }

  /** A word alone is a status; among others it is one if the sentence doesn't speak of failure. */
  private void hear(String text) {
    TaskStatus status = StatusWords.status(text);
    failed |= status == TaskStatus.FAILED;
    running |= isRunning(status);
    if (status != TaskStatus.UNKNOWN) return;
    boolean runs = false;
    boolean fails = false;
    for (String word : BETWEEN_WORDS.split(text, -1)) {
      runs |= isRunning(StatusWords.status(word));
      fails |= StatusWords.status(word) == TaskStatus.FAILED;
    }
    running |= runs && !fails;
  }

  private static boolean isRunning(TaskStatus status) {
    return status == TaskStatus.QUEUED || status == TaskStatus.RUNNING;
  }
}
