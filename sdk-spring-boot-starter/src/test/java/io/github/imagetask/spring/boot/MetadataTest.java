package io.github.imagetask.spring.boot;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What editors complete from. */
class MetadataTest {
  @Test
  void editorsKnowEveryPropertyAndWhatItIs() throws IOException {
    String metadata = metadata();

    for (String gateway : List.of("meitu", "uniall", "hingnet", "zexi")) {
      for (String property :
          List.of(
              "accounts",
              "allow-private-addresses",
              "api-key",
              "base-url",
              "direct-timeout",
              "enabled",
              "max-concurrent-requests",
              "max-image-size",
              "request-timeout",
              "submit-timeout",
              "poll.ceiling",
              "poll.deadline",
              "poll.first-delay",
              "poll.floor",
              "poll.growth",
              "poll.jitter",
              "poll.learned",
              "poll.start")) {
        assertDescribed(metadata, "imagetask." + gateway + "." + property);
      }
    }
    for (String property :
        List.of(
            "imagetask.poll.deadline",
            "imagetask.request-timeout",
            "imagetask.meitu.api-secret",
            "imagetask.meitu.direct-url",
            "imagetask.meitu.environment",
            "imagetask.meitu.internal-url",
            "imagetask.meitu.omit-empty-media-info-list",
            "imagetask.meitu.token",
            "management.health.image-task.enabled")) {
      assertDescribed(metadata, property);
    }
  }

  private static void assertDescribed(String metadata, String property) {
    assertThat(metadata)
        .containsPattern(
            "\"name\": \""
                + property
                + "\",\\s+\"type\": \"[^\"]+\",\\s+\"description\": \"[^\"]+\"");
  }

  /** The file that lies in the jar. */
  private static String metadata() throws IOException {
    String file = "META-INF/spring-configuration-metadata.json";
    var ours = MetadataTest.class.getClassLoader().getResources(file).asIterator();
    while (ours.hasNext()) {
      try (InputStream in = ours.next().openStream()) {
        String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
        if (text.contains("imagetask.uniall")) return text;
      }
    }
    throw new AssertionError("no metadata of ours");
  }
}
