package io.github.imagetask.benchmarks;

import com.openai.client.OpenAIClient;
import com.openai.client.okhttp.OpenAIOkHttpClient;
import com.openai.models.images.ImageGenerateParams;
import com.openai.models.images.ImageModel;
import com.openai.models.images.ImagesResponse;

/** OpenAI's own SDK: one call, which is answered with an image's address. */
final class OpenAi implements Client {
  private final OpenAIClient client;

  OpenAi(Setup setup) {
    this.client =
        OpenAIOkHttpClient.builder().baseUrl(setup.url() + "openai/v1").apiKey(FloorHttp.KEY).build();
  }

  @Override
  public void work() {
    ImagesResponse answer =
        client
            .images()
            .generate(
                ImageGenerateParams.builder()
                    .model(ImageModel.GPT_IMAGE_2)
                    .prompt(FloorHttp.PROMPT)
                    .build());
    String unused = answer.data().orElseThrow().get(0).url().orElseThrow();
  }

  @Override
  public void close() {
    client.close();
  }
}
