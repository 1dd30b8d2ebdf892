package io.github.imagetask.benchmarks;

import java.util.concurrent.CompletableFuture;

/** Whoever submits and waits: ours, a floor, a peer. */
interface Client extends AutoCloseable {
  /** Submits a task and waits for its image, on no thread. */
  CompletableFuture<?> life();

  /** The same on the caller's thread. */
  default void work() {
    Object unused = life().join();
  }

  /** Waits on no thread for a task that another process has submitted. */
  CompletableFuture<?> await(String id);

  @Override
  void close();
}
