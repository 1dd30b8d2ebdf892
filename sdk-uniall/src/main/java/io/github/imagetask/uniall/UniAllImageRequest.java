package io.github.imagetask.uniall;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.ImageRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for images of UniAll's, with the parameters of section 3.
 *
 * <pre>{@code
 * UniAllImageRequest drawn = UniAllImageRequest.builder()
 *     .model(UniAllModel.GPT_IMAGE_2)
 *     .prompt("A small blue glass sphere on a clean white desk")
 *     .size(ImageSize.of(1024, 768))         // required, one of UniAllSizes.all()
 *     .quality(UniAllQuality.LOW)
 *     .build();
 *
 * UniAllImageRequest edited = UniAllImageRequest.builder()
 *     .model(UniAllModel.NANO_BANANA_2_1K)
 *     .prompt("Turn the reference image into a clean product render")
 *     .addImage(ReferenceImage.url("https://example.com/input.png"))
 *     .aspectRatio(AspectRatio.of(16, 9))
 *     .build();
 * }</pre>
 *
 * <p>It is given to {@link UniAllClient#submit}, for a task, or to {@link UniAllClient#direct()},
 * for images in the answer. Each has fields that the other hasn't, as the setters say, and refuses
 * a request with one before anything is sent.
 *
 * <p>Reference images are URLs, one or several, or uploads ({@link ReferenceImage#file}, {@link
 * ReferenceImage#bytes}): of a task one alone, since the document has a form for one file and none
 * for several. What is not set is not sent, and the gateway's default holds. Images come by address
 * unless {@link Builder#responseFormat} says otherwise: {@code response_format} is always sent.
 */
public final class UniAllImageRequest extends ImageRequest<UniAllModel> {
  private final @Nullable UniAllTaskType taskType;
  private final @Nullable ImageSize size;
  private final boolean autoSize;
  private final @Nullable AspectRatio aspectRatio;
  private final @Nullable UniAllQuality quality;
  private final @Nullable Integer n;
  private final @Nullable UniAllOutputFormat outputFormat;
  private final @Nullable UniAllResponseFormat responseFormat;
  private final @Nullable Integer outputCompression;
  private final @Nullable UniAllBackground background;
  private final @Nullable UniAllModeration moderation;
  private final @Nullable String user;
  private final @Nullable ReferenceImage mask;

  private UniAllImageRequest(Builder builder) {
    super(builder);
    this.taskType = builder.taskType;
    this.size = builder.size;
    this.autoSize = builder.autoSize;
    this.aspectRatio = builder.aspectRatio;
    this.quality = builder.quality;
    this.n = builder.n;
    this.outputFormat = builder.outputFormat;
    this.responseFormat = builder.responseFormat;
    this.outputCompression = builder.outputCompression;
    this.background = builder.background;
    this.moderation = builder.moderation;
    this.user = builder.user;
    this.mask = builder.mask;
  }

  /**
   * Returns a builder; {@code model} and {@code prompt} are required, for gpt-image-2 a size too.
   */
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
        taskType,
        size,
        autoSize,
        aspectRatio,
        quality,
        n,
        outputFormat,
        responseFormat,
        outputCompression,
        background,
        moderation,
        user,
        mask);
  }

  /** What the task does, or null to let the gateway infer it. */
  public @Nullable UniAllTaskType taskType() {
    return taskType;
  }

  /** The size in pixels, or null. */
  public @Nullable ImageSize size() {
    return size;
  }

  /** Whether the gateway is asked to choose the size. */
  public boolean isAutoSize() {
    return autoSize;
  }

  /** The aspect ratio, or null. */
  public @Nullable AspectRatio aspectRatio() {
    return aspectRatio;
  }

  /** The quality, or null for the gateway's default. */
  public @Nullable UniAllQuality quality() {
    return quality;
  }

  /** The number of images, or null for the gateway's default. */
  public @Nullable Integer n() {
    return n;
  }

  /** The file format, or null for the gateway's default. */
  public @Nullable UniAllOutputFormat outputFormat() {
    return outputFormat;
  }

  /** How a direct answer brings its images, or null for the default, by address. */
  public @Nullable UniAllResponseFormat responseFormat() {
    return responseFormat;
  }

  /** How far a jpeg or webp is compressed, or null. */
  public @Nullable Integer outputCompression() {
    return outputCompression;
  }

  /** What is behind the image, or null. */
  public @Nullable UniAllBackground background() {
    return background;
  }

  /** How strictly the prompt is judged, or null. */
  public @Nullable UniAllModeration moderation() {
    return moderation;
  }

  /** The end user's id, or null. */
  public @Nullable String user() {
    return user;
  }

  /** What of the first image may change, or null. */
  public @Nullable ReferenceImage mask() {
    return mask;
  }

  /** Builds a {@link UniAllImageRequest}. */
  public static final class Builder extends ImageRequest.Builder<UniAllModel, Builder> {
    private @Nullable UniAllTaskType taskType;
    private @Nullable ImageSize size;
    private boolean autoSize;
    private @Nullable AspectRatio aspectRatio;
    private @Nullable UniAllQuality quality;
    private @Nullable Integer n;
    private @Nullable UniAllOutputFormat outputFormat;
    private @Nullable UniAllResponseFormat responseFormat;
    private @Nullable Integer outputCompression;
    private @Nullable UniAllBackground background;
    private @Nullable UniAllModeration moderation;
    private @Nullable String user;
    private @Nullable ReferenceImage mask;

    private Builder() {}

    private Builder(UniAllImageRequest request) {
      super(request);
      this.taskType = request.taskType;
      this.size = request.size;
      this.autoSize = request.autoSize;
      this.aspectRatio = request.aspectRatio;
      this.quality = request.quality;
      this.n = request.n;
      this.outputFormat = request.outputFormat;
      this.responseFormat = request.responseFormat;
      this.outputCompression = request.outputCompression;
      this.background = request.background;
      this.moderation = request.moderation;
      this.user = request.user;
      this.mask = request.mask;
    }

    @Override
    protected Builder self() {
      return this;
    }

    /**
     * Sets what the task does; a direct call has no such field. Unset, the gateway infers it from
     * the reference images; set, it wins over them (section 3.1), so a contradiction is refused.
     */
    public Builder taskType(UniAllTaskType taskType) {
      this.taskType = Objects.requireNonNull(taskType, "taskType == null");
      return this;
    }

    /**
     * Sets the size in pixels. gpt-image-2 requires one of {@link UniAllSizes#all()} (section 5.5);
     * with NanoBanana models it isn't the main control, and the upstream makes of it what it can
     * (section 4.3).
     */
    public Builder size(ImageSize size) {
      this.size = Objects.requireNonNull(size, "size == null");
      return this;
    }

    /**
     * Lets the gateway choose the size, in place of one in pixels: {@link
     * UniAllModel#GPT_IMAGE_2_AUTO} takes nothing else, gpt-image-2 none but its 48 sizes.
     */
    public Builder autoSize() {
      this.autoSize = true;
      return this;
    }

    /**
     * Sets the aspect ratio. For NanoBanana models: 1:1, 2:3, 3:2, 3:4, 4:3, 4:5, 5:4, 9:16, 16:9
     * or 21:9 (section 9). gpt-image-2 has none; its size sets the ratio.
     */
    public Builder aspectRatio(AspectRatio aspectRatio) {
      this.aspectRatio = Objects.requireNonNull(aspectRatio, "aspectRatio == null");
      return this;
    }

    /**
     * Sets the quality. gpt-image-2 takes low, medium and high and is billed by it; its default is
     * medium (section 5.4). With NanoBanana models the model's tier usually decides.
     */
    public Builder quality(UniAllQuality quality) {
      this.quality = Objects.requireNonNull(quality, "quality == null");
      return this;
    }

    /**
     * Sets the number of images, each of them billed: 1 to 8 for gpt-image-2 (section 5.4), 1 for
     * NanoBanana models, where the document contradicts itself on more; the default is 1. The
     * answer may hold fewer.
     */
    public Builder n(int n) {
      this.n = n;
      return this;
    }

    /**
     * Sets the file format: png, jpeg or webp for gpt-image-2 and NanoBanana, png or jpeg for
     * NanoBanana2 and NanoBananaPro models (section 9). The document names no default.
     */
    public Builder outputFormat(UniAllOutputFormat outputFormat) {
      this.outputFormat = Objects.requireNonNull(outputFormat, "outputFormat == null");
      return this;
    }

    /**
     * Sets how a direct answer brings its images: by address, as UniAll's page prefers and unless
     * set, or in base64. A task's are always by address.
     */
    public Builder responseFormat(UniAllResponseFormat responseFormat) {
      this.responseFormat = Objects.requireNonNull(responseFormat, "responseFormat == null");
      return this;
    }

    /**
     * Sets how far a jpeg or webp is compressed, 0 to 100. For {@link UniAllClient#direct()} alone.
     */
    public Builder outputCompression(int outputCompression) {
      this.outputCompression = outputCompression;
      return this;
    }

    /** Sets what is behind the image: opaque or auto. For {@link UniAllClient#direct()} alone. */
    public Builder background(UniAllBackground background) {
      this.background = Objects.requireNonNull(background, "background == null");
      return this;
    }

    /**
     * Sets how strictly the prompt is judged: low or auto. For {@link UniAllClient#direct()} alone,
     * and not with an uploaded image.
     */
    public Builder moderation(UniAllModeration moderation) {
      this.moderation = Objects.requireNonNull(moderation, "moderation == null");
      return this;
    }

    /**
     * Sets an id of your end user, by which abuse is told. For {@link UniAllClient#direct()} alone.
     */
    public Builder user(String user) {
      this.user = Objects.requireNonNull(user, "user == null");
      return this;
    }

    /**
     * Sets what of the first image may change, where the mask is transparent: a png below 4 MB, of
     * that image's size, as a file or bytes. For {@link UniAllClient#direct()} with uploads alone.
     */
    public Builder mask(ReferenceImage mask) {
      this.mask = Objects.requireNonNull(mask, "mask == null");
      return this;
    }

    /**
     * Returns the request.
     *
     * @throws io.github.imagetask.InvalidRequestException with every rule that it breaks
     */
    public UniAllImageRequest build() {
      return check(
          new UniAllImageRequest(this),
          UniAllWire.NAMES,
          UniAllRules::checkSpelling,
          UniAllRules::checkTables);
    }
  }
}
