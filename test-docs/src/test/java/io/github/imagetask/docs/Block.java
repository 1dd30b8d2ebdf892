package io.github.imagetask.docs;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A fenced block of a page.
 *
 * @param place the page and the line of its fence, {@code README.md:5}
 * @param language what stands behind the fence, or nothing
 * @param isRun whether it may be run: no comment {@code <!-- not run: … -->} stands above it
 */
record Block(String place, String language, boolean isRun, String text) {
  private static final Pattern FENCE = Pattern.compile("```(.*)");
  // A text block, a string, a character, a comment: what a translation may change.
  private static final Pattern WORDS =
      Pattern.compile(
          "\"(?:\\\\.|[^\"\\\\])*\"|'(?:\\\\.|[^'\\\\])'|//[^\n]*|/\\*.*?\\*/|#[^\n]*",
          Pattern.DOTALL);

  static List<Block> of(Path root, Path page) throws IOException {
    List<Block> blocks = new ArrayList<>();
    List<String> lines = Files.readAllLines(page);
    for (int i = 0; i < lines.size(); i++) {
      Matcher fence = FENCE.matcher(lines.get(i));
      if (!fence.matches()) continue;
      int first = i + 1;
      for (i = first; !lines.get(i).equals("```"); ) i++; // or the fence has no end
      boolean isRun = first < 2 || !lines.get(first - 2).startsWith("<!-- not run: ");
      String text = String.join("\n", lines.subList(first, i)) + "\n";
      String place = root.relativize(page) + ":" + first;
      blocks.add(new Block(place, fence.group(1), isRun, text));
    }
    return blocks;
  }

  /** What must be the same in every language: all but comments, texts, and how wide they are. */
  String withoutWords() {
    String bare =
        language.equals("text")
            ? ""
            : WORDS.matcher(text).replaceAll(each -> each.group().startsWith("\"") ? "\"\"" : "");
    return language + (isRun ? "" : ", not run") + ": " + bare.replaceAll("\\s+", " ").trim();
  }
}
