package io.github.imagetask.campaign.ends;

import static io.github.imagetask.campaign.Figures.print;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.campaign.BareGateway;
import io.github.imagetask.campaign.ChildJvm;
import java.time.Duration;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is left of clients and waits that nobody needs any more. */
@Timeout(600)
final class ResidueTest {
  private static final Duration PATIENCE = Duration.ofMinutes(2);
  private static final Pattern NUMBER = Pattern.compile("-?\\d+");

  /** Of threads and of descriptors: the JDK and OkHttp have some of their own that come and go. */
  private static final int SOME = 10;

  /** A tenth of what the waits take while they wait. */
  private static final int HEAP_BOUND_KIB = 1_024;

  @Test
  void closedClientsLeaveNoThreadAndNoDescriptor() throws Exception {
    clients("closed", 50);
  }

  @Test
  @Tag("campaign")
  void aThousandClosedClientsLeaveNoThreadAndNoDescriptor() throws Exception {
    clients("closed", 1_000);
  }

  @Test
  @Tag("campaign")
  void aThousandIdleClientsHaveNoThreadAndNoDescriptor() throws Exception {
    clients("open", 1_000);
  }

  @Test
  void cancelledWaitsLeaveNothing() throws Exception {
    waits(2_000);
  }

  @Test
  @Tag("campaign")
  void tenThousandCancelledWaitsLeaveNothing() throws Exception {
    waits(10_000);
  }

  private static void clients(String how, int count) throws Exception {
    try (BareGateway gateway = new BareGateway();
        ChildJvm child = start(gateway, how, count)) {
      print("ends: %d clients, %s: %s", count, how, child.line("used: ", PATIENCE));
      String settled = child.line("settled: ", PATIENCE);
      print("ends: %d clients, %s, settled: %s", count, how, settled);
      int[] left = numbers(settled);
      assertThat(left[0]).isLessThan(SOME + count / 10);
      assertThat(left[1]).isLessThan(SOME + count / 10);
    }
  }

  private static void waits(int count) throws Exception {
    try (BareGateway gateway = new BareGateway();
        ChildJvm child = start(gateway, "waits", count)) {
      String heap = child.line("heap: ", PATIENCE);
      print("ends: %d cancelled waits: %s", count, heap);
      int[] kib = numbers(heap);
      assertThat(kib[2] - kib[0]).isLessThan(HEAP_BOUND_KIB);
    }
  }

  private static ChildJvm start(BareGateway gateway, String how, int count) throws Exception {
    gateway.answer((task, query) -> task.mark.startsWith("done") ? task.done() : task.running());
    return ChildJvm.start(Residue.class, gateway.url(), how, String.valueOf(count));
  }

  private static int[] numbers(String text) {
    return NUMBER
        .matcher(text)
        .results()
        .map(MatchResult::group)
        .mapToInt(Integer::parseInt)
        .toArray();
  }
}
