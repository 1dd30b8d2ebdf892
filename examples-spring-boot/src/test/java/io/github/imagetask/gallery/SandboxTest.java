package io.github.imagetask.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("slow")
class SandboxTest {
  @Test
  void withoutAnAccountAllGatewaysAreFake(@TempDir Path folder) throws Exception {
    try (GalleryUnderTest gallery = new GalleryUnderTest(folder, List.of())) {
      JsonNode form = gallery.get("/api/form");

      assertThat(form.path("sandbox").asBoolean()).isTrue();
      assertThat(form.path("accounts").findValuesAsText("label"))
          .containsExactlyInAnyOrder("UniAll", "Hingnet", "Zexi", "Meitu");
    }
  }
}
