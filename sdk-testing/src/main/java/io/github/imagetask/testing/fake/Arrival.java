package io.github.imagetask.testing.fake;

import org.jspecify.annotations.Nullable;

/** One request from its request line on: where it came to, whom it is for, what awaits it. */
final class Arrival {
  final Origin origin;
  final @Nullable FakeGateway gateway;
  final @Nullable Fault fault;
  private volatile FakeRequest request;

  /** Whether the ledger has let it go; only the ledger looks. */
  boolean dropped;

  Arrival(
      Origin origin, @Nullable FakeGateway gateway, @Nullable Fault fault, FakeRequest request) {
    this.origin = origin;
    this.gateway = gateway;
    this.fault = fault;
    this.request = request;
  }

  /** The request as far as it has come. */
  FakeRequest request() {
    return request;
  }

  void request(FakeRequest more) {
    this.request = more;
  }
}
