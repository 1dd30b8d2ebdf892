package io.github.imagetask.examples.cli;

import io.github.imagetask.ImageClient;
import io.github.imagetask.examples.SampleImage;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeRequest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Function;

/** What the examples of a gateway look like when they arrive there. */
final class Sent {
  private Sent() {}

  static <R> List<FakeRequest> examples(
      GatewayCli<R> gateway, Function<FakeGateways, FakeGateway> there, Path directory)
      throws IOException {
    Path input = SampleImage.write(directory.resolve("input.png"));
    try (FakeGateways gateways = FakeGateways.start()) {
      FakeGateway fake = there.apply(gateways);
      Access access = new Access(fake.environment(), null);
      try (ImageClient<R> client = gateway.client(access, options -> {})) {
        for (Example<R> example : gateway.examples(input)) client.submit(example.request());
      }
      return fake.requests();
    }
  }

  /** The fields of a form as curl's {@code -F} takes them. */
  static List<String> fields(FakeRequest form) {
    return form.parts().stream()
        .map(
            part ->
                part.name()
                    + "="
                    + (part.fileName() == null ? part.bodyText() : "@" + part.fileName()))
        .toList();
  }
}
