package com.example.shrunk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** D8 and R8 have nothing to say, and the sizes are those of docs/android.md. */
@Timeout(240)
final class DexSizeTest {
  private static final Path PAGE = Path.of("..", "docs", "android.md");

  /** What the page may be off by: it needn't follow each fix of a few bytes. */
  private static final int PERCENT = 5;

  private static final String KEEP_FLOOR =
      "-keep class com.example.shrunk.Floor { public static void main(java.lang.String[]); }";

  @TempDir Path directory;

  @Test
  void theSizesAreThoseOfThePage() throws Exception {
    DexSize floor = shrunk("floor", KEEP_FLOOR);
    DexSize one = shrunk("one", KEEP_FLOOR, keepJobs("uniall"));
    DexSize four = shrunk("four", KEEP_FLOOR, keepJobs("uniall", "hingnet", "zexi", "meitu"));
    DexSize unshrunk = compiled("ours", Jars.ours());

    SoftAssertions softly = new SoftAssertions();
    check(softly, "OkHttp and Moshi alone", floor);
    check(softly, "added by UniAll", one.minus(floor));
    check(softly, "added by all four", four.minus(floor));
    check(softly, "core and all four, by D8 alone", unshrunk);
    softly.assertAll();
  }

  @Test
  void d8CompilesEverythingWithoutAWarning() throws Exception {
    List<Path> all = new ArrayList<>(Jars.ours());
    all.addAll(Jars.theirs());

    assertThat(compiled("everything", all).methods()).isGreaterThan(10_000);
  }

  private DexSize shrunk(String name, String... keepRules) throws Exception {
    Path folder = Files.createDirectory(directory.resolve(name));
    Toolchain.r8ToDex(Jars.all(), folder, keepRules);
    return DexSize.of(folder);
  }

  private DexSize compiled(String name, List<Path> program) throws Exception {
    Path folder = Files.createDirectory(directory.resolve(name));
    Toolchain.d8(program, folder);
    return DexSize.of(folder);
  }

  private static String keepJobs(String... names) {
    return "-keep class com.example.shrunk.Jobs { public static void "
        + String.join("(); public static void ", names)
        + "(); }";
  }

  private static void check(SoftAssertions softly, String name, DexSize measured)
      throws IOException {
    Matcher row =
        Pattern.compile("(?m)^\\| " + name + " \\| ([0-9,]+) \\| ([0-9,]+) \\|").matcher(page());
    String wanted =
        String.format("| %s | %,d | %,d |", name, measured.kilobytes(), measured.methods());
    softly
        .assertThat(
            row.find()
                && near(row.group(1), measured.kilobytes())
                && near(row.group(2), measured.methods()))
        .as(PAGE + " should say: " + wanted)
        .isTrue();
  }

  private static boolean near(String written, long measured) {
    long number = Long.parseLong(written.replace(",", ""));
    return Math.abs(number - measured) * 100 <= measured * PERCENT;
  }

  private static String page() throws IOException {
    return Files.readString(PAGE);
  }
}
