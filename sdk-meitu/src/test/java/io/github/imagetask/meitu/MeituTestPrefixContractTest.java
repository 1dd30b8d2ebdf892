package io.github.imagetask.meitu;

import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeMeitu;

/** The same, at the prefix of the test environment. */
final class MeituTestPrefixContractTest extends MeituContractTest {
  @Override
  protected String baseUrl(FakeGateway gateway) {
    return ((FakeMeitu) gateway).testBaseUrl();
  }
}
