package io.github.imagetask.uniall;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.Submission;
import io.github.imagetask.testing.contract.RequestContract;
import java.io.IOException;
import java.util.Map;
import java.util.function.UnaryOperator;
import okhttp3.HttpUrl;

final class UniAllGeminiRequestContractTest
    extends RequestContract<UniAllGeminiModel, UniAllGeminiRequest, UniAllGeminiRequest.Builder> {
  private static final byte[] PNG = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n', 1, 2, 3};

  @Override
  protected Gateway<UniAllGeminiRequest> wire() {
    throw new AssertionError("there is no task of such a request");
  }

  @Override
  protected Submission submission(UniAllGeminiRequest request) throws IOException {
    Submission call = new UniAllGeminiEntry(HttpUrl.get("https://gateway.example")).submit(request);
    // The model stands in the address: put it where the contract looks.
    String body = call.request().url() + Bodies.json(call);
    return Submission.of(
        call.request()
            .newBuilder()
            .post(okhttp3.RequestBody.create(body, call.request().body().contentType()))
            .build());
  }

  @Override
  protected ReferenceImage image() {
    return ReferenceImage.bytes(PNG);
  }

  @Override
  protected UniAllGeminiRequest.Builder minimal() {
    return UniAllGeminiRequest.builder()
        .model(UniAllGeminiModel.of("gemini-4-image"))
        .prompt("a cube");
  }

  @Override
  protected Map<String, UnaryOperator<UniAllGeminiRequest.Builder>> fields() {
    return Map.of(
        "model", builder -> builder.model(UniAllGeminiModel.GEMINI_2_5_FLASH_IMAGE),
        "aspectRatio", builder -> builder.aspectRatio(AspectRatio.of(16, 9)),
        "outputFormat", builder -> builder.outputFormat(UniAllOutputFormat.JPEG),
        "imageSize", builder -> builder.imageSize(UniAllGeminiSize.SIZE_1K),
        "responseModalities",
            builder -> builder.responseModalities(UniAllModality.TEXT, UniAllModality.IMAGE));
  }

  @Override
  protected UniAllGeminiRequest.Builder newBuilder(UniAllGeminiRequest request) {
    return request.newBuilder();
  }

  @Override
  protected UniAllGeminiRequest build(UniAllGeminiRequest.Builder builder) {
    return builder.build();
  }
}
