package io.github.imagetask.meitu;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.spi.ImageRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for an image of Meitu's, with the parameters of the document's table Body.
 *
 * <pre>{@code
 * MeituImageRequest drawn = MeituImageRequest.builder()
 *     .model(MeituModel.NANO2)
 *     .prompt("A small blue glass sphere on a clean white desk")
 *     .aspectRatio(AspectRatio.of(16, 9))
 *     .resolution(MeituResolution.RESOLUTION_2K)
 *     .build();
 *
 * MeituImageRequest edited = MeituImageRequest.builder()
 *     .model(MeituModel.NANO)
 *     .prompt("Turn the reference image into a clean product render")
 *     .addImage(ReferenceImage.url("https://example.com/input.png"))
 *     .translate(false)
 *     .build();
 * }</pre>
 *
 * <p>Reference images are URLs, three at most; without one it is text-to-image. The document has no
 * uploads; with {@code lenient()} they go inline as bare base64, which other MTLab services take. A
 * field set by {@code extra} goes into {@code parameter}, where all fields but the images are. What
 * is not set is not sent, and the gateway's default holds.
 */
public final class MeituImageRequest extends ImageRequest<MeituModel> {
  private final @Nullable AspectRatio aspectRatio;
  private final @Nullable Double temperature;
  private final @Nullable MeituResolution resolution;
  private final @Nullable Boolean translate;
  private final @Nullable MeituOutputFormat outputFormat;
  private final @Nullable String platform;
  private final @Nullable String gid;
  private final @Nullable String uid;
  private final @Nullable String areaCode;
  private final @Nullable String lang;
  private final @Nullable String version;
  private final @Nullable String callbackUrl;
  private final @Nullable String traceId;

  private MeituImageRequest(Builder builder) {
    super(builder);
    this.aspectRatio = builder.aspectRatio;
    this.temperature = builder.temperature;
    this.resolution = builder.resolution;
    this.translate = builder.translate;
    this.outputFormat = builder.outputFormat;
    this.platform = builder.platform;
    this.gid = builder.gid;
    this.uid = builder.uid;
    this.areaCode = builder.areaCode;
    this.lang = builder.lang;
    this.version = builder.version;
    this.callbackUrl = builder.callbackUrl;
    this.traceId = builder.traceId;
  }

  /** Returns a builder; {@code model} and {@code prompt} are required. */
  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Builder newBuilder() {
    return new Builder(this);
  }

  @Override
  protected List<@Nullable Object> options() {
    return Arrays.asList(
        aspectRatio,
        temperature,
        resolution,
        translate,
        outputFormat,
        platform,
        gid,
        uid,
        areaCode,
        lang,
        version,
        callbackUrl,
        traceId);
  }

  /** The aspect ratio, or null for the gateway's choice. */
  public @Nullable AspectRatio aspectRatio() {
    return aspectRatio;
  }

  /** The temperature, or null for the gateway's default. */
  public @Nullable Double temperature() {
    return temperature;
  }

  /** The resolution, or null for the gateway's default. */
  public @Nullable MeituResolution resolution() {
    return resolution;
  }

  /** Whether a translation is added, or null for the gateway's default, which is yes. */
  public @Nullable Boolean translate() {
    return translate;
  }

  /** The file format, or null for the gateway's default. */
  public @Nullable MeituOutputFormat outputFormat() {
    return outputFormat;
  }

  /** The caller's platform, or null. */
  public @Nullable String platform() {
    return platform;
  }

  /** The caller's gid, or null. */
  public @Nullable String gid() {
    return gid;
  }

  /** The caller's uid, or null. */
  public @Nullable String uid() {
    return uid;
  }

  /** The caller's area, or null. */
  public @Nullable String areaCode() {
    return areaCode;
  }

  /** The caller's language, or null. */
  public @Nullable String lang() {
    return lang;
  }

  /** The caller's version, or null. */
  public @Nullable String version() {
    return version;
  }

  /** The address that the gateway calls when it has a result, or null. */
  public @Nullable String callbackUrl() {
    return callbackUrl;
  }

  /** The request's own id, or null for a new one at each submit. */
  public @Nullable String traceId() {
    return traceId;
  }

  /** Builds a {@link MeituImageRequest}. */
  public static final class Builder extends ImageRequest.Builder<MeituModel, Builder> {
    private @Nullable AspectRatio aspectRatio;
    private @Nullable Double temperature;
    private @Nullable MeituResolution resolution;
    private @Nullable Boolean translate;
    private @Nullable MeituOutputFormat outputFormat;
    private @Nullable String platform;
    private @Nullable String gid;
    private @Nullable String uid;
    private @Nullable String areaCode;
    private @Nullable String lang;
    private @Nullable String version;
    private @Nullable String callbackUrl;
    private @Nullable String traceId;

