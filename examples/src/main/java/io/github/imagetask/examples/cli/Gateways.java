package io.github.imagetask.examples.cli;

import java.util.List;
import java.util.stream.Collectors;

/** The gateways of the command line. */
final class Gateways {
  static final List<GatewayCli<?>> ALL =
      List.of(new UniAllCli(), new HingnetCli(), new ZexiCli(), new MeituCli());

  private Gateways() {}

  /**
   * Returns the gateway of this name.
   *
   * @throws UsageException if there is none
   */
  static GatewayCli<?> named(String name) {
    for (GatewayCli<?> gateway : ALL) {
      if (gateway.name().equals(name)) return gateway;
    }
    throw new UsageException("no gateway \"" + name + "\"; there is " + names());
  }

  static String names() {
    return ALL.stream().map(GatewayCli::name).collect(Collectors.joining(", "));
  }

  /** The names, for {@code --help} and for completion in a shell. */
  static final class Names extends java.util.ArrayList<String> {
    private static final long serialVersionUID = 1;

    Names() {
      ALL.forEach(gateway -> add(gateway.name()));
    }
  }
}
