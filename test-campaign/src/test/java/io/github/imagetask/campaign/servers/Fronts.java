package io.github.imagetask.campaign.servers;

import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.Fault;
import java.util.ArrayList;
import java.util.List;

/** The gateways behind one server, which end with the test. */
final class Fronts implements AutoCloseable {
  private final List<FakeGateways> all = new ArrayList<>();

  /** What goes wrong behind any server. */
  static List<Case> behind() {
    return List.of(
        Case.of("cut", "submit wait", "").with(Fault::cutAfterRead),
        Case.of("cut-warm", "submit", "").with(Fault::cutAfterRead).after(1),
        Case.of("cut-amid", "submit wait", "").with(() -> Fault.cutAtByte(150)));
  }

  FakeGateways start() {
    FakeGateways fakes = FakeGateways.start();
    all.add(fakes);
    return fakes;
  }

  @Override
  public void close() {
    all.forEach(FakeGateways::close);
  }
}
