package io.github.imagetask.gallery;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** The gallery's folder: the journal, a file for each task, the images. */
final class GalleryFiles {
  private final Path folder;
  private final Path tasks;
  private final Path images;
  private final ObjectMapper json;

  GalleryFiles(Path folder, ObjectMapper json) throws IOException {
    this.folder = folder.toAbsolutePath();
    this.tasks = Files.createDirectories(this.folder.resolve("tasks"));
    this.images = Files.createDirectories(this.folder.resolve("images"));
    this.json = json;
  }

  Path journal() {
    return folder.resolve("tasks.journal");
  }

  Path images() {
    return images;
  }

  Path durations(String client) {
    return folder.resolve(client + ".durations");
  }

  /** Writes a task: the whole file or none, in the place of what there was. */
  void write(GalleryTask task) throws IOException {
    replace(file(task.id()), json.writerWithDefaultPrettyPrinter().writeValueAsBytes(task));
  }

  List<GalleryTask> read() throws IOException {
    List<GalleryTask> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(tasks)) {
      for (Path each : files.filter(file -> file.toString().endsWith(".json")).toList()) {
        all.add(json.readValue(each.toFile(), GalleryTask.class));
      }
    }
    return all;
  }

  void delete(GalleryTask task) throws IOException {
    for (String each : task.images()) Files.deleteIfExists(images.resolve(each));
    Files.deleteIfExists(file(task.id()));
  }

  static void replace(Path file, byte[] content) throws IOException {
    Path written = Files.createTempFile(file.getParent(), "new", ".part");
    Files.write(written, content);
    Files.move(written, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
  }

  private Path file(String id) {
    return tasks.resolve(id + ".json");
  }
}
