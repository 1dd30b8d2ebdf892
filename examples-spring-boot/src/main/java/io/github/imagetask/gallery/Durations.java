package io.github.imagetask.gallery;

import io.github.imagetask.ImageClient;
import io.github.imagetask.TaskDurations;
import io.github.imagetask.spring.boot.ImageClientCustomizer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

/**
 * Remembers over a restart how long each model's tasks take; the accounts of a gateway share it.
 */
@Component
final class Durations implements ImageClientCustomizer<ImageClient.Builder<?>> {
  private final GalleryFiles files;

  Durations(GalleryFiles files) {
    this.files = files;
  }

  @Override
  public void customize(ImageClient.Builder<?> builder, @Nullable String account) {
    Path file = files.durations(builder.getClass().getEnclosingClass().getSimpleName());
    try {
      if (Files.exists(file)) builder.durations(TaskDurations.parse(Files.readString(file)));
    } catch (IOException | IllegalArgumentException e) {
      // Only estimates suffer.
    }
  }

  void save(ImageClient<?> client) throws IOException {
    GalleryFiles.replace(
        files.durations(client.getClass().getSimpleName()),
        client.durations().toString().getBytes(StandardCharsets.UTF_8));
  }
}
