package io.github.imagetask.examples.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ContactSheetTest {
  @TempDir Path directory;

  @Test
  void whatUsersAndGatewaysWroteIsText() throws IOException {
    String evil = "</p><script>alert('1')</script>\"&";

    String html = page(evil, evil, directory.resolve("a.png"));

    assertThat(html).doesNotContain("<script").doesNotContain("alert('1')");
    assertThat(html)
        .contains("&lt;/p&gt;&lt;script&gt;alert(&#39;1&#39;)&lt;/script&gt;&quot;&amp;");
  }

  @Test
  void pathsAreRelativeUrls() throws IOException {
    assertThat(page("p", "m", directory.resolve("a b#?%.png")))
        .contains("src=\"./a%20b%23%3F%25.png\"");
    assertThat(page("p", "m", directory.resolve("sub/杯.png")))
        .contains("src=\"./sub/%E6%9D%AF.png\"");
    assertThat(page("p", "m", directory.resolve("javascript:alert(1)")))
        .contains("src=\"./javascript:alert(1)\"");
  }

  @Test
  void nothingIsFetchedFromElsewhere() throws IOException {
    String html = page("p", "m", directory.resolve("a.png"));

    assertThat(html).doesNotContain("http").doesNotContain("@import").doesNotContain("url(");
    assertThat(html).contains("prefers-color-scheme: dark", "loading=\"lazy\"");
  }

  @Test
  void anImageOfUnknownFormatHasNoPixels() throws IOException {
    Path webp = Files.write(directory.resolve("a.webp"), new byte[] {'R', 'I', 'F', 'F'});

    SavedImage image = SavedImage.of("https://example.com/a.webp", webp);

    assertThat(image.width()).isNull();
    assertThat(image.measures()).isEqualTo("4 B");
  }

  private String page(String prompt, String model, Path image) throws IOException {
    ContactSheet sheet = new ContactSheet("title <i>");
    SavedImage saved = new SavedImage(null, image, 10L, 2, 3);
    sheet
        .section(model, prompt)
        .add(
            new ContactSheet.Card(
                prompt,
                model,
                prompt,
                List.of(prompt),
                "uniall:a",
                Duration.ofSeconds(1),
                List.of(saved)));
    Path page = directory.resolve("index.html");
    sheet.write(page);
    return Files.readString(page);
  }
}
