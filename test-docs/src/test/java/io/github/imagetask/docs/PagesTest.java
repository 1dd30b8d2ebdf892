package io.github.imagetask.docs;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.ErrorKind;
import io.github.imagetask.ImageTaskException;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Properties;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

final class PagesTest {
  private static final List<String> LANGUAGES =
      List.of("ini", "java", "kotlin", "properties", "sh", "text", "xml");
  private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]*)(#[^)\\s]*)?\\)");

  @Test
  void everyFenceNamesItsLanguage() throws IOException {
    List<String> others = new ArrayList<>();
    for (Path page : Pages.all()) {
      for (Block block : Pages.blocks(page)) {
        if (!LANGUAGES.contains(block.language())) others.add(block.place());
      }
    }

    assertThat(others).isEmpty();
  }

  @Test
  void xmlAndPropertiesCanBeRead() throws Exception {
    for (Path page : Pages.all()) {
      for (Block block : Pages.blocks(page)) {
        if (block.language().equals("xml")) {
          String document = "<all>" + block.text() + "</all>";
          DocumentBuilderFactory.newInstance()
              .newDocumentBuilder()
              .parse(new InputSource(new StringReader(document)));
        } else if (block.language().equals("properties")) {
          Properties read = new Properties();
          read.load(new StringReader(block.text()));
          assertThat(read).as(block.place()).isNotEmpty();
        }
      }
    }
  }

  @Test
  void everyPageForUsersIsThereInChineseWithTheSamePrograms() throws IOException {
    List<Path> pages = new ArrayList<>(Pages.markdown(Pages.GUIDE, 1));
    pages.add(Pages.ROOT.resolve("README.md"));

    for (Path page : pages) {
      List<String> programs = Pages.blocks(page).stream().map(Block::withoutWords).toList();
      Path translated = Pages.translated(page);
      assertThat(translated).exists();
      assertThat(Pages.blocks(translated).stream().map(Block::withoutWords))
          .as(translated.toString())
          .containsExactlyElementsOf(programs);
    }
    assertThat(Pages.markdown(Pages.GUIDE.resolve("zh-CN"), 1)).hasSize(pages.size() - 1);
  }

  @Test
  void everyLinkLeadsToAFileAndToAHeadingOfIt() throws IOException {
    List<String> dead = new ArrayList<>();
    for (Path page : Pages.all()) {
      Matcher link = LINK.matcher(Files.readString(page));
      while (link.find()) {
        if (link.group(1).contains(":")) continue;
        Path target = page.getParent().resolve(link.group(1)).normalize();
        if (link.group(1).isEmpty()) target = page;
        boolean leads = Files.exists(target);
        if (leads && link.group(2) != null) leads = headings(target).contains(link.group(2));
        if (!leads) dead.add(Pages.ROOT.relativize(page) + " " + link.group());
      }
    }

    assertThat(dead).isEmpty();
  }

  /** As GitHub makes anchors of them. */
  private static List<String> headings(Path page) throws IOException {
    return Files.readAllLines(page).stream()
        .filter(line -> line.startsWith("#"))
        .map(line -> line.replaceFirst("^#+ ", "").toLowerCase(Locale.ROOT))
        .map(text -> "#" + text.replaceAll("[^\\p{L}\\p{N} _-]", "").replace(' ', '-'))
        .toList();
  }

  @Test
  void thePagesOnErrorsHaveEveryExceptionAndEveryKind() throws IOException {
    Path core = Pages.ROOT.resolve("sdk-core/src/main/java/io/github/imagetask");
    List<String> names = new ArrayList<>();
    try (Stream<Path> files = Files.list(core)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (!file.toString().endsWith(".java")) continue;
        Matcher declared =
            Pattern.compile("(?m)^public final class (\\w+Exception) ")
                .matcher(Files.readString(file));
        if (declared.find()) names.add(declared.group(1));
      }
    }
    for (ErrorKind kind : ErrorKind.values()) names.add(kind.name());

    assertThat(names)
        .contains("DownloadException")
        .doesNotContain(ImageTaskException.class.getSimpleName());
    for (String page : List.of("errors.md", "zh-CN/errors.md")) {
      String text = Files.readString(Pages.GUIDE.resolve(page));
      for (String name : names) assertThat(text).as(page).contains("| `" + name + "`");
    }
  }
}
