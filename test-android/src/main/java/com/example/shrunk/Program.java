package com.example.shrunk;

import java.io.IOException;

/**
 * The program whose shrunk class files run on the JVM; its entry point is all that R8 must keep.
 */
public final class Program {
  private Program() {}

  /** Runs what the argument names. */
  public static void main(String[] args) throws IOException {
    switch (args[0]) {
      case "tasks" -> {
        Jobs.uniall();
        Jobs.hingnet();
        Jobs.zexi();
        Jobs.meitu();
      }
      case "direct" -> Jobs.direct();
      case "refusals" -> Failures.refusals();
      case "exceptions" -> Failures.exceptions();
      default -> throw new IllegalArgumentException(args[0]);
    }
  }
}
