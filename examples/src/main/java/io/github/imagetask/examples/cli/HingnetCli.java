package io.github.imagetask.examples.cli;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.hingnet.HingnetClient;
import io.github.imagetask.hingnet.HingnetImageRequest;
import io.github.imagetask.hingnet.HingnetModel;
import io.github.imagetask.hingnet.HingnetOutputFormat;
import io.github.imagetask.hingnet.HingnetQuality;
import io.github.imagetask.hingnet.HingnetSize;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Hingnet on the command line. */
final class HingnetCli implements GatewayCli<HingnetImageRequest> {
  private static final String BASE_URL = "HINGNET_BASE_URL";
  private static final String API_KEY = "HINGNET_API_KEY";

  // spotless:off
  private static final RequestTable<HingnetModel, HingnetImageRequest.Builder> OPTIONS =
      new RequestTable<HingnetModel, HingnetImageRequest.Builder>("hingnet")
          .option(RequestOption.SIZE,         (request, text) -> request.size(size(text)))
          .option(RequestOption.ASPECT_RATIO, (request, text) -> request.aspectRatio(AspectRatio.parse(text)))
          .option(RequestOption.N,            (request, n)    -> request.n(n))
          .option(RequestOption.QUALITY,      (request, word) -> request.quality(HingnetQuality.of(word)))
          .option(RequestOption.OUTPUT_FORMAT, (request, word) -> request.outputFormat(HingnetOutputFormat.of(word)));
  // spotless:on

  @Override
  public String name() {
    return "hingnet";
  }

  @Override
  public Document document() {
    return HingnetExamples.DOCUMENT;
  }

  @Override
  public List<String> keyVariables() {
    return List.of(API_KEY);
  }

  @Override
  public ImageClient<HingnetImageRequest> client(
      Access access, Consumer<ImageClient.Builder<?>> options) {
    HingnetClient.Builder client =
        HingnetClient.builder().baseUrl(access.baseUrl(BASE_URL)).apiKey(access.secret(API_KEY));
    options.accept(client);
    return client.build();
  }

  @Override
  public List<ModelInfo> models() {
    return HingnetModel.models();
  }

  @Override
  public HingnetImageRequest request(RequestOptions given) {
    return OPTIONS.fill(HingnetImageRequest.builder(), given, HingnetModel::of).build();
  }

  @Override
  public List<Example<HingnetImageRequest>> examples(Path input) {
    return HingnetExamples.all(input);
  }

  @Override
  public List<DirectCli<HingnetImageRequest, ?>> direct() {
    return List.of(
        new DirectCli<>(
            model -> true,
            client -> ((HingnetClient) client).direct(),
            this::request,
            HingnetExamples.direct()));
  }

  /** A tier, or pixels: the document lists neither, but a slip of the pen costs money. */
  private static HingnetSize size(String text) {
    if (text.matches("[0-9]+(\\.[0-9]+)?K")) return HingnetSize.of(text);
    return HingnetSize.of(ImageSize.parse(text).toString());
  }
}
