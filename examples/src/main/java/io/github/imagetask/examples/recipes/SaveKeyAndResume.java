package io.github.imagetask.examples.recipes;

import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageTask;
import io.github.imagetask.TaskKey;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A task that outlives its process: one JVM submits and forgets it, another brings the image. */
public final class SaveKeyAndResume {
  private SaveKeyAndResume() {}

  /** Runs the recipe: without arguments both halves, with {@code resume FILE} the second. */
  public static void main(String[] args) throws IOException, InterruptedException {
    try (Account account = Account.open();
        UniAllClient client =
            UniAllClient.builder().baseUrl(account.baseUrl()).apiKey(account.apiKey()).build()) {
      if (args.length == 2 && args[0].equals("resume")) {
        resume(client, Path.of(args[1]));
      } else {
        Path saved = Files.createDirectories(Path.of("out")).resolve("task.key");
        submit(client, saved);
        int exitCode = resumeInAnotherProcess(account, saved);
        System.out.println("the other process ended with " + exitCode);
      }
    }
  }

  private static void submit(UniAllClient client, Path saved) throws IOException {
    ImageTask task =
        client.submit(
            UniAllImageRequest.builder()
                .model(UniAllModel.NANO_BANANA_2_1K)
                .prompt("A paper boat on a still lake")
                .build());
    // A key is short text without secrets: a column of 256 characters holds it.
    Files.writeString(saved, task.key().toString());
    System.out.println("submitted " + task.key() + ", saved in " + saved);
  }

  private static void resume(UniAllClient client, Path saved) throws IOException {
    TaskKey key = TaskKey.parse(Files.readString(saved));
    // Nothing is submitted or paid here, however often it is done.
    ImageResult result = client.task(key).awaitResult();
    System.out.println("resumed " + key + ": " + result.saveAll(Path.of("out")));
  }

  private static int resumeInAnotherProcess(Account account, Path saved)
      throws IOException, InterruptedException {
    ProcessBuilder other =
        new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-cp",
            System.getProperty("java.class.path"),
            SaveKeyAndResume.class.getName(),
            "resume",
            saved.toString());
    // By the environment and not as arguments, which every user of the machine can read.
    other.environment().put("UNIALL_BASE_URL", account.baseUrl());
    other.environment().put("UNIALL_API_KEY", account.apiKey());
    Process process = other.redirectErrorStream(true).start();
    process.getInputStream().transferTo(System.out);
    return process.waitFor();
  }
}
