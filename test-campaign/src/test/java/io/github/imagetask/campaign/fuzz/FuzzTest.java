package io.github.imagetask.campaign.fuzz;

import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The kept inputs, and for half a second what chance makes of them: any bytes give a value or an
 * exception that the contract names. {@code test-campaign/run fuzz} goes on with coverage as its
 * guide.
 */
@Timeout(60)
final class FuzzTest {
  private static final long NANOS = TimeUnit.MILLISECONDS.toNanos(500);

  @ParameterizedTest
  @EnumSource
  void anyBytesGiveAValueOrOneOfOurExceptions(Target target) throws Exception {
    long seed = Long.getLong("campaign.seed", System.nanoTime());
    List<byte[]> inputs = Inputs.of(target);
    target.load();
    for (byte[] each : inputs) run(target, each, seed);
    Mutations mutations = new Mutations(seed, inputs);
    long end = System.nanoTime() + NANOS;
    int count = 0;
    for (; System.nanoTime() - end < 0; count++) run(target, mutations.next(), seed);
    System.out.printf(
        "fuzz %s: %d kept inputs, %d by chance, campaign.seed=%d, nothing found%n",
        target.label(), inputs.size(), count, seed);
  }

  private static void run(Target target, byte[] input, long seed) throws Exception {
    try {
      target.run(input);
    } catch (Throwable e) {
      System.out.printf(
          "fuzz %s: campaign.seed=%d, found (base64) %s%n",
          target.label(), seed, Base64.getEncoder().encodeToString(input));
      throw e;
    }
  }
}
