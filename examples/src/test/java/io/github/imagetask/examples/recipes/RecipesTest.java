package io.github.imagetask.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each recipe's main runs, against a fake gateway. */
final class RecipesTest {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final PrintStream before = System.out;

  @BeforeEach
  void listen() {
    assumeTrue(System.getenv("UNIALL_BASE_URL") == null, "a paid account is no place for a test");
    System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
  }

  @AfterEach
  void restore() {
    System.setOut(before);
    assertThat(printed()).doesNotContain("test-key");
  }

  @Test
  void generateBlocking() throws Exception {
    GenerateBlocking.main(new String[0]);

    assertThat(printed()).contains("submitted uniall:task_").containsPattern("saved .*-1\\.png");
  }

  @Test
  void generateManyAsync() throws Exception {
    GenerateManyAsync.main(new String[0]);

    assertThat(printed()).contains("cube is uniall:task_", "cube.png", "spiral.png");
  }

  @Test
  void saveKeyAndResume() throws Exception {
    SaveKeyAndResume.main(new String[0]);

    assertThat(printed())
        .contains("saved in out", "resumed uniall:task_", "the other process ended with 0");
  }

  @Test
  void editLocalImage() throws Exception {
    EditLocalImage.main(new String[0]);

    assertThat(printed()).contains("input.png -> ").contains("edited.png");
  }

  @Test
  void ownOkHttpClient() throws Exception {
    OwnOkHttpClient.main(new String[0]);

    assertThat(printed())
        .containsPattern("POST http://127\\.0\\.0\\.1:\\d+/\\.\\.\\. -> 200")
        .contains("lighthouse.png");
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
