package io.github.imagetask.zexi;

import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeZexi;
import org.junit.jupiter.api.Tag;

/** The same, with result URLs that have no host. */
@Tag("slow")
final class ZexiRelativeUrlsContractTest extends ZexiContractTest {
  @Override
  protected FakeGateway gateway(FakeGateways gateways) {
    FakeZexi zexi = gateways.zexi();
    zexi.relativeUrls(true);
    return zexi;
  }
}
