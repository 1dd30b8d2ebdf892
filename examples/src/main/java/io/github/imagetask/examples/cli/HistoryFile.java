package io.github.imagetask.examples.cli;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/** The lines of a {@link Ledger}'s history, which holds its lock while it adds one. */
record HistoryFile(Path file) {
  /** Adds a line and forces it to the disk. */
  void append(HistoryLine line) throws IOException {
    OwnersAlone.makeFile(file);
    // One that was killed while it wrote left a line without an end.
    String begin = endsWithALine() ? "" : "\n";
    ByteBuffer text =
        ByteBuffer.wrap((begin + line.json() + "\n").getBytes(StandardCharsets.UTF_8));
    try (FileChannel out = FileChannel.open(file, StandardOpenOption.APPEND)) {
      while (text.hasRemaining()) out.write(text);
      out.force(false);
    }
  }

  private boolean endsWithALine() throws IOException {
    try (FileChannel in = FileChannel.open(file, StandardOpenOption.READ)) {
      if (in.size() == 0) return true;
      ByteBuffer last = ByteBuffer.allocate(1);
      return in.read(last, in.size() - 1) == 1 && last.get(0) == '\n';
    }
  }

  /** All lines that can be read. */
  List<HistoryLine> read() throws IOException {
    List<HistoryLine> lines = new ArrayList<>();
    if (!Files.exists(file)) return lines;
    for (String line : Files.readString(file).lines().toList()) {
      HistoryLine read = HistoryLine.parse(line);
      if (read != null) lines.add(read);
    }
    return lines;
  }
}
