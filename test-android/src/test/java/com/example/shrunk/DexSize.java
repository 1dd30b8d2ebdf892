package com.example.shrunk;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** How large the dex files of a folder are. */
record DexSize(long bytes, int methods) {
  private static final int METHOD_IDS_SIZE = 0x58; // in a dex file's header

  static DexSize of(Path folder) throws IOException {
    long bytes = 0;
    int methods = 0;
    List<Path> files;
    try (Stream<Path> all = Files.list(folder)) {
      files = all.filter(file -> file.toString().endsWith(".dex")).toList();
    }
    for (Path file : files) {
      ByteBuffer dex = ByteBuffer.wrap(Files.readAllBytes(file)).order(ByteOrder.LITTLE_ENDIAN);
      bytes += dex.capacity();
      methods += dex.getInt(METHOD_IDS_SIZE);
    }
    return new DexSize(bytes, methods);
  }

  DexSize minus(DexSize other) {
    return new DexSize(bytes - other.bytes, methods - other.methods);
  }

  /** Thousands of bytes, as docs/android.md counts them. */
  long kilobytes() {
    return Math.round(bytes / 1000.0);
  }
}
