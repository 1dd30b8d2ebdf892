package io.github.imagetask.examples.cli;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.zexi.ZexiClient;
import io.github.imagetask.zexi.ZexiImageRequest;
import io.github.imagetask.zexi.ZexiModel;
import io.github.imagetask.zexi.ZexiQuality;
import io.github.imagetask.zexi.ZexiResolution;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Zexi on the command line. */
final class ZexiCli implements GatewayCli<ZexiImageRequest> {
  private static final String BASE_URL = "ZEXI_BASE_URL";
  private static final String API_KEY = "ZEXI_API_KEY";

  // spotless:off
  private static final RequestTable<ZexiModel, ZexiImageRequest.Builder> OPTIONS =
      new RequestTable<ZexiModel, ZexiImageRequest.Builder>("zexi")
          .option(RequestOption.SIZE,         (request, text) -> size(request, text))
          .option(RequestOption.ASPECT_RATIO, (request, text) -> request.aspectRatio(AspectRatio.parse(text)))
          .option(RequestOption.RESOLUTION,   (request, word) -> request.resolution(ZexiResolution.of(word)))
          .option(RequestOption.QUALITY,      (request, word) -> request.quality(ZexiQuality.of(word)))
          .option(RequestOption.N,            (request, n)    -> request.n(n));
  // spotless:on

  @Override
  public String name() {
    return "zexi";
  }

  @Override
  public Document document() {
    return ZexiExamples.DOCUMENT;
  }

  @Override
  public List<String> keyVariables() {
    return List.of(API_KEY);
  }

  @Override
  public ImageClient<ZexiImageRequest> client(
      Access access, Consumer<ImageClient.Builder<?>> options) {
    ZexiClient.Builder client = ZexiClient.builder().apiKey(access.secret(API_KEY));
    String baseUrl = access.baseUrlOrNull(BASE_URL); // the document has an address
    if (baseUrl != null) client.baseUrl(baseUrl);
    options.accept(client);
    return client.build();
  }

  @Override
  public List<ModelInfo> models() {
    return ZexiModel.models();
  }

  @Override
  public ZexiImageRequest request(RequestOptions given) {
    return OPTIONS.fill(ZexiImageRequest.builder(), given, ZexiModel::of).build();
  }

  @Override
  public List<Example<ZexiImageRequest>> examples(Path input) {
    return ZexiExamples.all();
  }

  private static ZexiImageRequest.Builder size(ZexiImageRequest.Builder request, String text) {
    return text.equals("auto") ? request.autoSize() : request.size(ImageSize.parse(text));
  }
}
