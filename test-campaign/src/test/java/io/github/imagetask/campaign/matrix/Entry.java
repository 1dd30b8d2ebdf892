package io.github.imagetask.campaign.matrix;

import io.github.imagetask.DirectImages;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageSize;
import io.github.imagetask.hingnet.HingnetClient;
import io.github.imagetask.hingnet.HingnetImageRequest;
import io.github.imagetask.hingnet.HingnetModel;
import io.github.imagetask.meitu.MeituClient;
import io.github.imagetask.meitu.MeituEnvironment;
import io.github.imagetask.meitu.MeituImageRequest;
import io.github.imagetask.meitu.MeituModel;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllGeminiModel;
import io.github.imagetask.uniall.UniAllGeminiRequest;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.github.imagetask.zexi.ZexiClient;
import io.github.imagetask.zexi.ZexiImageRequest;
import io.github.imagetask.zexi.ZexiModel;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.function.Supplier;

/** An entry of a gateway: how it is called, and what it answers. */
enum Entry {
  UNIALL(Style.NEW_API),
  HINGNET(Style.HINGNET),
  ZEXI(Style.NEW_API),
  MEITU(Style.MEITU),
  UNIALL_DIRECT(Style.NEW_API),
  UNIALL_GEMINI(Style.NEW_API),
  HINGNET_DIRECT(Style.HINGNET),
  MEITU_DIRECT(Style.MEITU);

  static final String KEY = "test-key-matrix";

  private static final String PROMPT = "A small red cube on a clean white desk. ".repeat(40);

  private static final Set<Entry> DIRECT =
      EnumSet.of(UNIALL_DIRECT, UNIALL_GEMINI, HINGNET_DIRECT, MEITU_DIRECT);

  private final Style style;

  /** In whose words a gateway refuses a call, and passes on what failed behind it. */
  private enum Style {
    NEW_API(
        "{'error':{'code':'insufficient_user_quota','message':'m','type':'new_api_error'}}",
        "{'error':{'code':'bad_response_status_code','message':'m','type':'upstream_error'}}"),
    HINGNET(
        "{'error':{'code':'storage_not_configured','message':'m'}}",
        "{'error':{'code':'image_url_not_available','message':'m'}}"),
    MEITU("{'error_code':80001,'error_msg':'m'}", "{'error_code':504,'error_msg':'m'}");

    final String refusing;
    final String failedBehind;

    Style(String refusing, String failedBehind) {
      this.refusing = refusing.replace('\'', '"');
      this.failedBehind = failedBehind.replace('\'', '"');
    }
  }

  Entry(Style style) {
    this.style = style;
  }

