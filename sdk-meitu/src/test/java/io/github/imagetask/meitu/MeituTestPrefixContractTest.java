package io.github.imagetask.meitu;

import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeMeitu;
import org.junit.jupiter.api.Tag;

/** The same, at the prefix of the test environment. */
@Tag("slow")
final class MeituTestPrefixContractTest extends MeituContractTest {
  @Override
  protected String baseUrl(FakeGateway gateway) {
    return ((FakeMeitu) gateway).testBaseUrl();
  }
}
