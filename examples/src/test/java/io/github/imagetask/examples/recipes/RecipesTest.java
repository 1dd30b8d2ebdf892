package io.github.imagetask.examples.recipes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Each recipe's main runs, against a fake gateway. */
@Tag("slow")
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
    assertThat(printed()).doesNotContain("test-key", "test-secret", "test-token");
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

  @Test
  @Timeout(30) // the first query without a callback would be after a minute
  void meituCallbackServer() throws Exception {
    MeituCallbackServer.main(new String[0]);

    assertThat(printed())
        .containsPattern("submitted (meitu:\\S+)\\Rcalled back about \\1\\Rqueries: 1, ")
        .contains("lantern.png");
  }

  @Test
  void switchGatewayOnRefusal() throws Exception {
    SwitchGatewayOnRefusal.main(new String[0]);

    assertThat(printed())
        .contains("switched: uniall: ", "no money left", "submitted zexi:aiimg_", "kite.png")
        .contains("not switched: uniall: ", "tasks made: UniAll 1, Zexi 1");
  }

  @Test
  void chooseSizeByRatioAndTier() throws Exception {
    ChooseSizeByRatioAndTier.main(new String[0]);

    assertThat(printed()).contains("1920x1080", "2048x1152", "2560x1440 -> ").contains("wide.png");
  }

  private String printed() {
    return out.toString(StandardCharsets.UTF_8);
  }
}
