package io.github.imagetask.examples.recipes;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Many tasks at once, and no thread that waits for any of them. */
public final class GenerateManyAsync {
  private static final List<String> THINGS =
      List.of("cube", "sphere", "cone", "torus", "pyramid", "cylinder", "prism", "spiral");

  private GenerateManyAsync() {}

  /** Runs the recipe. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of("out"));
    try (Account account = Account.open();
        UniAllClient client =
            UniAllClient.builder().baseUrl(account.baseUrl()).apiKey(account.apiKey()).build()) {
      List<CompletableFuture<Void>> all =
          THINGS.stream().map(thing -> generate(client, thing, folder)).toList();

      // Only because main() must not return earlier: a server would do something else meanwhile.
      CompletableFuture.allOf(all.toArray(new CompletableFuture<?>[0])).join();
    }
  }

  private static CompletableFuture<Void> generate(UniAllClient client, String thing, Path folder) {
    UniAllImageRequest request =
        UniAllImageRequest.builder()
            .model(UniAllModel.NANO_BANANA_2_0_5K)
            .prompt("A " + thing + " of red glass on a clean white desk")
            .aspectRatio(AspectRatio.of(1, 1))
            .build();
    return client
        .submitAsync(request)
        .thenCompose(
            task -> {
              // The place to save the key, before anything can go wrong with the wait.
              System.out.println(thing + " is " + task.key());
              return task.resultAsync();
            })
        .thenCompose(result -> result.first().saveToAsync(folder.resolve(thing + ".png")))
        // One that fails must not take the others with it. The SDK's futures fail with its own
        // exceptions; what thenCompose made of them wraps these in a CompletionException.
        .handle(
            (file, failure) -> {
              System.out.println(thing + ": " + (failure == null ? file : failure.getMessage()));
              return null;
            });
  }
}
