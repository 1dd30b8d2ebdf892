package io.github.imagetask;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** A direct call into files, and the fetch of those images that it brought by URL. */
final class DirectSaving {
  private final Function<GeneratedImage, Joinable<Path>> save;
  private final Callbacks callbacks;
  private final Ending<List<Path>> raw = new Ending<>();
  private Supplier<ImageTaskException> stop; // the call, and then the fetch

  DirectSaving(
      SubmitCall<FolderSink.Saved> call,
      Function<GeneratedImage, Joinable<Path>> save,
      Callbacks callbacks) {
    this.save = save;
    this.callbacks = callbacks;
    this.stop = call::abandon;
    CompletableFuture<FolderSink.Saved> unused = call.raw().whenComplete(this::onAnswer);
  }

  Joinable<List<Path>> joinable() {
    return new Joinable<>(raw, callbacks, this::abandon);
  }

  private void onAnswer(FolderSink.@Nullable Saved saved, @Nullable Throwable failure) {
    if (saved == null) {
      raw.completeExceptionally(failure);
      return;
    }
    if (saved.rest().isEmpty()) {
      complete(saved, Collections.emptyList());
      return;
    }
    SaveAllCall fetch;
    try {
      fetch = new SaveAllCall(saved.rest(), save);
    } catch (IllegalStateException closed) {
      ImageOrigin origin = saved.rest().get(0).origin();
      raw.completeExceptionally(origin.aborted("the client was closed"));
      return;
    }
    synchronized (this) {
      stop = fetch::abandon;
    }
    CompletableFuture<List<Path>> unused =
        fetch
            .raw()
            .whenComplete(
                (files, error) -> {
                  if (error == null) {
                    complete(saved, files);
                  } else {
                    raw.completeExceptionally(error);
                  }
                });
  }

  private void complete(FolderSink.Saved saved, List<Path> fetched) {
    Iterator<Path> rest = fetched.iterator();
    List<Path> all = new ArrayList<>();
    for (Path file : saved.files()) all.add(file == null ? rest.next() : file);
    raw.complete(Collections.unmodifiableList(all));
  }

  private ImageTaskException abandon() {
    Supplier<ImageTaskException> now;
    synchronized (this) {
      now = stop;
    }
    return now.get();
  }
}
