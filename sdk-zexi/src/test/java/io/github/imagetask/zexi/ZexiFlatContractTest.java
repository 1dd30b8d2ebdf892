package io.github.imagetask.zexi;

import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeZexi;
import org.junit.jupiter.api.Tag;

/** The same, with queries answered without the envelope, as clients saw them. */
@Tag("slow")
final class ZexiFlatContractTest extends ZexiContractTest {
  @Override
  protected FakeGateway gateway(FakeGateways gateways) {
    FakeZexi zexi = gateways.zexi();
    zexi.flatQueries(true);
    return zexi;
  }
}
