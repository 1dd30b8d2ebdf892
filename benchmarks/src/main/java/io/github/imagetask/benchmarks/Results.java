package io.github.imagetask.benchmarks;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import okio.Buffer;

/**
 * What a run has found.
 *
 * @param mode quick or full
 */
record Results(String mode, Machine machine, List<Figure> figures, List<Growth.Point> growth) {

  /** Writes them where a program finds them. */
  void write(Path file) throws IOException {
    Buffer buffer = new Buffer();
    JsonWriter json = JsonWriter.of(buffer);
    json.setIndent("  ");
    json.beginObject();
    json.name("mode").value(mode);
    json.name("date").value(machine.date());
    json.name("processors").value(machine.processors());
    json.name("memory").value(machine.memory());
    json.name("system").value(machine.system());
    json.name("jdks").beginArray();
    for (String jdk : machine.jdks()) json.value(jdk);
    json.endArray();
    json.name("figures").beginArray();
    for (Figure figure : figures) {
      write(json, figure);
    }
    json.endArray();
    json.name("growth").beginArray();
    for (Growth.Point point : growth) {
      json.beginObject();
      json.name("jdk").value(point.jdk());
      json.name("client").value(point.client());
      json.name("waits").value(point.waits());
      json.name("cpu").value(point.cpu());
      json.endObject();
    }
    json.endArray();
    json.endObject();
    Files.createDirectories(file.getParent());
    Files.write(file, buffer.writeUtf8("\n").readByteArray());
  }

  private static void write(JsonWriter json, Figure figure) throws IOException {
    json.beginObject();
    json.name("jdk").value(figure.jdk());
    json.name("name").value(figure.name());
    json.name("unit").value(figure.unit());
    json.name("ours").value(figure.ours());
    if (!figure.than().isEmpty()) {
      json.name("than").value(figure.than());
      json.name("theirs").value(figure.theirs());
      json.name("ratio").value(figure.ratio());
    }
    if (!figure.spread().isEmpty()) json.name("spread").value(figure.spread());
    if (figure.isBound()) {
      json.name("bound").value(figure.boundText());
      json.name("ok").value(figure.isOk());
    }
    json.endObject();
  }

  /**
   * Where it was found.
   *
   * @param memory in bytes
   */
  record Machine(String date, int processors, long memory, String system, List<String> jdks) {}
}
