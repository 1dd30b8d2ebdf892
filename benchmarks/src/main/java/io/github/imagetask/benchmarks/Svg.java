package io.github.imagetask.benchmarks;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Draws the page's two kinds of plot: bars beside each other, and lines over powers of ten. */
final class Svg {
  private static final String[] COLOURS = {"#1f6f8b", "#d9822b", "#6b8e23", "#8e5572", "#777777"};
  private static final int WIDTH = 760;

  private final StringBuilder out = new StringBuilder();

  private Svg(int height, String title) {
    add("<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 %d %d\"", WIDTH, height);
    add(" font-family=\"sans-serif\" font-size=\"13\" role=\"img\">\n");
    add("<title>%s</title>\n", title);
    // Pages are read on dark grounds, too.
    add("<rect width=\"%d\" height=\"%d\" fill=\"#ffffff\"/>\n", WIDTH, height);
    text(16, 26, "start", 16, title);
  }

  /** A bar. */
  record Bar(String name, double value, int colour) {}

  /** A line through points, from left to right. */
  record Line(String name, Map<Integer, Double> points) {}

  /**
   * Draws bars from the left.
   *
   * @param mark where a line stands across them, or 0
   */
  static String bars(String title, String unit, List<Bar> bars, double mark) {
    int left = 370;
    int room = WIDTH - left - 90;
    Svg svg = new Svg(50 + 24 * bars.size() + 16, title);
    double most = bars.stream().mapToDouble(Bar::value).max().orElse(1);
    double scale = room / Math.max(most, mark);
    int y = 46;
    for (Bar bar : bars) {
      double width = Math.max(1, bar.value * scale);
      svg.text(left - 8, y + 14, "end", 13, bar.name);
      svg.add(
          "<rect x=\"%d\" y=\"%d\" width=\"%.1f\" height=\"18\" fill=\"%s\"/>%n",
          left, y, width, COLOURS[bar.colour]);
      svg.text(left + width + 6, y + 14, "start", 13, Figure.number(bar.value) + unit);
      y += 24;
    }
    if (mark > 0) {
      double x = left + mark * scale;
      svg.add("<path d=\"M%.1f 40V%d\" stroke=\"#aa0000\" stroke-dasharray=\"4 3\"/>%n", x, y);
    }
    return svg.end();
  }

  /** Draws lines over a logarithmic axis; the other one begins at zero. */
  static String lines(String title, String xName, String yName, List<Line> lines) {
    int left = 70;
    int top = 50;
    int bottom = 330;
    int right = WIDTH - 150;
    Svg svg = new Svg(390, title);
    double xMost = 1;
    double yMost = 0;
    for (Line line : lines) {
      for (double x : line.points.keySet()) xMost = Math.max(xMost, x);
      for (double y : line.points.values()) yMost = Math.max(yMost, y);
    }
    double step = step(yMost);
    double yTop = Math.ceil(yMost / step) * step;
    double decades = Math.log10(xMost);
    for (double y = 0; y <= yTop * 1.001; y += step) {
      double at = bottom - (bottom - top) * y / yTop;
      svg.add("<path d=\"M%d %.1fH%d\" stroke=\"#dddddd\"/>%n", left, at, right);
      svg.text(left - 8, at + 4, "end", 12, Figure.number(y));
    }
    for (int decade = 0; decade <= decades; decade++) {
      double at = left + (right - left) * decade / decades;
      svg.text(at, bottom + 20, "middle", 12, Figure.number(Math.pow(10, decade)));
    }
    svg.text((left + right) / 2.0, bottom + 44, "middle", 13, xName);
    svg.text(left - 50, top - 8, "start", 13, yName);
    List<double[]> labels = new ArrayList<>();
    for (int i = 0; i < lines.size(); i++) {
      Line line = lines.get(i);
      StringBuilder path = new StringBuilder();
      double x = 0;
      double y = 0;
      for (Map.Entry<Integer, Double> point : line.points.entrySet()) {
        x = left + (right - left) * Math.log10(point.getKey()) / decades;
        y = bottom - (bottom - top) * point.getValue() / yTop;
        path.append(
            String.format(Locale.ROOT, "%s%.1f %.1f", path.length() == 0 ? "M" : "L", x, y));
        svg.add("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>%n", x, y, COLOURS[i]);
      }
      svg.add(
          "<path d=\"%s\" fill=\"none\" stroke=\"%s\" stroke-width=\"2\"/>%n", path, COLOURS[i]);
      double[] label = {x, y};
      // Below those before that it would lie upon.
      while (labels.stream().anyMatch(other -> areClose(label, other))) label[1] += 2;
      labels.add(label);
      svg.text(x + 8, label[1] + 4, "start", 13, line.name);
    }
    return svg.end();
  }

  private static boolean areClose(double[] label, double[] other) {
    return Math.abs(label[0] - other[0]) < 110 && Math.abs(label[1] - other[1]) < 15;
  }

  /** A round number of which four to ten make up the whole. */
  private static double step(double most) {
    double step = Math.pow(10, Math.floor(Math.log10(Math.max(most, 1e-9))));
    return most / step < 2 ? step / 5 : most / step < 4 ? step / 2 : step;
  }

  private void text(double x, double y, String anchor, int size, String text) {
    String escaped = text.replace("&", "&amp;").replace("<", "&lt;");
    add(
        "<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\" font-size=\"%d\" fill=\"#222222\">%s</text>%n",
        x, y, anchor, size, escaped);
  }

  private String end() {
    return out.append("</svg>\n").toString();
  }

  private void add(String format, Object... values) {
    out.append(String.format(Locale.ROOT, format, values));
  }
}
