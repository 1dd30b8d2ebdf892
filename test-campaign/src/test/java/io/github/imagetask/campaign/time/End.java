package io.github.imagetask.campaign.time;

import io.github.imagetask.campaign.ChildJvm;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** How a wait of {@link Waiting} ended, and when. */
record End(String mark, long begun, long at, String word) {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  /** Reads so many from a process. */
  static List<End> read(ChildJvm child, int count) throws InterruptedException {
    List<End> ends = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      String[] words = child.line("end ", PATIENCE).split(" ", 4);
      ends.add(new End(words[0], Long.parseLong(words[1]), Long.parseLong(words[2]), words[3]));
    }
    return ends;
  }

  /** The waits of one group. */
  static List<End> of(List<End> all, String group) {
    return all.stream().filter(end -> end.mark.startsWith(group + "-")).toList();
  }

  long lasted() {
    return at - begun;
  }
}
