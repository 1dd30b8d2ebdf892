package io.github.imagetask.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageClient;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.Fault;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** How a client is made: its address, its key, the environment; and that it shows no key. */
abstract class ClientContract<R> extends ContractSupport<R> {
  @Test
  final void addressIsRequiredUnlessItIsKnown() {
    String host = ownHost();
    if (host == null) {
      IllegalArgumentException missing =
          failure(
              IllegalArgumentException.class,
              () -> client(gateway(), null, gateway().apiKey(), options -> {}));

      assertThat(missing).hasMessage("baseUrl is missing");
    } else {
      try (ImageClient<R> client = client(gateway(), null, gateway().apiKey(), options -> {})) {
        assertThat(client.toString()).endsWith("{" + host + "}");
      }
    }
  }

  @Test
  final void keyIsRequired() {
    IllegalArgumentException missing =
        failure(
            IllegalArgumentException.class,
            () -> client(gateway(), baseUrl(gateway()), null, options -> {}));

    assertThat(missing).hasMessage("apiKey is missing");
  }

  @Test
  final void keyThatNoKeyLooksLikeIsRefusedUnseen() {
    for (String key : new String[] {"test-key-\nbroken", "test-key broken", "test-kéy-broken"}) {
      IllegalArgumentException refused =
          failure(IllegalArgumentException.class, () -> clientWithKey(key, options -> {}));

      assertThat(refused)
          .hasMessage("apiKey holds a blank, a line break or another character that no key has");
    }
  }

  @Test
  final void addressMayEndInASlash() {
    String slashed = baseUrl(gateway()) + "/";
    try (ImageClient<R> client = client(gateway(), slashed, gateway().apiKey(), options -> {})) {
      client.submit(textToImage("with a slash"));
    }

    assertThat(gateway().tasks()).isEqualTo(1);
  }

  @Test
  final void addressWithTheApisVersionIsRefused() {
    assumeTrue(!gateway().baseUrl().endsWith("/v1"), "here the version is part of the address");
    for (String end : new String[] {"/v1", "/v1/"}) {
      IllegalArgumentException refused = refusedAddress(gateway().baseUrl() + end);

      assertThat(refused)
          .hasMessage("the base URL is everything before /v1; leave the trailing /v1 out");
    }
  }

  @Test
  final void addressThatIsNoneIsRefusedUnseen() {
    for (String address :
        new String[] {
          "gateway:hidden",
          "ftp://gateway.example/hidden",
          "https://user:hidden@gateway.example/x",
          "https://gateway.example/x?key=hidden",
          "https://gateway.example/x#hidden"
        }) {
      assertThat(refusedAddress(address).getMessage()).doesNotContain("hidden");
    }
  }

  private IllegalArgumentException refusedAddress(String address) {
    return failure(
        IllegalArgumentException.class,
        () -> client(gateway(), address, gateway().apiKey(), options -> {}));
  }

  @Test
  final void environmentHoldsAddressAndKeys() {
    try (ImageClient<R> client = fromEnvironment(gateway().environment())) {
      client.submit(textToImage("from the environment"));
    }

    assertThat(gateway().tasks()).isEqualTo(1);
  }

  @Test
  final void environmentWithoutAKeyIsNamed() {
    for (Map.Entry<String, String> variable : gateway().environment().entrySet()) {
      if (!gateway().secrets().contains(variable.getValue())) continue;

      assertIsNamedIfNotSet(variable.getKey());
    }
  }

  @Test
  final void environmentHoldsTheAddressUnlessItIsKnown() {
    String name = addressVariable();
    String host = ownHost();
    if (host == null) {
      assertIsNamedIfNotSet(name);
      return;
    }
    for (String blank : Arrays.asList(null, "", " ")) {
      try (ImageClient<R> client = fromEnvironment(environment(name, blank))) {
        assertThat(client.toString()).endsWith("{" + host + "}");
      }
    }
  }

  private String addressVariable() {
    for (Map.Entry<String, String> variable : gateway().environment().entrySet()) {
      if (variable.getValue().equals(gateway().baseUrl())) return variable.getKey();
    }
    throw new AssertionError("no variable of the fake's environment holds its address");
  }

  private void assertIsNamedIfNotSet(String name) {
    for (String blank : Arrays.asList(null, "", " ")) {
      IllegalStateException missing =
          failure(
              IllegalStateException.class, () -> fromEnvironment(environment(name, blank)).close());

      assertThat(missing).hasMessage("the environment variable " + name + " is not set");
    }
  }

  private Map<String, String> environment(String name, @Nullable String value) {
    Map<String, String> environment = new LinkedHashMap<>(gateway().environment());
    environment.remove(name);
    if (value != null) environment.put(name, value);
    return environment;
  }

  @Test
  final void clientShowsItsHostAndNoKey() {
    String text = client().toString();

    assertThat(text).contains("127.0.0.1").doesNotContain(gateway().secrets());
  }

  @Test
  final void keyThatTheGatewayRepeatsIsNotShown() {
    for (String secret : gateway().secrets()) {
      gateway()
          .next(FakeCall.SUBMIT, Fault.refusal(401, "bad_key", "no such key: " + secret + "!"));

      GatewayException refused = failure(GatewayException.class, this::submit);

      assertThat(Objects.requireNonNull(refused.error().message())).startsWith("no such key: ██!");
    }
  }
}
