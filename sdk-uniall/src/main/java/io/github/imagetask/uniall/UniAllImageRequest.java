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
 * <p>Reference images are URLs, one or several, or one upload alone ({@link ReferenceImage#file},
 * {@link ReferenceImage#bytes}): the document has a form for one file and none for several. What is
 * not set is not sent, and the gateway's default holds. The answer brings URLs: {@code
 * response_format} is always {@code url}, the only word that the document has and the only form
 * that this SDK reads.
 */
public final class UniAllImageRequest extends ImageRequest<UniAllModel> {
  private final @Nullable UniAllTaskType taskType;
  private final @Nullable ImageSize size;
  private final boolean autoSize;
  private final @Nullable AspectRatio aspectRatio;
  private final @Nullable UniAllQuality quality;
  private final @Nullable Integer n;
  private final @Nullable UniAllOutputFormat outputFormat;

  private UniAllImageRequest(Builder builder) {
    super(builder);
    this.taskType = builder.taskType;
    this.size = builder.size;
    this.autoSize = builder.autoSize;
    this.aspectRatio = builder.aspectRatio;
    this.quality = builder.quality;
    this.n = builder.n;
    this.outputFormat = builder.outputFormat;
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
    return Arrays.asList(taskType, size, autoSize, aspectRatio, quality, n, outputFormat);
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

  /** Builds a {@link UniAllImageRequest}. */
  public static final class Builder extends ImageRequest.Builder<UniAllModel, Builder> {
    private @Nullable UniAllTaskType taskType;
    private @Nullable ImageSize size;
    private boolean autoSize;
    private @Nullable AspectRatio aspectRatio;
    private @Nullable UniAllQuality quality;
    private @Nullable Integer n;
    private @Nullable UniAllOutputFormat outputFormat;

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
    }

    @Override
    protected Builder self() {
      return this;
    }

    /**
     * Sets what the task does. Unset, the gateway infers it from the reference images; set, it wins
     * over them (section 3.1), so a contradiction is refused.
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
     * Lets the gateway choose the size, in place of one in pixels. The document's gpt-image-2 takes
     * none but its 48 sizes; another page of UniAll's names a model {@code gpt-image-2-auto}.
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
