package io.github.imagetask.examples.cli;

import com.squareup.moshi.JsonReader;
import io.github.imagetask.TaskKey;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import okio.Buffer;
import org.jspecify.annotations.Nullable;

/**
 * A line of a {@link Ledger}'s history: that something is about to be submitted, what became of it,
 * or where a batch keeps its own.
 *
 * @param id which submit it is about; null of a task that was submitted elsewhere
 * @param submitted what is about to be submitted, or null
 * @param key of a task that ended, or null
 * @param outcome how it ended, or null
 * @param files the images' files
 * @param error why there are none, or null
 * @param batch another ledger's folder, or null
 */
record HistoryLine(
    Instant at,
    @Nullable String id,
    @Nullable Submitted submitted,
    @Nullable TaskKey key,
    @Nullable Outcome outcome,
    List<String> files,
    @Nullable String error,
    @Nullable String batch) {

  /** How a submit, or its task, ended. */
  enum Outcome {
    SUCCEEDED,
    FAILED,
    /** The gateway refused it, or it was never sent. */
    REFUSED,
    /** The user has said that it needn't be listed as open. */
    CLOSED
  }

  /**
   * What is submitted, and where.
   *
   * @param baseUrl of the command line, or null
   * @param request null if it isn't kept
   */
  record Submitted(
      String gateway,
      String model,
      boolean direct,
      @Nullable String account,
      @Nullable String baseUrl,
      @Nullable RequestArgs request) {}

  static HistoryLine submitting(String id, Submitted submitted) {
    return new HistoryLine(Instant.now(), id, submitted, null, null, List.of(), null, null);
  }

  static HistoryLine ended(
      @Nullable String id,
      @Nullable TaskKey key,
      Outcome outcome,
      List<String> files,
      @Nullable String error) {
    return new HistoryLine(Instant.now(), id, null, key, outcome, files, error, null);
  }

  static HistoryLine batch(Path folder) {
    String path = folder.toAbsolutePath().normalize().toString();
    return new HistoryLine(Instant.now(), null, null, null, null, List.of(), null, path);
  }

  String json() {
    return Report.object(
        json -> {
          json.setSerializeNulls(false); // a name without a value is left out
          json.name("at").value(at.toString());
          json.name("id").value(id);
          if (submitted != null) {
            json.name("gateway").value(submitted.gateway());
            json.name("model").value(submitted.model());
            if (submitted.direct()) json.name("direct").value(true);
            json.name("account").value(submitted.account());
            json.name("baseUrl").value(submitted.baseUrl());
            if (submitted.request() != null) submitted.request().write(json.name("request"));
          }
          json.name("key").value(key == null ? null : key.toString());
          json.name("outcome").value(outcome == null ? null : outcome.name());
          if (!files.isEmpty()) {
            json.name("files").beginArray();
            for (String file : files) json.value(file);
            json.endArray();
          }
          json.name("error").value(error);
          json.name("batch").value(batch);
        });
  }

  /** Reads a line; null of one that was being written when its process was killed. */
  static @Nullable HistoryLine parse(String line) {
    try (JsonReader reader = JsonReader.of(new Buffer().writeUtf8(line))) {
      return reader.readJsonValue() instanceof Map<?, ?> json ? of(json) : null;
    } catch (IOException | RuntimeException e) {
      return null;
    }
  }

  private static HistoryLine of(Map<?, ?> json) {
    String gateway = text(json, "gateway");
    Submitted submitted = null;
    if (gateway != null) {
      submitted =
          new Submitted(
              gateway,
              String.valueOf(text(json, "model")),
              json.containsKey("direct"),
              text(json, "account"),
              text(json, "baseUrl"),
              json.get("request") instanceof Map<?, ?> request ? RequestArgs.read(request) : null);
    }
    List<String> files = new ArrayList<>();
    if (json.get("files") instanceof List<?> all) {
      for (Object file : all) files.add(String.valueOf(file));
    }
    String key = text(json, "key");
    String outcome = text(json, "outcome");
    return new HistoryLine(
        Instant.parse(String.valueOf(text(json, "at"))),
        text(json, "id"),
        submitted,
        key == null ? null : TaskKey.parse(key),
        outcome == null ? null : Outcome.valueOf(outcome),
        files,
        text(json, "error"),
        text(json, "batch"));
  }

  private static @Nullable String text(Map<?, ?> json, String name) {
    Object value = json.get(name);
    return value == null ? null : value.toString();
  }
}
