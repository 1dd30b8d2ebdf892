package io.github.imagetask.testing.junit;

import io.github.imagetask.testing.fake.Dialect;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeHingnet;
import io.github.imagetask.testing.fake.FakeMeitu;
import io.github.imagetask.testing.fake.FakeZexi;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.BeforeAllCallback;
import org.junit.jupiter.api.extension.BeforeEachCallback;
import org.junit.jupiter.api.extension.ExtensionContext;

/**
 * Fake gateways for the tests of a class: started once, as if just started for each test, and
 * closed at the end. After each test it is looked at what they saw; the test fails if
 *
 * <ul>
 *   <li>a submit or direct call was processed twice, unless the test says that it means to: {@link
 *       #allowRepeatedSubmits()};
 *   <li>a gateway's key or another of its secrets went to another origin.
 * </ul>
 *
 * <pre>{@code
 * final class OrdersTest {
 *   @RegisterExtension static final FakeGatewaysExtension gateways = FakeGatewaysExtension.create();
 *
 *   @Test
 *   void anOrderIsDrawn() {
 *     FakeGateway uniall = gateways.uniall();
 *     Orders orders = new Orders(uniall.baseUrl(), uniall.apiKey());
 *     …
 *   }
 * }
 * }</pre>
 *
 * <p>Held in a static field; the tests of that class run one after another, those of others beside
 * them.
 */
public final class FakeGatewaysExtension
    implements BeforeAllCallback, BeforeEachCallback, AfterEachCallback, AfterAllCallback {
  private final Dialect[] others;
  private @Nullable FakeGateways started;
  private @Nullable Class<?> owner;
  private volatile boolean repeatedSubmits;

  private FakeGatewaysExtension(Dialect... others) {
    this.others = others;
  }

  /**
   * Returns an extension.
   *
   * @param others dialects of your own, as {@link FakeGateways#start(Dialect...)} takes them
   */
  public static FakeGatewaysExtension create(Dialect... others) {
    return new FakeGatewaysExtension(others.clone());
  }

  /**
   * All gateways.
   *
   * @throws IllegalStateException before the first test of the class, and in a field that isn't
   *     static
   */
  public FakeGateways gateways() {
    FakeGateways gateways = started;
    if (gateways == null) {
      throw new IllegalStateException(
          "the fake gateways aren't running: keep the extension in a static field with"
              + " @RegisterExtension, and ask for them in a test or @BeforeEach");
    }
    return gateways;
  }

  /** UniAll's. */
  public FakeGateway uniall() {
    return gateways().uniall();
  }

  /** Hingnet's. */
  public FakeHingnet hingnet() {
    return gateways().hingnet();
  }

  /** Zexi's. */
  public FakeZexi zexi() {
    return gateways().zexi();
  }

  /** Meitu's. */
  public FakeMeitu meitu() {
    return gateways().meitu();
  }

  /** Says that the test which runs sends the same request more than once on purpose. */
  public void allowRepeatedSubmits() {
    repeatedSubmits = true;
  }

  @Override
  public void beforeAll(ExtensionContext context) {
    if (started != null) { // a nested class
      return;
    }
    started = FakeGateways.start(others);
    owner = context.getRequiredTestClass();
  }

  @Override
  public void beforeEach(ExtensionContext context) {
    repeatedSubmits = false;
    gateways().all().forEach(FakeGateway::reset);
  }

  @Override
  public void afterEach(ExtensionContext context) {
    List<String> faults = new ArrayList<>();
    for (FakeGateway gateway : gateways().all()) {
      int repeated = gateway.repeatedSubmits();
      if (repeated > 0 && !repeatedSubmits) {
        faults.add(
            gateway.name()
                + " processed "
                + repeated
                + " submits again: they would have been billed twice. If the test means that, it"
                + " says so by allowRepeatedSubmits()");
      }
      int credentials = gateway.credentialsAtOtherOrigins();
      if (credentials > 0) {
        faults.add(
            "a secret of "
                + gateway.name()
                + " went to another origin in "
                + credentials
                + " requests");
      }
    }
    if (!faults.isEmpty()) {
      throw new AssertionError(String.join("; ", faults));
    }
  }

  @Override
  public void afterAll(ExtensionContext context) {
    if (!context.getRequiredTestClass().equals(owner)) {
      return;
    }
    gateways().close();
    started = null;
    owner = null;
  }
}
