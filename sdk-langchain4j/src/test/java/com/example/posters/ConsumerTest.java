package com.example.posters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.langchain4j.data.image.Image;
import dev.langchain4j.model.image.ImageModel;
import dev.langchain4j.model.output.Response;
import io.github.imagetask.GeneratedImage;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageSize;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskKey;
import io.github.imagetask.langchain4j.ImageTaskImageModel;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.github.imagetask.uniall.UniAllQuality;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** As a user would write it: her client, her service, a key that outlives the call. */
@Timeout(30)
final class ConsumerTest {
  @Test
  void serviceDrawsAndItsKeyFetchesTheImageLater(@TempDir Path folder) {
    try (FakeGateways gateways = FakeGateways.start();
        UniAllClient client = client(gateways.uniall())) {
      Posters posters = new Posters(imageModel(client));

      Response<List<Image>> response = posters.draw("a blue glass sphere");
      String saved = (String) response.metadata().get(ImageTaskImageModel.TASK_KEY);
      ImageResult again = client.task(TaskKey.parse(saved)).awaitResult();
      Path file = again.first().saveTo(folder.resolve("poster.png"));

      assertThat(response.content())
          .extracting(image -> image.url().toString())
          .isEqualTo(again.images().stream().map(GeneratedImage::url).toList());
      assertThat(Files.exists(file)).isTrue();
      assertThat(gateways.uniall().submits()).isEqualTo(1);
    }
  }

  private static UniAllClient client(FakeGateway uniall) {
    return UniAllClient.builder()
        .baseUrl(uniall.baseUrl())
        .apiKey(uniall.apiKey())
        .pollPolicy(
            PollPolicy.builder()
                .firstDelay(Duration.ZERO)
                .delays(Duration.ofMillis(1), Duration.ofMillis(5))
                .build())
        .build();
  }

  private static ImageModel imageModel(UniAllClient client) {
    return ImageTaskImageModel.builder(
            client,
            () ->
                UniAllImageRequest.builder()
                    .model(UniAllModel.GPT_IMAGE_2)
                    .size(ImageSize.of(1024, 1024))
                    .quality(UniAllQuality.LOW),
            UniAllImageRequest.Builder::build)
        .n(UniAllImageRequest.Builder::n)
        .build();
  }
}
