package io.github.imagetask.benchmarks;

import io.github.imagetask.GeneratedImage;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ImageTask;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskKey;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.github.imagetask.uniall.UniAllResponseFormat;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import okhttp3.OkHttpClient;
import org.jspecify.annotations.Nullable;

/** This SDK, as a user writes it. */
final class Ours implements Client {
  private final UniAllClient client;
  private @Nullable GeneratedImage image;

  Ours(Setup setup) {
    Schedule schedule = setup.schedule();
    UniAllClient.Builder builder =
        UniAllClient.builder()
            .baseUrl(setup.url())
            .apiKey(FloorHttp.KEY)
            .maxImageBytes(1L << 40)
            .pollPolicy(
                PollPolicy.builder()
                    .firstDelay(schedule.first())
                    .delays(schedule.every(), schedule.every())
                    .growth(1)
                    .jitter(schedule.jitter())
                    .deadline(Duration.ofHours(10))
                    .build());
    if (setup.defaultPool()) builder.okHttpClient(new OkHttpClient());
    this.client = builder.build();
  }

  @Override
  public CompletableFuture<?> life() {
    return client.submitAsync(request()).thenCompose(ImageTask::resultAsync);
  }

  @Override
  public void work() {
    Object unused = client.submit(request()).awaitResult();
  }

  @Override
  public CompletableFuture<?> await(String id) {
    return client.task(TaskKey.of("uniall", id)).resultAsync();
  }

  @Override
  public void ask(String id) {
    client.nudge(TaskKey.of("uniall", id));
  }

  @Override
  public int inline() {
    UniAllImageRequest request =
        request().newBuilder().responseFormat(UniAllResponseFormat.B64_JSON).build();
    return client.direct().generate(request).images().size();
  }

  @Override
  public void download(long bytes, Path file) {
    GeneratedImage current = image;
    if (current == null) image = current = client.submit(request()).awaitResult().first();
    Path unused = current.saveTo(file);
  }

  private static UniAllImageRequest request() {
    return UniAllImageRequest.builder()
        .model(UniAllModel.GPT_IMAGE_2)
        .prompt(FloorHttp.PROMPT)
        .size(ImageSize.of(1024, 768))
        .build();
  }

  @Override
  public void close() {
    client.close();
  }
}
