package io.github.imagetask.langchain4j;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageSize;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.hingnet.HingnetClient;
import io.github.imagetask.hingnet.HingnetImageRequest;
import io.github.imagetask.hingnet.HingnetModel;
import io.github.imagetask.meitu.MeituClient;
import io.github.imagetask.meitu.MeituEnvironment;
import io.github.imagetask.meitu.MeituImageRequest;
import io.github.imagetask.meitu.MeituModel;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.FakeMeitu;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.github.imagetask.zexi.ZexiClient;
import io.github.imagetask.zexi.ZexiImageRequest;
import io.github.imagetask.zexi.ZexiModel;
import java.time.Duration;

/** The builders of the README's table, over the fake gateways. */
final class Models {
  private static final PollPolicy FAST =
      PollPolicy.builder()
          .firstDelay(Duration.ZERO)
          .delays(Duration.ofMillis(1), Duration.ofMillis(5))
          .deadline(Duration.ofSeconds(20))
          .build();

  private Models() {}

  static ImageTaskImageModel.Builder<?, ?> of(FakeGateways gateways, String name) {
    return switch (name) {
      case "uniall" -> uniall(uniallClient(gateways));
      case "hingnet" -> hingnet(gateways.hingnet());
      case "zexi" -> zexi(gateways.zexi());
      case "meitu" -> meitu(gateways.meitu());
      default -> throw new AssertionError(name);
    };
  }

  static UniAllClient uniallClient(FakeGateways gateways) {
    FakeGateway fake = gateways.uniall();
    return fast(UniAllClient.builder().baseUrl(fake.baseUrl()).apiKey(fake.apiKey())).build();
  }

  static ImageTaskImageModel.Builder<?, UniAllImageRequest> uniall(UniAllClient client) {
    return ImageTaskImageModel.builder(
            client,
            () ->
                UniAllImageRequest.builder()
                    .model(UniAllModel.GPT_IMAGE_2)
                    .size(ImageSize.of(1024, 768)),
            UniAllImageRequest.Builder::build)
        .n(UniAllImageRequest.Builder::n);
  }

  private static ImageTaskImageModel.Builder<?, ?> hingnet(FakeGateway fake) {
    HingnetClient client =
        fast(HingnetClient.builder().baseUrl(fake.baseUrl()).apiKey(fake.apiKey())).build();
    return ImageTaskImageModel.builder(
            client,
            () -> HingnetImageRequest.builder().model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW),
            HingnetImageRequest.Builder::build)
        .n(HingnetImageRequest.Builder::n);
  }

  private static ImageTaskImageModel.Builder<?, ?> zexi(FakeGateway fake) {
    ZexiClient client =
        fast(ZexiClient.builder().baseUrl(fake.baseUrl()).apiKey(fake.apiKey())).build();
    return ImageTaskImageModel.builder(
            client,
            () -> ZexiImageRequest.builder().model(ZexiModel.GPT_IMAGE_2),
            ZexiImageRequest.Builder::build)
        .n(ZexiImageRequest.Builder::n);
  }

  private static ImageTaskImageModel.Builder<?, ?> meitu(FakeMeitu fake) {
    MeituClient client =
        fast(MeituClient.builder()
                .environment(MeituEnvironment.ofBaseUrl(fake.baseUrl()))
                .apiKey(fake.apiKey())
                .apiSecret(fake.apiSecret())
                .token(fake.token()))
            .build();
    return ImageTaskImageModel.builder(
        client,
        () -> MeituImageRequest.builder().model(MeituModel.NANO).aspectRatio(AspectRatio.of(4, 3)),
        MeituImageRequest.Builder::build);
  }

  private static <B extends ImageClient.Builder<B>> B fast(B builder) {
    return builder.pollPolicy(FAST);
  }
}
