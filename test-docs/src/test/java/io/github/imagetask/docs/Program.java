package io.github.imagetask.docs;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A block of Java as a class that can be compiled, and perhaps run.
 *
 * <ul>
 *   <li>What begins with imports and declares a public class is a whole program, compiled as it
 *       stands, in a package of its own.
 *   <li>All else is a fragment, of statements or of members. It gets a class around it that knows
 *       the names of {@link Scene} and has {@link #IMPORTS}; imports of its own go before these.
 *   <li>A line {@code …} is code that isn't shown. At the left margin it parts members from
 *       statements; further in, members may be missing, and so classes are abstract.
 * </ul>
 *
 * @param className with its package
 */
record Program(Block block, String className, String source, boolean isWhole) {
  private static final List<String> IMPORTS =
      List.of(
          "io.github.imagetask.*",
          "io.github.imagetask.hingnet.*",
          "io.github.imagetask.meitu.*",
          "io.github.imagetask.micrometer.*",
          "io.github.imagetask.spring.boot.testing.*",
          "io.github.imagetask.springai.*",
          "io.github.imagetask.testing.contract.*",
          "io.github.imagetask.testing.fake.*",
          "io.github.imagetask.testing.junit.*",
          "io.github.imagetask.uniall.*",
          "io.github.imagetask.zexi.*",
          "java.io.*",
          "java.nio.file.*",
          "java.time.*",
          "java.util.*",
          "java.util.concurrent.*",
          "com.squareup.moshi.JsonDataException",
          "io.micrometer.common.*",
          "io.micrometer.core.instrument.*",
          "io.micrometer.observation.*",
          "okhttp3.HttpUrl",
          "okhttp3.OkHttpClient",
          "okhttp3.Request",
          "org.junit.jupiter.api.*",
          "org.junit.jupiter.api.extension.*",
          "org.junit.jupiter.api.io.*",
          "org.springframework.ai.image.*",
          "org.springframework.beans.factory.annotation.*",
          "org.springframework.boot.test.context.*",
          "org.springframework.context.annotation.*",
          "org.springframework.stereotype.*",
          "software.amazon.awssdk.core.sync.*",
          "software.amazon.awssdk.services.s3.*",
          "software.amazon.awssdk.services.s3.model.PutObjectRequest",
          "static org.assertj.core.api.Assertions.assertThat");

  private static final Pattern FIRST_IMPORTS = Pattern.compile("^(?:import [^\n]*\n|\n)+");
  private static final Pattern PUBLIC_CLASS = Pattern.compile("public final class (\\w+)");

  /**
   * Returns the block's program.
   *
   * @param parses whether a text is a Java file, whatever its names mean
   */
  static Program of(Block block, int number, Predicate<String> parses) {
    Matcher imports = FIRST_IMPORTS.matcher(block.text());
    String ownImports = imports.find() ? imports.group() : "";
    String text = atFakes(block.text().substring(ownImports.length()));
    Matcher whole = PUBLIC_CLASS.matcher(text);
    if (!ownImports.isEmpty() && parses.test(text) && whole.find()) {
      String home = "page" + number;
      String source = "package " + home + ";\n" + ownImports + text;
      return new Program(block, home + "." + whole.group(1), source, true);
    }
    if (Pattern.compile("^ +…$", Pattern.MULTILINE).matcher(text).find()) {
      text = text.replaceAll("(?m)^(final )?class ", "abstract class ");
    }
    List<String> members = new ArrayList<>();
    List<String> statements = new ArrayList<>();
    String all = text.replaceAll("(?m)^ *…$", "");
    for (String part : parses.test(wrapped("W", "", all)) ? List.of(all) : parts(text)) {
      (parses.test(wrapped("W", "", part)) ? statements : members).add(part);
    }
    // Some pages speak of the made-up gateway, whose classes are its package's own.
    String home = text.contains("Lumen") ? "com.example.lumen" : "page" + number;
    String name = "Program" + number;
    StringBuilder source = new StringBuilder("package " + home + ";\n").append(ownImports);
    for (String each : IMPORTS) source.append("import ").append(each).append(";\n");
    source.append(wrapped(name, String.join("\n", members), String.join("\n", statements)));
    return new Program(block, home + "." + name, source.toString(), false);
  }

  private static List<String> parts(String text) {
    List<String> parts = new ArrayList<>();
    for (String part : text.split("(?m)^…$", -1)) parts.add(part.replaceAll("(?m)^ *…$", ""));
    return parts;
  }

  private static String wrapped(String name, String members, String statements) {
    return "public class "
        + name
        + " extends io.github.imagetask.docs.Scene {\n"
        + members
        + "\n@Override public void run() throws Exception {\n"
        + statements
        + "\n}\n}\n";
  }

  /**
   * The same text, at the fake gateways: what it asks of its surroundings is asked of the scene.
   */
  private static String atFakes(String text) {
    return text.replaceAll(
            "\\b(\\w+Client)\\.fromEnv\\(\\)", "io.github.imagetask.docs.Scene.new$1()")
        .replace("System.getenv(", "io.github.imagetask.docs.Scene.env(")
        .replaceAll(
            "\"http://async-gateway[^\"]*\"", "io.github.imagetask.docs.Scene.internalUrl()");
  }
}
