package io.github.imagetask.examples.cli;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllGeminiModel;
import io.github.imagetask.uniall.UniAllGeminiRequest;
import io.github.imagetask.uniall.UniAllGeminiSize;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.github.imagetask.uniall.UniAllOutputFormat;
import io.github.imagetask.uniall.UniAllQuality;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** UniAll on the command line. */
final class UniAllCli implements GatewayCli<UniAllImageRequest> {
  private static final String BASE_URL = "UNIALL_BASE_URL";
  private static final String API_KEY = "UNIALL_API_KEY";

  // spotless:off
  private static final RequestTable<UniAllModel, UniAllImageRequest.Builder> OPTIONS =
      new RequestTable<UniAllModel, UniAllImageRequest.Builder>("uniall")
          .option(RequestOption.SIZE,          (request, text) -> size(request, text))
          .option(RequestOption.ASPECT_RATIO,  (request, text) -> request.aspectRatio(AspectRatio.parse(text)))
          .option(RequestOption.QUALITY,       (request, word) -> request.quality(UniAllQuality.of(word)))
          .option(RequestOption.N,             (request, n)    -> request.n(n))
          .option(RequestOption.OUTPUT_FORMAT, (request, word) -> request.outputFormat(UniAllOutputFormat.of(word)));

  private static final RequestTable<UniAllGeminiModel, UniAllGeminiRequest.Builder> GEMINI =
      new RequestTable<UniAllGeminiModel, UniAllGeminiRequest.Builder>("uniall")
          .option(RequestOption.ASPECT_RATIO,  (request, text) -> request.aspectRatio(AspectRatio.parse(text)))
          .option(RequestOption.RESOLUTION,    (request, word) -> request.imageSize(UniAllGeminiSize.of(word)))
          .option(RequestOption.OUTPUT_FORMAT, (request, word) -> request.outputFormat(UniAllOutputFormat.of(word)));
  // spotless:on

  @Override
  public String name() {
    return "uniall";
  }

  @Override
  public Document document() {
    return UniAllExamples.DOCUMENT;
  }

  @Override
  public List<String> keyVariables() {
    return List.of(API_KEY);
  }

  @Override
  public ImageClient<UniAllImageRequest> client(
      Access access, Consumer<ImageClient.Builder<?>> options) {
    UniAllClient.Builder client =
        UniAllClient.builder().baseUrl(access.baseUrl(BASE_URL)).apiKey(access.secret(API_KEY));
    options.accept(client);
    return client.build();
  }

  @Override
  public List<ModelInfo> models() {
    return UniAllModel.models();
  }

  @Override
  public List<ModelInfo> directModels() {
    return UniAllGeminiModel.models();
  }

  @Override
  public UniAllImageRequest request(RequestOptions given) {
    return OPTIONS.fill(UniAllImageRequest.builder(), given, UniAllModel::of).build();
  }

  @Override
  public List<Example<UniAllImageRequest>> examples(Path input) {
    return UniAllExamples.all(input);
  }

  @Override
  public List<DirectCli<UniAllImageRequest, ?>> direct() {
    return List.of(
        new DirectCli<>(
            model -> model.startsWith("gemini-"),
            client -> ((UniAllClient) client).gemini(),
            given ->
                GEMINI.fill(UniAllGeminiRequest.builder(), given, UniAllGeminiModel::of).build(),
            UniAllExamples.gemini()),
        new DirectCli<>(
            model -> true,
            client -> ((UniAllClient) client).direct(),
            this::request,
            UniAllExamples.direct()));
  }

  private static UniAllImageRequest.Builder size(UniAllImageRequest.Builder request, String text) {
    return text.equals("auto") ? request.autoSize() : request.size(ImageSize.parse(text));
  }
}
