package io.github.imagetask.examples.cli;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.DirectImages;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.meitu.MeituClient;
import io.github.imagetask.meitu.MeituEnvironment;
import io.github.imagetask.meitu.MeituImageRequest;
import io.github.imagetask.meitu.MeituModel;
import io.github.imagetask.meitu.MeituOutputFormat;
import io.github.imagetask.meitu.MeituResolution;
import java.nio.file.Path;
import java.util.List;
import java.util.function.Consumer;

/** Meitu on the command line. */
final class MeituCli implements GatewayCli<MeituImageRequest> {
  private static final String BASE_URL = "MEITU_BASE_URL";
  private static final String DIRECT_URL = "MEITU_DIRECT_URL";
  private static final String API_KEY = "MEITU_API_KEY";
  private static final String API_SECRET = "MEITU_API_SECRET";
  private static final String TOKEN = "MEITU_TOKEN";

  // spotless:off
  private static final RequestTable<MeituModel, MeituImageRequest.Builder> OPTIONS =
      new RequestTable<MeituModel, MeituImageRequest.Builder>("meitu")
          .option(RequestOption.ASPECT_RATIO,  (request, text)   -> request.aspectRatio(AspectRatio.parse(text)))
          .option(RequestOption.RESOLUTION,    (request, word)   -> request.resolution(MeituResolution.of(word)))
          .option(RequestOption.OUTPUT_FORMAT, (request, word)   -> request.outputFormat(MeituOutputFormat.of(word)))
          .option(RequestOption.TEMPERATURE,   (request, number) -> request.temperature(number));
  // spotless:on

  @Override
  public String name() {
    return "meitu";
  }

  @Override
  public Document document() {
    return MeituExamples.DOCUMENT;
  }

  @Override
  public List<String> keyVariables() {
    return List.of(API_KEY, API_SECRET, TOKEN);
  }

  @Override
  public ImageClient<MeituImageRequest> client(
      Access access, Consumer<ImageClient.Builder<?>> options) {
    MeituClient.Builder client =
        MeituClient.builder()
            .apiKey(access.secret(API_KEY))
            .apiSecret(access.secret(API_SECRET))
            .token(access.secret(TOKEN));
    String baseUrl = access.baseUrlOrNull(BASE_URL); // the document has an address
    MeituEnvironment environment =
        baseUrl == null ? MeituEnvironment.PRODUCTION : MeituEnvironment.ofBaseUrl(baseUrl);
    String directUrl = access.variable(DIRECT_URL);
    client.environment(directUrl == null ? environment : environment.withDirectUrl(directUrl));
    options.accept(client);
    return client.build();
  }

  @Override
  public List<ModelInfo> models() {
    return MeituModel.models();
  }

  @Override
  public MeituImageRequest request(RequestOptions given) {
    return OPTIONS.fill(MeituImageRequest.builder(), given, MeituModel::of).build();
  }

  @Override
  public List<DirectCli<MeituImageRequest, ?>> direct() {
    return List.of(
        new DirectCli<>(model -> true, MeituCli::direct, this::request, MeituExamples.direct()));
  }

  private static DirectImages<MeituImageRequest> direct(ImageClient<MeituImageRequest> client) {
    try {
      return ((MeituClient) client).direct();
    } catch (IllegalStateException e) {
      throw new UsageException(
          "--direct: " + DIRECT_URL + " is not set, the whole address of Meitu's sync/request");
    }
  }

  @Override
  public List<Example<MeituImageRequest>> examples(Path input) {
    return MeituExamples.all();
  }
}