    private Builder() {}

    private Builder(MeituImageRequest request) {
      super(request);
      this.aspectRatio = request.aspectRatio;
      this.temperature = request.temperature;
      this.resolution = request.resolution;
      this.translate = request.translate;
      this.outputFormat = request.outputFormat;
      this.platform = request.platform;
      this.gid = request.gid;
      this.uid = request.uid;
      this.areaCode = request.areaCode;
      this.lang = request.lang;
      this.version = request.version;
      this.callbackUrl = request.callbackUrl;
      this.traceId = request.traceId;
    }

    @Override
    protected Builder self() {
      return this;
    }

    /** Sets the aspect ratio: 1:1, 2:3, 3:2, 3:4, 4:3, 4:5, 5:4, 9:16, 16:9 or 21:9. */
    public Builder aspectRatio(AspectRatio aspectRatio) {
      this.aspectRatio = Objects.requireNonNull(aspectRatio, "aspectRatio == null");
      return this;
    }

    /** Sets the temperature, 0 to 1; the default is 1. */
    public Builder temperature(double temperature) {
      this.temperature = temperature;
      return this;
    }

    /** Sets the resolution: 1K, 2K or 4K, for {@link MeituModel#NANO2} only. */
    public Builder resolution(MeituResolution resolution) {
      this.resolution = Objects.requireNonNull(resolution, "resolution == null");
      return this;
    }

    /**
     * Sets whether the gateway adds a translation (是否加翻译, {@code is_translate}). Unset, it does:
     * the default is true.
     */
    public Builder translate(boolean translate) {
      this.translate = translate;
      return this;
    }

    /** Sets the file format: jpeg, png or webp; the default is png. */
    public Builder outputFormat(MeituOutputFormat outputFormat) {
      this.outputFormat = Objects.requireNonNull(outputFormat, "outputFormat == null");
      return this;
    }

    /** Sets the caller's platform; the document's example is {@code ios}. */
    public Builder platform(String platform) {
      this.platform = Objects.requireNonNull(platform, "platform == null");
      return this;
    }

    /**
     * Sets the caller's gid; the document's example is {@code 123}, without a word on what it is.
     */
    public Builder gid(String gid) {
      this.gid = Objects.requireNonNull(gid, "gid == null");
      return this;
    }

    /**
     * Sets the caller's uid; the document's example is {@code 123}, without a word on what it is.
     */
    public Builder uid(String uid) {
      this.uid = Objects.requireNonNull(uid, "uid == null");
      return this;
    }

    /** Sets the caller's area; the document's example is {@code CN}. */
    public Builder areaCode(String areaCode) {
      this.areaCode = Objects.requireNonNull(areaCode, "areaCode == null");
      return this;
    }

    /** Sets the caller's language; the document's example is {@code zh-Hans}. */
    public Builder lang(String lang) {
      this.lang = Objects.requireNonNull(lang, "lang == null");
      return this;
    }

    /** Sets the caller's version; the document's example is {@code 10.0.0}. */
    public Builder version(String version) {
      this.version = Objects.requireNonNull(version, "version == null");
      return this;
    }

    /**
     * Sets the address that the gateway posts JSON to when it has a result ({@code repost_url}),
     * http or https. See {@link MeituCallback} for what to do with it.
     */
    public Builder callbackUrl(String callbackUrl) {
      this.callbackUrl = Objects.requireNonNull(callbackUrl, "callbackUrl == null");
      return this;
    }

    /**
     * Sets the request's own id ({@code trace_id}), which must differ from request to request.
     * Leave it unset, and each submit gets a UUID; {@code ImageTask.traceId()} and {@code
     * SubmitOutcomeUnknownException.traceId()} tell it. It is not known to keep a second submit
     * from being billed.
     */
    public Builder traceId(String traceId) {
      this.traceId = Objects.requireNonNull(traceId, "traceId == null");
      return this;
    }

    /**
     * Returns the request.
     *
     * @throws io.github.imagetask.InvalidRequestException with every rule that it breaks
     */
    public MeituImageRequest build() {
      return check(
          new MeituImageRequest(this),
          MeituWire.NAMES,
          MeituRules::checkSpelling,
          MeituRules::checkTables);
    }
  }
}
