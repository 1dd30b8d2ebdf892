package io.github.imagetask.zexi;

import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeZexi;

/** The same, with result URLs that have no host. */
final class ZexiRelativeUrlsContractTest extends ZexiContractTest {
  @Override
  protected FakeGateway gateway(FakeGateways gateways) {
    FakeZexi zexi = gateways.zexi();
    zexi.relativeUrls(true);
    return zexi;
  }
}
