package io.github.imagetask.benchmarks;

import java.io.IOException;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;

/** Whoever submits and waits: ours, a floor, a peer. Not each can do everything. */
interface Client extends AutoCloseable {
  /** Submits a task and waits for its image, on no thread. */
  default CompletableFuture<?> life() {
    throw new UnsupportedOperationException();
  }

  /** The same on the caller's thread. */
  default void work() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Waits on no thread for a task that another process has submitted. */
  default CompletableFuture<?> await(String id) {
    throw new UnsupportedOperationException();
  }

  /** Asks at once about a task that is waited for. */
  default void ask(String id) {
    throw new UnsupportedOperationException();
  }

  /** Calls an entry that answers with an image in base64, and gives how many it has decoded. */
  default int inline() throws IOException {
    throw new UnsupportedOperationException();
  }

  /** Downloads a PNG of so many bytes into a file. */
  default void download(long bytes, Path file) throws IOException {
    throw new UnsupportedOperationException();
  }

  @Override
  default void close() {}
}
