package io.github.imagetask.benchmarks;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Writes {@code docs/performance.md} and its plots: prose from a template, figures from a run. */
final class Page {
  private final Results results;
  private final Path docs;

  Page(Results results, Path docs) {
    this.results = results;
    this.docs = docs;
  }

  void write() throws IOException {
    String text;
    try (InputStream in = Page.class.getResourceAsStream("performance.md")) {
      if (in == null) throw new IOException("no template");
      text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }
    text =
        text.replace("{{figures}}", figures())
            .replace("{{growth}}", growth())
            .replace("{{machine}}", machine());
    Files.writeString(docs.resolve("performance.md"), text);
    Path plots = Files.createDirectories(docs.resolve("performance"));
    Files.writeString(plots.resolve("bounds.svg"), bounds());
    Files.writeString(plots.resolve("growth.svg"), growthPlot());
    Files.writeString(plots.resolve("heap.svg"), beside("heap of an idle wait, asked once", " B"));
    Files.writeString(plots.resolve("cpu.svg"), beside("CPU of a query, 10,000 waits", " µs"));
  }

  private String figures() {
    StringBuilder table = new StringBuilder("| figure | JDK | ours | beside | ratio | bound | |\n");
    table.append("|---|---|---|---|---|---|---|\n");
    for (Figure figure : results.figures()) {
      String unit = figure.unit().isEmpty() ? "" : " " + figure.unit();
      String ratio = figure.than().isEmpty() ? "" : Figure.number(figure.ratio());
      String spread = figure.spread().isEmpty() ? "" : " (" + figure.spread() + ")";
      String beside =
          figure.than().isEmpty()
              ? ""
              : named(figure.than()) + " " + Figure.number(figure.theirs()) + unit;
      table.append("| ").append(figure.name()).append(" | ").append(figure.jdk());
      table.append(" | ").append(Figure.number(figure.ours())).append(unit);
      table.append(" | ").append(beside).append(" | ").append(ratio).append(spread);
      table.append(" | ").append(figure.boundText()).append(" | ").append(figure.verdict());
      table.append(" |\n");
    }
    return table.toString().strip();
  }

  private String growth() {
    StringBuilder table = new StringBuilder("| waits |");
    Map<String, Map<Integer, Double>> lines = lines();
    lines.keySet().forEach(name -> table.append(' ').append(name).append(" |"));
    table.append("\n|---|").append("---|".repeat(lines.size())).append('\n');
    results.growth().stream()
        .map(Growth.Point::waits)
        .distinct()
        .sorted()
        .forEach(
            waits -> {
              table.append("| ").append(Figure.number(waits)).append(" |");
              for (Map<Integer, Double> line : lines.values()) {
                Double value = line.get(waits);
                table.append(' ').append(value == null ? "" : Figure.number(value)).append(" |");
              }
              table.append('\n');
            });
    return table.toString().strip();
  }

  private String machine() {
    Results.Machine machine = results.machine();
    return String.format(
        Locale.ROOT,
        "%s, %d processors, %.0f GB, %s; JDK %s",
        machine.date(),
        machine.processors(),
        machine.memory() / 1e9,
        machine.system(),
        String.join(" and ", machine.jdks()));
  }

  /** How far each figure is from its bound: at 1 it is the bound. */
  private String bounds() {
    List<Svg.Bar> bars = new ArrayList<>();
    for (Figure figure : results.figures()) {
      if (!figure.isBound()) continue;
      double used = Math.min(3, figure.used());
      String than = figure.than().isEmpty() ? "" : " / " + named(figure.than());
      bars.add(
          new Svg.Bar(figure.name() + than + ", " + figure.jdk(), used, figure.isOk() ? 0 : 1));
    }
    return Svg.bars("Of each bound, how much is used", "", bars, 1);
  }

  private String growthPlot() {
    List<Svg.Line> lines = new ArrayList<>();
    lines().forEach((name, points) -> lines.add(new Svg.Line(name, points)));
    return Svg.lines("CPU of a query", "waits at once", "µs", lines);
  }

  private Map<String, Map<Integer, Double>> lines() {
    Map<String, Map<Integer, Double>> lines = new LinkedHashMap<>();
    for (Growth.Point point : results.growth()) {
      String name = named(point.client()) + ", " + point.jdk();
      lines.computeIfAbsent(name, unused -> new LinkedHashMap<>()).put(point.waits(), point.cpu());
    }
    return lines;
  }

  private String beside(String name, String unit) {
    Map<String, Svg.Bar> bars = new LinkedHashMap<>();
    for (Figure figure : results.figures()) {
      if (!figure.name().equals(name)) continue;
      String ours = "ours, " + figure.jdk();
      bars.putIfAbsent(ours, new Svg.Bar(ours, figure.ours(), 0));
      String theirs = named(figure.than()) + ", " + figure.jdk();
      bars.put(
          theirs,
          new Svg.Bar(theirs, figure.theirs(), named(figure.than()).endsWith("floor") ? 2 : 4));
    }
    return Svg.bars(name, unit, new ArrayList<>(bars.values()), 0);
  }

  private static String named(String client) {
    return switch (client) {
      case "Ours" -> "ours";
      case "AsyncFloor", "async" -> "async floor";
      case "BlockingFloor", "block" -> "blocking floor";
      case "AwsWaiter" -> "AWS AsyncWaiter";
      case "AzurePoller" -> "azure PollerFlux";
      case "FailsafeRetry" -> "Failsafe";
      case "OpenAi" -> "openai-java";
      default -> client;
    };
  }
}
