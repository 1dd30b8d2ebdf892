package io.github.imagetask.examples.recipes;

import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ImageTask;
import io.github.imagetask.TaskFailedException;
import io.github.imagetask.TaskTimeoutException;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.github.imagetask.uniall.UniAllQuality;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** One request, one thread that waits, two files. */
public final class GenerateBlocking {
  private GenerateBlocking() {}

  /** Runs the recipe. */
  public static void main(String[] args) throws IOException {
    // Nothing is sent yet: build() says at once, and all at once, what the gateway would refuse.
    UniAllImageRequest request =
        UniAllImageRequest.builder()
            .model(UniAllModel.GPT_IMAGE_2)
            .prompt("A small blue glass sphere on a clean white desk")
            .size(ImageSize.of(1024, 768))
            .quality(UniAllQuality.LOW)
            .n(2)
            .build();
    Path folder = Files.createDirectories(Path.of("out"));

    // One client for the whole application, however many tasks; close it at the end.
    try (Account account = Account.open();
        UniAllClient client =
            UniAllClient.builder().baseUrl(account.baseUrl()).apiKey(account.apiKey()).build()) {
      // From here on it is paid for. The key is what to save: with it any process can go on.
      ImageTask task = client.submit(request);
      System.out.println("submitted " + task.key());

      try {
        ImageResult result = task.awaitResult(); // asks every 2 to 5 s, for 10 min at most
        for (Path file : result.saveAll(folder)) System.out.println("saved " + file);
      } catch (TaskFailedException e) {
        System.out.println("no image, and there won't be one: " + e.error());
      } catch (TaskTimeoutException e) {
        System.out.println("not yet; await " + e.key() + " again later");
      }
    }
  }
}
