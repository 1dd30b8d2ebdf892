package io.github.imagetask.zexi;

import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeZexi;
import org.junit.jupiter.api.Tag;

/** The same, with answers that name no result URL at all. */
@Tag("slow")
final class ZexiNoUrlsContractTest extends ZexiContractTest {
  @Override
  protected FakeGateway gateway(FakeGateways gateways) {
    FakeZexi zexi = gateways.zexi();
    zexi.resultUrls(false);
    return zexi;
  }

  /** What the answer doesn't list can't be counted: ZexiImageRequest's n(..) says so. */
  @Override
  protected ZexiImageRequest several(String prompt, int n) {
    return null;
  }
}
