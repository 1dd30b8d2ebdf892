package io.github.imagetask.campaign.fuzz;

/** What Jazzer calls, in a process for each target: {@code test-campaign/run fuzz}. */
public final class Driver {
  private static final Target TARGET = Target.of(System.getProperty("campaign.target", "answers"));

  private Driver() {}

  /** Called once, before the first input. */
  public static void fuzzerInitialize() throws Exception {
    TARGET.load();
  }

  public static void fuzzerTestOneInput(byte[] input) throws Exception {
    TARGET.runUnbounded(input);
  }
}
