package io.github.imagetask.campaign.crash;

import io.github.imagetask.TaskKey;
import io.github.imagetask.uniall.UniAllClient;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;

/** Another process, which takes up what the keys in a folder tell of. */
final class Resumer {
  private Resumer() {}

  /** Takes the gateway's address; then, line by line, folders. */
  public static void main(String[] arguments) throws Exception {
    BufferedReader in =
        new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
    System.out.println("ready");
    for (String folder = in.readLine(); folder != null; folder = in.readLine()) {
      try (UniAllClient client = Batch.builder(arguments[0]).build()) {
        System.out.println("saved " + resume(client, Path.of(folder)));
      } catch (RuntimeException e) {
        System.out.println("failed " + e);
      }
    }
  }

  private static int resume(UniAllClient client, Path folder) throws IOException {
    List<CompletableFuture<?>> all = new ArrayList<>();
    for (String text : KeyFile.keys(folder)) {
      TaskKey key = TaskKey.parse(text);
      // A file that is there is whole: that is the promise she relies on.
      if (Files.exists(folder.resolve(image(key.id())))) continue;
      all.add(client.task(key).resultAsync().thenCompose(result -> result.saveAllAsync(folder)));
    }
    CompletableFuture.allOf(all.toArray(CompletableFuture[]::new)).join();
    return all.size();
  }

  /** The name that saveAll gives a task's only image. */
  static String image(String id) {
    return "uniall-" + id + "-0.png";
  }
}
