package io.github.imagetask.zexi;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.spi.ImageRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for images of Zexi's, with the fields that the samples of section "samples" have.
 *
 * <pre>{@code
 * ZexiImageRequest drawn = ZexiImageRequest.builder()
 *     .model(ZexiModel.GPT_IMAGE_2)
 *     .prompt("A clean modern product poster for a single banana")
 *     .size(ImageSize.of(1024, 1024))        // or autoSize()
 *     .quality(ZexiQuality.AUTO)
 *     .build();
 *
 * ZexiImageRequest edited = ZexiImageRequest.builder()
 *     .model(ZexiModel.GEMINI_3_1_FLASH_IMAGE_PREVIEW)
 *     .prompt("Keep the composition, make it watercolor style.")
 *     .addImage(ReferenceImage.url("https://example.com/input.jpg"))
 *     .aspectRatio(AspectRatio.of(16, 9))
 *     .resolution(ZexiResolution.RESOLUTION_2K)
 *     .build();
 * }</pre>
 *
 * <p>One reference image, by URL: the document has no upload, and a field for one image only.
 * Models take up to 14; for more than one, name the field yourself, {@code extra("…", urls)}, if
 * the gateway has told you its name; what you set so counts against the model's limit. What is not
 * set is not sent, and the gateway's default holds.
 */
public final class ZexiImageRequest extends ImageRequest<ZexiModel> {
  private final @Nullable ImageSize size;
  private final boolean autoSize;
  private final @Nullable AspectRatio aspectRatio;
  private final @Nullable ZexiResolution resolution;
  private final @Nullable ZexiQuality quality;
  private final @Nullable Integer n;

  private ZexiImageRequest(Builder builder) {
    super(builder);
    this.size = builder.size;
    this.autoSize = builder.autoSize;
    this.aspectRatio = builder.aspectRatio;
    this.resolution = builder.resolution;
    this.quality = builder.quality;
    this.n = builder.n;
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
    return Arrays.asList(size, autoSize, aspectRatio, resolution, quality, n);
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

  /** The resolution, or null. */
  public @Nullable ZexiResolution resolution() {
    return resolution;
  }

  /**
   * The quality, or null; then the {@link #resolution()} is sent for it if there is one, 2K for 4K,
   * else the gateway's default holds.
   */
  public @Nullable ZexiQuality quality() {
    return quality;
  }

  /** The number of images, or null for the gateway's default. */
  public @Nullable Integer n() {
    return n;
  }

  /** Builds a {@link ZexiImageRequest}. */
  public static final class Builder extends ImageRequest.Builder<ZexiModel, Builder> {
    private @Nullable ImageSize size;
    private boolean autoSize;
    private @Nullable AspectRatio aspectRatio;
    private @Nullable ZexiResolution resolution;
    private @Nullable ZexiQuality quality;
    private @Nullable Integer n;

    private Builder() {}

    private Builder(ZexiImageRequest request) {
      super(request);
      this.size = request.size;
      this.autoSize = request.autoSize;
      this.aspectRatio = request.aspectRatio;
      this.resolution = request.resolution;
      this.quality = request.quality;
      this.n = request.n;
    }

    @Override
    protected Builder self() {
      return this;
    }

    /**
     * Sets the size in pixels. For gpt-image-2: 1024x1024, 1536x1024, 1024x1536, 2048x1152,
     * 3840x2160 or 2160x3840. The other models have an aspect ratio instead, which Gemini models
     * require and Grok models are advised to be given.
     */
    public Builder size(ImageSize size) {
      this.size = Objects.requireNonNull(size, "size == null");
      return this;
    }

    /** Lets the gateway choose the size, in place of one in pixels; not for Gemini models. */
    public Builder autoSize() {
      this.autoSize = true;
      return this;
    }

    /**
     * Sets the aspect ratio, in place of a size in pixels. For Gemini models: 1:1, 16:9, 9:16, 4:3,
     * 3:4, 3:2, 2:3, 5:4, 4:5 or 21:9. For Grok models one is advised, such as 1:1, 16:9 or 9:16,
     * and nothing refused.
     */
    public Builder aspectRatio(AspectRatio aspectRatio) {
      this.aspectRatio = Objects.requireNonNull(aspectRatio, "aspectRatio == null");
      return this;
    }

    /**
     * Sets how large a Gemini model draws: 1K, 2K or 4K. It is written into Gemini's own field
     * together with the aspect ratio and, unless a {@link #quality} is set, as the quality too, 2K
     * for 4K: so the document's own sample has it, which doesn't say which of the two wins.
     */
    public Builder resolution(ZexiResolution resolution) {
      this.resolution = Objects.requireNonNull(resolution, "resolution == null");
      return this;
    }

    /**
     * Sets the quality: low, medium, high or auto for gpt-image-2; 1K, 2K or 4K for Gemini models,
     * where {@link #resolution} sets it as well. Grok models use their own.
     */
    public Builder quality(ZexiQuality quality) {
      this.quality = Objects.requireNonNull(quality, "quality == null");
      return this;
    }

    /**
     * Sets the number of images, 1 or more; expect each of them to be billed. The document sends 1
     * and names no maximum. The answer may hold fewer.
     *
     * <p>Images are those that the answer lists. One that lists none, or has {@code result_url}
     * alone, brings the first: a query doesn't say how many were made, so what it doesn't list this
     * SDK can't fetch. The document's address for image i, {@code
     * /v1/images/tasks/{task_id}/content?index=i} with the key, still has it for two hours.
     */
    public Builder n(int n) {
      this.n = n;
      return this;
    }

    /**
     * Returns the request.
     *
     * @throws io.github.imagetask.InvalidRequestException with every rule that it breaks
     */
    public ZexiImageRequest build() {
      return check(
          new ZexiImageRequest(this),
          ZexiWire.NAMES,
          ZexiRules::checkSpelling,
          ZexiRules::checkTables);
    }
  }
}
