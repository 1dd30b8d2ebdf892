package io.github.imagetask.gallery;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageSize;
import io.github.imagetask.hingnet.HingnetClient;
import io.github.imagetask.hingnet.HingnetImageRequest;
import io.github.imagetask.hingnet.HingnetModel;
import io.github.imagetask.hingnet.HingnetSize;
import io.github.imagetask.meitu.MeituClient;
import io.github.imagetask.meitu.MeituImageRequest;
import io.github.imagetask.meitu.MeituModel;
import io.github.imagetask.meitu.MeituOutputFormat;
import io.github.imagetask.meitu.MeituResolution;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.github.imagetask.uniall.UniAllOutputFormat;
import io.github.imagetask.uniall.UniAllQuality;
import io.github.imagetask.zexi.ZexiClient;
import io.github.imagetask.zexi.ZexiImageRequest;
import io.github.imagetask.zexi.ZexiModel;
import io.github.imagetask.zexi.ZexiQuality;
import io.github.imagetask.zexi.ZexiResolution;

/** All that the gallery knows of single gateways: which field of the page sets what. */
final class RequestForms {
  // spotless:off
  private static final RequestForm<?, ?, UniAllImageRequest> UNIALL =
      new RequestForm<>("UniAll", UniAllModel::of, UniAllImageRequest::builder, UniAllImageRequest.Builder::build)
          .field("size",          (request, text) -> size(request, text))
          .field("aspect_ratio",  (request, text) -> request.aspectRatio(AspectRatio.parse(text)))
          .field("quality",       (request, text) -> request.quality(UniAllQuality.of(text)))
          .field("output_format", (request, text) -> request.outputFormat(UniAllOutputFormat.of(text)))
          .field("n",             (request, text) -> request.n(Integer.parseInt(text)));

  private static final RequestForm<?, ?, HingnetImageRequest> HINGNET =
      new RequestForm<>("Hingnet", HingnetModel::of, HingnetImageRequest::builder, HingnetImageRequest.Builder::build)
          .field("size",          (request, text) -> request.size(HingnetSize.of(text)))
          .field("aspect_ratio",  (request, text) -> request.aspectRatio(AspectRatio.parse(text)))
          .field("n",             (request, text) -> request.n(Integer.parseInt(text)));

  private static final RequestForm<?, ?, ZexiImageRequest> ZEXI =
      new RequestForm<>("Zexi", ZexiModel::of, ZexiImageRequest::builder, ZexiImageRequest.Builder::build)
          .field("size",          (request, text) -> size(request, text))
          .field("quality",       (request, text) -> request.quality(ZexiQuality.of(text)))
          .field("extra_body.google.image_config.image_size",
                                  (request, text) -> request.resolution(ZexiResolution.of(text)))
          .field("n",             (request, text) -> request.n(Integer.parseInt(text)));

  private static final RequestForm<?, ?, MeituImageRequest> MEITU =
      new RequestForm<>("Meitu", MeituModel::of, MeituImageRequest::builder, MeituImageRequest.Builder::build)
          .field("aspect_ratio",  (request, text) -> request.aspectRatio(AspectRatio.parse(text)))
          .field("resolution",    (request, text) -> request.resolution(MeituResolution.of(text)))
          .field("output_format", (request, text) -> request.outputFormat(MeituOutputFormat.of(text)))
          .field("temperature",   (request, text) -> request.temperature(Double.parseDouble(text)));
  // spotless:on

  private RequestForms() {}

  /** Returns an account of the client's. */
  static Account<?> account(String name, ImageClient<?> client) {
    if (client instanceof UniAllClient uniall) return new Account<>(name, uniall, UNIALL);
    if (client instanceof HingnetClient hingnet) return new Account<>(name, hingnet, HINGNET);
    if (client instanceof ZexiClient zexi) return new Account<>(name, zexi, ZEXI);
    if (client instanceof MeituClient meitu) return new Account<>(name, meitu, MEITU);
    throw new IllegalArgumentException("the gallery has no form for " + client);
  }

  private static UniAllImageRequest.Builder size(UniAllImageRequest.Builder request, String text) {
    return text.equals("auto") ? request.autoSize() : request.size(ImageSize.parse(text));
  }

  /** Zexi's field takes both pixels and ratios. */
  private static ZexiImageRequest.Builder size(ZexiImageRequest.Builder request, String text) {
    if (text.equals("auto")) return request.autoSize();
    return text.contains(":")
        ? request.aspectRatio(AspectRatio.parse(text))
        : request.size(ImageSize.parse(text));
  }
}
