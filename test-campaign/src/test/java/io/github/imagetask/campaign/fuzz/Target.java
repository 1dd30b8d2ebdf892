package io.github.imagetask.campaign.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.util.Locale;

/** What reads or writes bytes that are no one's of ours. */
enum Target {
  ANSWERS(Answers::check),
  IMAGES(Images::check),
  KEYS(Texts::key),
  DURATIONS(Texts::durations),
  RETRY_AFTER(Texts::retryAfter),
  CALLBACKS(Texts::callback),
  JSON(Writers::json),
  FORMS(Writers::form);

  /**
   * What one input may allocate in all; the largest is 4 KiB long, and is read some forty times.
   */
  private static final long MOST_BYTES = 64 << 20;

  private static final ThreadMXBean MEMORY = (ThreadMXBean) ManagementFactory.getThreadMXBean();

  @SuppressWarnings("ImmutableEnumChecker") // a function
  private final Check check;

  /** Ends with an exception only if a promise is broken. */
  private interface Check {
    void of(byte[] input) throws Exception;
  }

  Target(Check check) {
    this.check = check;
  }

  /** As the command and the folders of inputs spell it. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  static Target of(String label) {
    return valueOf(label.toUpperCase(Locale.ROOT).replace('-', '_'));
  }

  /** Loads the classes, which isn't the first input's memory or time. */
  void load() throws Exception {
    check.of(new byte[0]);
  }

  /** As {@link #run}, for Jazzer: what its agent allocates can't be told from the input's. */
  void runUnbounded(byte[] input) throws Exception {
    check.of(input);
  }

  void run(byte[] input) throws Exception {
    // What the first run loads, or an agent rewrites, isn't the input's.
    if (allocated(input) < MOST_BYTES) return;
    long again = allocated(input);
    assertThat(again).as("bytes for an input of %s", input.length).isLessThan(MOST_BYTES);
  }

  private long allocated(byte[] input) throws Exception {
    long before = MEMORY.getCurrentThreadAllocatedBytes();
    check.of(input);
    return MEMORY.getCurrentThreadAllocatedBytes() - before;
  }
}
