package io.github.imagetask.campaign.servers;

import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ImageTask;
import io.github.imagetask.hingnet.HingnetClient;
import io.github.imagetask.hingnet.HingnetImageRequest;
import io.github.imagetask.hingnet.HingnetModel;
import io.github.imagetask.meitu.MeituClient;
import io.github.imagetask.meitu.MeituEnvironment;
import io.github.imagetask.meitu.MeituImageRequest;
import io.github.imagetask.meitu.MeituModel;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.github.imagetask.zexi.ZexiClient;
import io.github.imagetask.zexi.ZexiImageRequest;
import io.github.imagetask.zexi.ZexiModel;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/** The four gateways: their clients, and a submit of each. */
enum Gateway {
  UNIALL,
  HINGNET,
  ZEXI,
  MEITU;

  private static final String PROMPT = "A small red cube on a clean white desk. ".repeat(20);

  String label() {
    return name().toLowerCase(Locale.ROOT);
  }

  FakeGateway in(FakeGateways fakes) {
    return fakes.gateway(label());
  }

  /**
   * A client of this gateway's fake, which is reached by another origin and prefix than its own.
   */
  ImageClient<?> client(FakeGateway fake, String origin, Consumer<ImageClient.Builder<?>> options) {
    String base = origin + fake.baseUrl().substring(fake.baseUrl().indexOf("/" + label()));
    List<String> secrets = fake.secrets();
    return switch (this) {
      case UNIALL ->
          build(UniAllClient.builder().baseUrl(base).apiKey(fake.apiKey()), options).build();
      case HINGNET ->
          build(HingnetClient.builder().baseUrl(base).apiKey(fake.apiKey()), options).build();
      case ZEXI -> build(ZexiClient.builder().baseUrl(base).apiKey(fake.apiKey()), options).build();
      case MEITU ->
          build(
                  MeituClient.builder()
                      .environment(MeituEnvironment.ofBaseUrl(base))
                      .apiKey(secrets.get(0))
                      .apiSecret(secrets.get(1))
                      .token(secrets.get(2)),
                  options)
              .build();
    };
  }

  private static <B extends ImageClient.Builder<B>> B build(
      B builder, Consumer<ImageClient.Builder<?>> options) {
    options.accept(builder);
    return builder;
  }

  /** Submits; with so many bytes beside what the gateway asks for. */
  ImageTask submit(ImageClient<?> client, int ballast) {
    String more = "x".repeat(ballast);
    return switch (this) {
      case UNIALL -> {
        UniAllImageRequest.Builder request =
            UniAllImageRequest.builder()
                .model(UniAllModel.GPT_IMAGE_2)
                .prompt(PROMPT)
                .size(ImageSize.of(1024, 768));
        if (ballast > 0) request.extra("ballast", more);
        yield ((UniAllClient) client).submit(request.build());
      }
      case HINGNET -> {
        HingnetImageRequest.Builder request =
            HingnetImageRequest.builder()
                .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
                .prompt(PROMPT);
        if (ballast > 0) request.extra("ballast", more);
        yield ((HingnetClient) client).submit(request.build());
      }
      case ZEXI -> {
        ZexiImageRequest.Builder request =
            ZexiImageRequest.builder().model(ZexiModel.GPT_IMAGE_2).prompt(PROMPT);
        if (ballast > 0) request.extra("ballast", more);
        yield ((ZexiClient) client).submit(request.build());
      }
      case MEITU -> {
        MeituImageRequest.Builder request =
            MeituImageRequest.builder().model(MeituModel.NANO).prompt(PROMPT);
        if (ballast > 0) request.extra("ballast", more);
        yield ((MeituClient) client).submit(request.build());
      }
    };
  }
}
