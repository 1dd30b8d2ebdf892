package io.github.imagetask.campaign.servers;

import io.github.imagetask.testing.fake.Fault;
import java.time.Duration;
import java.util.function.Supplier;

/**
 * What goes wrong between a client and a gateway.
 *
 * @param name as the table spells it
 * @param calls which calls are tried: "submit", "wait" or both
 * @param conf what the server in front has to be told for it
 * @param fault what the gateway itself does to the call, once; null if it is well
 * @param warmUps submits before it that nothing happens to
 * @param submits how many are made, one after the other
 * @param pause the time between two of them
 * @param ballast bytes that a submit is larger
 * @param deadline how long a wait lasts at most
 */
record Case(
    String name,
    String calls,
    String conf,
    Supplier<Fault> fault,
    int warmUps,
    int submits,
    Duration pause,
    int ballast,
    Duration deadline) {

  static Case of(String name, String calls, String conf) {
    return new Case(name, calls, conf, () -> null, 0, 1, Duration.ZERO, 0, Duration.ofSeconds(30));
  }

  Case with(Supplier<Fault> newFault) {
    return new Case(name, calls, conf, newFault, warmUps, submits, pause, ballast, deadline);
  }

  Case after(int newWarmUps) {
    return new Case(name, calls, conf, fault, newWarmUps, submits, pause, ballast, deadline);
  }

  Case times(int newSubmits, Duration newPause) {
    return new Case(name, calls, conf, fault, warmUps, newSubmits, newPause, ballast, deadline);
  }

  Case larger(int bytes) {
    return new Case(name, calls, conf, fault, warmUps, submits, pause, bytes, deadline);
  }

  Case until(Duration newDeadline) {
    return new Case(name, calls, conf, fault, warmUps, submits, pause, ballast, newDeadline);
  }
}