  /** As the table spells it. */
  String label() {
    return name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  boolean isDirect() {
    return DIRECT.contains(this);
  }

  ImageClient<?> client(String baseUrl, Consumer<ImageClient.Builder<?>> options) {
    return switch (this) {
      case UNIALL, UNIALL_DIRECT, UNIALL_GEMINI ->
          build(UniAllClient.builder().baseUrl(baseUrl).apiKey(KEY), options).build();
      case HINGNET, HINGNET_DIRECT ->
          build(HingnetClient.builder().baseUrl(baseUrl).apiKey(KEY), options).build();
      case ZEXI -> build(ZexiClient.builder().baseUrl(baseUrl).apiKey(KEY), options).build();
      case MEITU, MEITU_DIRECT -> build(meitu(baseUrl), options).build();
    };
  }

  private static MeituClient.Builder meitu(String baseUrl) {
    MeituEnvironment environment =
        MeituEnvironment.ofBaseUrl(baseUrl + "/v1").withDirectUrl(baseUrl + "/sync");
    return MeituClient.builder()
        .environment(environment)
        .apiKey(KEY)
        .apiSecret("test-secret-matrix")
        .token("test-token-matrix");
  }

  private static <B extends ImageClient.Builder<B>> B build(
      B builder, Consumer<ImageClient.Builder<?>> options) {
    options.accept(builder);
    return builder;
  }

  /** A submit, or a direct call, in its two forms. */
  interface Call<T> {
    T blocking();

    CompletableFuture<T> async();
  }

  /** The one call that costs money; brings an ImageTask or a DirectResult. */
  Call<?> money(ImageClient<?> client) {
    return switch (this) {
      case UNIALL -> submit((UniAllClient) client, uniall());
      case HINGNET -> submit((HingnetClient) client, hingnet());
      case ZEXI -> submit((ZexiClient) client, zexi());
      case MEITU -> submit((MeituClient) client, meitu());
      case UNIALL_DIRECT -> direct(((UniAllClient) client).direct(), uniall());
      case UNIALL_GEMINI -> direct(((UniAllClient) client).gemini(), gemini());
      case HINGNET_DIRECT -> direct(((HingnetClient) client).direct(), hingnet());
      case MEITU_DIRECT -> direct(((MeituClient) client).direct(), meitu());
    };
  }

  private static ZexiImageRequest zexi() {
    return ZexiImageRequest.builder().model(ZexiModel.GPT_IMAGE_2).prompt(PROMPT).build();
  }

  private static UniAllGeminiRequest gemini() {
    return UniAllGeminiRequest.builder()
        .model(UniAllGeminiModel.GEMINI_2_5_FLASH_IMAGE)
        .prompt(PROMPT)
        .build();
  }

  private static UniAllImageRequest uniall() {
    return UniAllImageRequest.builder()
        .model(UniAllModel.GPT_IMAGE_2)
        .prompt(PROMPT)
        .size(ImageSize.of(1024, 768))
        .build();
  }

  private static HingnetImageRequest hingnet() {
    return HingnetImageRequest.builder()
        .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
        .prompt(PROMPT)
        .build();
  }

  private static MeituImageRequest meitu() {
    return MeituImageRequest.builder().model(MeituModel.NANO).prompt(PROMPT).build();
  }

  private static <R> Call<?> submit(ImageClient<R> client, R request) {
    return call(() -> client.submit(request), () -> client.submitAsync(request));
  }

  private static <R> Call<?> direct(DirectImages<R> entry, R request) {
    return call(() -> entry.generate(request), () -> entry.generateAsync(request));
  }

  static <T> Call<T> call(Supplier<T> blocking, Supplier<CompletableFuture<T>> async) {
    return new Call<>() {
      @Override
      public T blocking() {
        return blocking.get();
      }

      @Override
      public CompletableFuture<T> async() {
        return async.get();
      }
    };
  }

  String taskKey() {
    String kind = this == HINGNET ? "generations/" : "";
    return label() + ":" + kind + "task_1";
  }

  /** The answer to a call that costs money. */
  String accepted(String base64) {
    String json =
        switch (this) {
          case UNIALL -> "{'task_id':'task_1','status':'queued'}";
          case HINGNET -> "{'id':'task_1','status':'pending'}";
          case ZEXI -> "{'id':'task_1','task_id':'task_1','status':'queued','data':[]}";
          case MEITU -> "{'error_code':0,'msg_id':'task_1'}";
          case UNIALL_DIRECT, HINGNET_DIRECT -> "{'created':1,'data':[{'b64_json':'IMAGE'}]}";
          case UNIALL_GEMINI ->
              "{'candidates':[{'content':{'parts':[{'inlineData':{'mimeType':'image/png','data':'IMAGE'}}]}}]}";
          case MEITU_DIRECT -> "{'error_code':0,'media_info_list':[{'media_data':'IMAGE'}]}";
        };
    return json.replace('\'', '"').replace("IMAGE", base64);
  }

  /** The answer to a query of a task that is done, or to a direct call, with an image by URL. */
  String done(String url) {
    String json =
        switch (this) {
          case UNIALL, ZEXI ->
              "{'code':'success','data':{'task_id':'task_1','status':'succeeded','result_url':'URL'}}";
          case HINGNET -> "{'id':'task_1','status':'completed','data':[{'url':'URL'}]}";
          case MEITU ->
              "{'error_code':0,'msg_id':'task_1','media_info_list':[{'media_data':'URL'}]}";
          default -> "{'created':1,'data':[{'url':'URL'}]}";
        };
    return json.replace('\'', '"').replace("URL", url);
  }

  /** An error by which the gateway itself refuses a call. */
  String refusing() {
    return style.refusing;
  }

  /** An error of what stands behind the gateway, passed on. */
  String failedBehind() {
    return style.failedBehind;
  }
}
