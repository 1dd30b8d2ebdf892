package io.github.imagetask.benchmarks;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import jdk.jfr.Recording;
import jdk.jfr.consumer.RecordedEvent;
import jdk.jfr.consumer.RecordedFrame;
import jdk.jfr.consumer.RecordedStackTrace;
import jdk.jfr.consumer.RecordingFile;

/**
 * Who allocates what in the life of a task. Without thread-local buffers each allocation is an
 * event of JFR's, with its size and stack: nothing is sampled.
 */
final class AllocationProfile {
  private static final String EVENT = "jdk.ObjectAllocationOutsideTLAB";
  private static final int LIVES = 200;
  private static final int LINES = 50;

  private AllocationProfile() {}

  /** Prints the largest sites of a client, in bytes a life. */
  static void print(Jdk jdk, Peers peers, String client) throws IOException {
    Path file = Files.createTempFile("allocations", ".jfr");
    try (Bench bench = new Bench(jdk, peers)) {
      Jvm subject = bench.subject(client, Schedule.SHORTEST, Bench.COUNT_BYTES);
      subject.cost("lives 8000 4");
      subject.cost("profile " + LIVES + " " + file);
    }
    Map<String, Long> sites = new HashMap<>();
    long all = 0;
    try (RecordingFile recording = new RecordingFile(file)) {
      while (recording.hasMoreEvents()) {
        RecordedEvent event = recording.readEvent();
        if (!event.getEventType().getName().equals(EVENT)) continue;
        long size = event.getLong("allocationSize");
        all += size;
        sites.merge(site(event), size, Long::sum);
      }
    } finally {
      Files.delete(file);
    }
    System.out.printf("%s, JDK %d: %,d B a life%n", client, jdk.version(), all / LIVES);
    sites.entrySet().stream()
        .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
        .limit(LINES)
        .forEach(site -> System.out.printf("%,8d  %s%n", site.getValue() / LIVES, site.getKey()));
  }

  /** Starts to record all allocations of this process. */
  static Recording start() {
    Recording recording = new Recording();
    recording.enable(EVENT).withStackTrace();
    recording.start();
    return recording;
  }

  /** What, where it is allocated, and the nearest caller that is no library's. */
  private static String site(RecordedEvent event) {
    String what = event.getClass("objectClass").getName();
    RecordedStackTrace stack = event.getStackTrace();
    if (stack == null) return what;
    List<RecordedFrame> frames = stack.getFrames();
    String where = frames.isEmpty() ? "" : frame(frames.get(0));
    String caller =
        frames.stream()
            .map(AllocationProfile::frame)
            .filter(frame -> frame.startsWith("io.github.imagetask"))
            .findFirst()
            .orElse("");
    return what + "  " + where + (caller.equals(where) ? "" : "  < " + caller);
  }

  private static String frame(RecordedFrame frame) {
    String type = frame.getMethod().getType().getName();
    return type + "." + frame.getMethod().getName() + ":" + frame.getLineNumber();
  }
}
