package io.github.imagetask.zexi;

import com.squareup.moshi.JsonReader;
import io.github.imagetask.spi.Json;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What one object of an answer says, whichever it is: a flat task, an envelope, the task in it,
 * that task's images, an error. {@link ZexiWireReader} makes sense of it; in the other gateways
 * this is nested there, here it has more to know and a file of its own.
 */
final class ZexiWirePart {
  private static final int DEEPEST = 2; // $.data.data, whose "data" is the list of images

  @Nullable String id;
  @Nullable String plainId;
  @Nullable String word;
  @Nullable Integer progress;
  @Nullable String resultUrl;
  List<String> urls = new ArrayList<>();
  Json.@Nullable ErrorText error;
  boolean isErrorObject;
  @Nullable String failReason;
  @Nullable String success;
  @Nullable String pending;
  @Nullable String codeWord; // a string; a number as code is nothing that the document knows
  @Nullable String message;
  @Nullable ZexiWirePart data;

  static ZexiWirePart read(JsonReader reader, int depth) throws IOException {
    ZexiWirePart part = new ZexiWirePart();
    reader.beginObject();
    while (reader.hasNext()) {
      switch (reader.nextName()) {
        case "task_id":
          part.id = Json.textOrSkip(reader);
          break;
        case "id":
          part.plainId = Json.textOrSkip(reader);
          break;
        case "status":
          part.word = Json.textOrSkip(reader);
          break;
        case "progress":
          part.progress = Json.progress(reader);
          break;
        case "result_url":
          part.resultUrl = Json.textOrSkip(reader);
          break;
        case "error":
          part.isErrorObject = reader.peek() == JsonReader.Token.BEGIN_OBJECT;
          part.error = Json.error(reader);
          break;
        case "fail_reason":
          part.failReason = Json.anyText(reader);
          break;
        case "success":
          part.success = Json.textOrSkip(reader);
          break;
        case "pending":
          part.pending = Json.textOrSkip(reader);
          break;
        case "code":
          boolean isWord = reader.peek() == JsonReader.Token.STRING;
          String text = Json.textOrSkip(reader);
          part.codeWord = isWord ? text : null;
          break;
        case "message":
          part.message = Json.textOrSkip(reader);
          break;
        case "data":
          part.readData(reader, depth);
          break;
        default:
          reader.skipValue();
      }
    }
    reader.endObject();
    if (part.id == null) part.id = part.plainId;
    return part;
  }

  private void readData(JsonReader reader, int depth) throws IOException {
    JsonReader.Token token = reader.peek();
    if (token == JsonReader.Token.BEGIN_ARRAY) {
      readImages(reader);
    } else if (token == JsonReader.Token.BEGIN_OBJECT && depth < DEEPEST) {
      data = read(reader, depth + 1);
    } else {
      reader.skipValue();
    }
  }

  private void readImages(JsonReader reader) throws IOException {
    reader.beginArray();
    while (reader.hasNext()) {
      if (reader.peek() != JsonReader.Token.BEGIN_OBJECT) {
        reader.skipValue();
        continue;
      }
      reader.beginObject();
      while (reader.hasNext()) {
        String url = null;
        if (reader.nextName().equals("url")) {
          url = Json.textOrSkip(reader);
        } else {
          reader.skipValue();
        }
        if (url != null) urls.add(url);
      }
      reader.endObject();
    }
    reader.endArray();
  }
}
