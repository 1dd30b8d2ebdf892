package com.example.shrunk;

import io.github.imagetask.ImageClient;
import io.github.imagetask.hingnet.HingnetClient;
import io.github.imagetask.meitu.MeituClient;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.zexi.ZexiClient;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** Where the classes are, as jars or, before they are packed, as the files of a folder. */
final class Jars {
  private static final List<Class<?>> OURS =
      List.of(
          ImageClient.class,
          UniAllClient.class,
          HingnetClient.class,
          ZexiClient.class,
          MeituClient.class);
  private static final List<Class<?>> THEIRS =
      List.of(
          okhttp3.OkHttpClient.class,
          okio.Okio.class,
          com.squareup.moshi.JsonReader.class,
          kotlin.Unit.class,
          org.jetbrains.annotations.NotNull.class,
          org.jspecify.annotations.Nullable.class);

  private Jars() {}

  /** Core and the gateways. */
  static List<Path> ours() {
    return files(OURS);
  }

  /** What they depend on. */
  static List<Path> theirs() {
    return files(THEIRS);
  }

  /** The programs of this module. The app beside them needs androidx. */
  static List<Path> programs() {
    List<Path> programs = files(List.of(Program.class));
    programs.removeIf(file -> !file.getParent().endsWith("shrunk"));
    return programs;
  }

  /** The programs, the SDK, and what it depends on. */
  static List<Path> all() {
    List<Path> all = programs();
    all.addAll(ours());
    all.addAll(theirs());
    return all;
  }

  /** The framework of API level 26. */
  static Path android() {
    return place(android.app.Activity.class);
  }

  private static List<Path> files(List<Class<?>> classes) {
    List<Path> files = new ArrayList<>();
    for (Class<?> type : classes) {
      Path place = place(type);
      if (Files.isRegularFile(place)) {
        files.add(place);
        continue;
      }
      try (Stream<Path> tree = Files.walk(place)) {
        tree.filter(file -> file.toString().endsWith(".class")).forEach(files::add);
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return files;
  }

  private static Path place(Class<?> type) {
    try {
      return Path.of(type.getProtectionDomain().getCodeSource().getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IllegalStateException(e);
    }
  }
}
