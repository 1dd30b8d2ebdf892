package io.github.imagetask.benchmarks;

import java.time.Duration;

/**
 * A program's first image: makes a client, has one life of a task, and prints the CPU time of the
 * whole process in ms. Arguments: the client's class, the gateway's address.
 */
final class Cold {
  private Cold() {}

  public static void main(String[] args) throws Exception {
    try (Client client = Subject.client(args[0], new Setup(args[1], Schedule.SHORTEST, false))) {
      client.work();
      // Not from a management bean, which would load more than some clients do.
      Duration cpu = ProcessHandle.current().info().totalCpuDuration().orElseThrow();
      System.out.println(cpu.toNanos() / 1e6);
    }
  }
}
