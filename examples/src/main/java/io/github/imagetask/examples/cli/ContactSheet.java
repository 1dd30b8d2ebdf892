package io.github.imagetask.examples.cli;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A page that shows images beside what they were made from. One file with relative paths to the
 * images, so that a folder with both can be moved; nothing is fetched from elsewhere.
 */
final class ContactSheet {
  private final String title;
  private final List<Section> sections = new ArrayList<>();

  ContactSheet(String title) {
    this.title = title;
  }

  /** Adds a part of the page, with a title and a line below it; without them if they are empty. */
  Section section(String title, String subtitle) {
    Section section = new Section(title, subtitle, new ArrayList<>());
    sections.add(section);
    return section;
  }

  /** Writes the page; the images may lie anywhere on the same disk. */
  void write(Path page) {
    try {
      Files.writeString(page, html(page));
    } catch (IOException e) {
      throw new UncheckedIOException("can't write the contact sheet: " + e, e);
    }
  }

  private String html(Path page) throws IOException {
    List<Card> cards = sections.stream().flatMap(section -> section.cards().stream()).toList();
    int images = cards.stream().mapToInt(card -> card.images().size()).sum();
    StringBuilder html = new StringBuilder();
    html.append("<!DOCTYPE html>\n<html lang=\"en\">\n<head>\n<meta charset=\"utf-8\">\n");
    html.append("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">\n");
    html.append("<meta name=\"color-scheme\" content=\"light dark\">\n");
    html.append("<title>").append(escape(title)).append("</title>\n");
    html.append("<style>\n").append(style()).append("</style>\n</head>\n<body>\n<header>\n<h1>");
    html.append(escape(title)).append("</h1>\n<p>");
    html.append(Text.count(images, "image", "images")).append(" of ");
    html.append(Text.count(cards.size(), "request", "requests"))
        .append("</p>\n</header>\n<main>\n");
    for (Section section : sections) html.append(html(page, section));
    return html.append("</main>\n</body>\n</html>\n").toString();
  }

  private static String html(Path page, Section section) {
    StringBuilder html = new StringBuilder("<section>\n");
    if (!section.title().isEmpty()) {
      html.append("<h2>").append(escape(section.title())).append("</h2>\n<p class=\"subtitle\">");
      html.append(escape(section.subtitle())).append("</p>\n");
    }
    html.append("<div class=\"grid\">\n");
    for (Card card : section.cards()) {
      for (SavedImage image : card.images()) html.append(figure(page, card, image));
    }
    return html.append("</div>\n</section>\n").toString();
  }

  private static String figure(Path page, Card card, SavedImage image) {
    String source = escape(relative(page, Objects.requireNonNull(image.path())));
    String prompt = escape(card.prompt());
    StringBuilder html = new StringBuilder("<figure>\n");
    html.append("<a class=\"frame\" href=\"").append(source).append("\"><img src=\"");
    html.append(source).append("\" alt=\"").append(prompt).append("\" loading=\"lazy\"");
    if (image.width() != null) {
      html.append(" width=\"").append(image.width());
      html.append("\" height=\"").append(image.height()).append('"');
    }
    html.append("></a>\n<figcaption>\n");
    if (card.heading() != null) {
      html.append("<h3>").append(escape(card.heading())).append("</h3>\n");
    }
    html.append("<p class=\"prompt\">").append(prompt).append("</p>\n<dl>\n");
    row(html, "Model", card.model());
    row(html, "Size", image.measures());
    for (String reference : card.references()) row(html, "From", reference);
    row(html, "Wait", Text.seconds(card.elapsed()));
    row(html, "Key", card.key());
    return html.append("</dl>\n</figcaption>\n</figure>\n").toString();
  }

  private static void row(StringBuilder html, String name, String value) {
    html.append("<dt>").append(name).append("</dt><dd>").append(escape(value)).append("</dd>\n");
  }

  /** The path from the page to an image, as a URL. */
  private static String relative(Path page, Path image) {
    Path folder = Objects.requireNonNull(page.toAbsolutePath().normalize().getParent());
    Path target = image.toAbsolutePath().normalize();
    if (!Objects.equals(folder.getRoot(), target.getRoot())) return target.toUri().toString();
    String path = folder.relativize(target).toString().replace('\\', '/');
    try {
      return new URI(null, null, "./" + path, null).toASCIIString();
    } catch (URISyntaxException e) {
      throw new AssertionError(e); // a path alone is always one
    }
  }

  private static String escape(String text) {
    return text.replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replace("\"", "&quot;")
        .replace("'", "&#39;");
  }

  private static String style() throws IOException {
    try (InputStream style = ContactSheet.class.getResourceAsStream("contact-sheet.css")) {
      return new String(
          Objects.requireNonNull(style, "no contact-sheet.css").readAllBytes(),
          StandardCharsets.UTF_8);
    }
  }

  /** A part of the page. */
  record Section(String title, String subtitle, List<Card> cards) {
    void add(Card card) {
      cards.add(card);
    }
  }

  /**
   * One task on the page.
   *
   * @param references the images that it started from, as the user named them
   * @param elapsed how long it was waited for
   */
  record Card(
      String prompt,
      String model,
      @Nullable String heading,
      List<String> references,
      String key,
      Duration elapsed,
      List<SavedImage> images) {}
}
