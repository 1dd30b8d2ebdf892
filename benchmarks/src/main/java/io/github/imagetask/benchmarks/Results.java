package io.github.imagetask.benchmarks;

import com.squareup.moshi.JsonReader;
import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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
    json.name("than").value(figure.than());
    json.name("theirs").value(figure.theirs());
    json.name("ratio").value(figure.ratio());
    json.name("spread").value(figure.spread());
    json.name("sign").value(figure.bound().sign());
    json.name("bound").value(figure.bound().value());
    json.name("isRatioBound").value(figure.isRatioBound());
    json.name("verdict").value(figure.verdict());
    json.endObject();
  }

  /** Reads what {@link #write} has written. */
  static Results read(Path file) throws IOException {
    JsonReader json = JsonReader.of(new Buffer().write(Files.readAllBytes(file)));
    Map<?, ?> all = (Map<?, ?>) Objects.requireNonNull(json.readJsonValue());
    List<Figure> figures = new ArrayList<>();
    for (Object each : list(all, "figures")) {
      Map<?, ?> map = (Map<?, ?>) each;
      figures.add(
          new Figure(
              (int) number(map, "jdk"),
              text(map, "name"),
              text(map, "unit"),
              number(map, "ours"),
              text(map, "than"),
              number(map, "theirs"),
              number(map, "ratio"),
              text(map, "spread"),
              new Figure.Bound(text(map, "sign"), number(map, "bound")),
              text(map, "isRatioBound").equals("true")));
    }
    List<Growth.Point> growth = new ArrayList<>();
    for (Object each : list(all, "growth")) {
      Map<?, ?> map = (Map<?, ?>) each;
      growth.add(
          new Growth.Point(
              (int) number(map, "jdk"),
              text(map, "client"),
              (int) number(map, "waits"),
              number(map, "cpu")));
    }
    Machine machine =
        new Machine(
            text(all, "date"),
            (int) number(all, "processors"),
            (long) number(all, "memory"),
            text(all, "system"),
            list(all, "jdks").stream().map(String::valueOf).toList());
    return new Results(text(all, "mode"), machine, figures, growth);
  }

  private static List<?> list(Map<?, ?> map, String name) {
    return (List<?>) Objects.requireNonNull(map.get(name));
  }

  private static double number(Map<?, ?> map, String name) {
    return (Double) Objects.requireNonNull(map.get(name));
  }

  private static String text(Map<?, ?> map, String name) {
    return String.valueOf(map.get(name));
  }

  /**
   * Where it was found.
   *
   * @param memory in bytes
   */
  record Machine(String date, int processors, long memory, String system, List<String> jdks) {}
}
