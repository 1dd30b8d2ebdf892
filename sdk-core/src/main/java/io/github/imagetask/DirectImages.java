package io.github.imagetask;

import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;

/**
 * A gateway's entry that answers with the image itself: one HTTP exchange, as long as the image
 * takes, and no task behind it.
 *
 * <p><b>A call that is cut off is a paid image that nobody can fetch.</b> There is no key to take
 * it up again by. Prefer {@link ImageClient#submit} where the gateway has the model; take this one
 * where it hasn't, or where no object storage is set up behind it.
 *
 * <p>Money is kept as with a submit: one POST on the wire, what was certainly not sent or was put
 * off is tried again, and where it can't be known whether images were made {@link
 * SubmitOutcomeUnknownException} says so and nothing is repeated. A call takes up to the client's
 * {@link ImageClient.Builder#directTimeout}.
 *
 * <p>Thread-safe; as long-lived as its client. {@link #generate} and {@link #generateInto} block
 * their thread: not for Android's main thread. What returns a future never does.
 *
 * @param <R> the entry's request
 */
public final class DirectImages<R> {
  private final Caller<R> caller;
  private final boolean closesOnCancel;

  /** What makes the calls. */
  interface Caller<R> {
    Joinable<DirectResult> call(R request, boolean closesOnAbandon);

    Joinable<List<Path>> save(R request, Path folder, boolean closesOnAbandon);

    /** Refuses to start a call for a thread that has been told to stop. */
    void refuseIfInterrupted();
  }

  DirectImages(Caller<R> caller, boolean closesOnCancel) {
    this.caller = caller;
    this.closesOnCancel = closesOnCancel;
  }

  /**
   * Returns the same entry, whose calls close their connection when they are cancelled or
   * interrupted: nothing more comes, though the images may be paid for all the same. Unless this is
   * asked for, the answer is left to come, and its images go to {@link TaskListener#generated}, or
   * into their folder.
   */
  public DirectImages<R> closingOnCancel() {
    return new DirectImages<>(caller, true);
  }

  /**
   * Asks for images and returns them as they come in the answer, inline or by URL. Inline ones are
   * held in memory, each as large as {@code maxImageBytes} and eight times that together; {@link
   * #generateInto} streams them into files. An interrupted thread gets a {@link
   * SubmitOutcomeUnknownException} if the request was sent.
   *
   * @throws GatewayException if the gateway refused it; nothing is billed, unless it says so
   * @throws ConnectionException if nothing could be sent; nothing is billed
   * @throws SubmitOutcomeUnknownException if the images may have been made all the same
   * @throws NoImageException if the answer has none; it may be billed
   * @throws TaskPendingException if the call became a task (Meitu)
   * @throws InvalidRequestException if an image to upload can no longer be read, or the request has
   *     what only another entry of the gateway's takes
   * @throws WaitAbortedException if the thread was interrupted before anything was sent
   * @throws IllegalStateException if the client is closed
   */
  public DirectResult generate(R request) {
    Objects.requireNonNull(request, "request == null");
    caller.refuseIfInterrupted();
    return caller.call(request, closesOnCancel).join();
  }

  /**
   * Asks for images; no thread waits. The future fails with what {@link #generate} throws.
   * Cancelling it before the request is written sends nothing; after that see {@link
   * #closingOnCancel}. Cancelling what {@code thenApply} returned stops nothing.
   *
   * @throws IllegalStateException if the client is closed
   */
  public CompletableFuture<DirectResult> generateAsync(R request) {
    Objects.requireNonNull(request, "request == null");
    return future(() -> caller.call(request, closesOnCancel));
  }

  /**
   * Asks for images and streams each into a file of its own as it comes, however large they are
   * together; those that come by URL are fetched then. The folder exists; the files have a random
   * name with the extension that their bytes ask for. Each is whole or absent, and stays if the
   * answer breaks off after it: a folder for each call says which files are its own. If the caller
   * leaves, files still appear.
   *
   * @return the files, in the images' order
   * @throws InvalidRequestException if no file can be made in the folder; nothing was sent
   * @throws SubmitOutcomeUnknownException also if a file can't be written, as on a full disk
   * @throws DownloadException if an image that came by URL can't be fetched or saved; it has gone
   *     to {@link TaskListener#generated} before
   * @throws ImageTaskException else as {@link #generate} does
   * @throws IllegalStateException if the client is closed
   */
  public List<Path> generateInto(R request, Path folder) {
    Objects.requireNonNull(request, "request == null");
    Objects.requireNonNull(folder, "folder == null");
    caller.refuseIfInterrupted();
    return caller.save(request, folder, closesOnCancel).join();
  }

  /**
   * Asks for images and streams them into files; no thread waits. The future fails with what {@link
   * #generateInto} throws.
   *
   * @throws IllegalStateException if the client is closed
   */
  public CompletableFuture<List<Path>> generateIntoAsync(R request, Path folder) {
    Objects.requireNonNull(request, "request == null");
    Objects.requireNonNull(folder, "folder == null");
    return future(() -> caller.save(request, folder, closesOnCancel));
  }

  private static <T> CompletableFuture<T> future(Supplier<Joinable<T>> call) {
    try {
      return call.get().future();
    } catch (InvalidRequestException e) {
      CompletableFuture<T> failed = new CompletableFuture<>();
      failed.completeExceptionally(e);
      return failed;
    }
  }
}
