package io.github.imagetask.meitu;

import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeMeitu;
import org.junit.jupiter.api.Tag;

/** The same, with images that the answer itself holds in base64. */
@Tag("slow")
final class MeituInlineContractTest extends MeituContractTest {
  @Override
  protected FakeGateway gateway(FakeGateways gateways) {
    FakeMeitu meitu = gateways.meitu();
    meitu.inlineResults(true);
    return meitu;
  }
}
