package io.github.imagetask.hingnet;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.spi.ImageRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for images of Hingnet's, with the fields of its samples: a generation, or an edit if
 * there are reference images.
 *
 * <pre>{@code
 * HingnetImageRequest drawn = HingnetImageRequest.builder()
 *     .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
 *     .prompt("A futuristic cityscape at sunset with flying cars")
 *     .size(ImageSize.of(1024, 1024))
 *     .build();
 *
 * HingnetImageRequest edited = HingnetImageRequest.builder()
 *     .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
 *     .prompt("Make it an oil painting")
 *     .addImage(ReferenceImage.file(Paths.get("photo.png")))
 *     .build();
 * }</pre>
 *
 * <p>Reference images are URLs, one or several, or one upload alone ({@link
 * io.github.imagetask.ReferenceImage#file}, {@link io.github.imagetask.ReferenceImage#bytes}): the
 * document has a form for one file and none for several. What is not set is not sent, and the
 * gateway's default holds. A task's answer always brings URLs: asynchronous tasks know no {@code
 * b64_json} (section "synchronous routes").
 *
 * <p>The same request goes to {@link HingnetClient#submit} and to {@link HingnetClient#direct()}.
 * gpt-image-2 and the fields from {@link #quality()} on are of the synchronous pages alone: a
 * submit refuses them before anything is sent.
 */
public final class HingnetImageRequest extends ImageRequest<HingnetModel> {
  private final @Nullable HingnetTaskType taskType;
  private final @Nullable Integer n;
  private final @Nullable HingnetSize size;
  private final @Nullable AspectRatio aspectRatio;
  private final @Nullable HingnetQuality quality;
  private final @Nullable HingnetBackground background;
  private final @Nullable HingnetOutputFormat outputFormat;
  private final @Nullable Integer outputCompression;
  private final @Nullable HingnetModeration moderation;
  private final @Nullable String user;
  private final @Nullable HingnetResponseFormat responseFormat;

  private HingnetImageRequest(Builder builder) {
    super(builder);
    this.taskType = builder.taskType;
    this.n = builder.n;
    this.size = builder.size;
    this.aspectRatio = builder.aspectRatio;
    this.quality = builder.quality;
    this.background = builder.background;
    this.outputFormat = builder.outputFormat;
    this.outputCompression = builder.outputCompression;
    this.moderation = builder.moderation;
    this.user = builder.user;
    this.responseFormat = builder.responseFormat;
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
        taskType,
        n,
        size,
        aspectRatio,
        quality,
        background,
        outputFormat,
        outputCompression,
        moderation,
        user,
        responseFormat);
  }

  /** What the task does: as set, else an edit if there are reference images. */
  public HingnetTaskType taskType() {
    if (taskType != null) return taskType;
    boolean isEdit = !images().isEmpty() || HingnetRules.hasImagesByExtra(this);
    return isEdit ? HingnetTaskType.EDIT : HingnetTaskType.GENERATION;
  }

  /** The number of images, or null for the gateway's default. */
  public @Nullable Integer n() {
    return n;
  }

  /** The size, or null for the gateway's default. */
  public @Nullable HingnetSize size() {
    return size;
  }

  /** The aspect ratio, or null. */
  public @Nullable AspectRatio aspectRatio() {
    return aspectRatio;
  }

  /** The quality, or null for the gateway's default. */
  public @Nullable HingnetQuality quality() {
    return quality;
  }

  /** The background, or null for the gateway's default. */
  public @Nullable HingnetBackground background() {
    return background;
  }

  /** The file format, or null for the gateway's default. */
  public @Nullable HingnetOutputFormat outputFormat() {
    return outputFormat;
  }

  /** The compression in percent, or null for the gateway's default. */
  public @Nullable Integer outputCompression() {
    return outputCompression;
  }

  /** How strictly the prompt is looked at, or null for the gateway's default. */
  public @Nullable HingnetModeration moderation() {
    return moderation;
  }

  /** Whom the caller asks for, or null. */
  public @Nullable String user() {
    return user;
  }

  /** How the answer brings its images, or null for the entry's own way. */
  public @Nullable HingnetResponseFormat responseFormat() {
    return responseFormat;
  }

  /** Builds a {@link HingnetImageRequest}. */
  public static final class Builder extends ImageRequest.Builder<HingnetModel, Builder> {
    private @Nullable HingnetTaskType taskType;
    private @Nullable Integer n;
    private @Nullable HingnetSize size;
    private @Nullable AspectRatio aspectRatio;
    private @Nullable HingnetQuality quality;
    private @Nullable HingnetBackground background;
    private @Nullable HingnetOutputFormat outputFormat;
    private @Nullable Integer outputCompression;
    private @Nullable HingnetModeration moderation;
    private @Nullable String user;
    private @Nullable HingnetResponseFormat responseFormat;

    private Builder() {}

    private Builder(HingnetImageRequest request) {
      super(request);
      this.taskType = request.taskType;
      this.n = request.n;
      this.size = request.size;
      this.aspectRatio = request.aspectRatio;
      this.quality = request.quality;
      this.background = request.background;
      this.outputFormat = request.outputFormat;
      this.outputCompression = request.outputCompression;
      this.moderation = request.moderation;
      this.user = request.user;
      this.responseFormat = request.responseFormat;
    }

    @Override
    protected Builder self() {
      return this;
    }

    /**
     * Sets what the task does. Unset, the reference images decide; set, a contradiction is refused:
     * an edit whose list of images came out empty isn't billed as a generation.
     */
    public Builder taskType(HingnetTaskType taskType) {
      this.taskType = Objects.requireNonNull(taskType, "taskType == null");
      return this;
    }

    /**
     * Sets the number of images, 1 or more; expect each of them to be billed. The samples send 1,
     * and the document names no maximum. The answer may hold fewer. The sample of an edit doesn't
     * have this field.
     */
    public Builder n(int n) {
      this.n = n;
      return this;
    }

    /**
     * Sets the size by its word. The document names none but 1024x1024, so none is refused. The
     * sample of an edit doesn't have this field.
     */
    public Builder size(HingnetSize size) {
      this.size = Objects.requireNonNull(size, "size == null");
      return this;
    }

    /** Sets the size in pixels, as the sample does; a model may take it as no more than a hint. */
    public Builder size(ImageSize size) {
      return size(HingnetSize.of(Objects.requireNonNull(size, "size == null").toString()));
    }

    /** Sets the aspect ratio. No sample has this field; it is assumed to win over the size. */
    public Builder aspectRatio(AspectRatio aspectRatio) {
      this.aspectRatio = Objects.requireNonNull(aspectRatio, "aspectRatio == null");
      return this;
    }

    /** Sets the quality: low, medium, high or auto. For gpt-image-2, and so for direct calls. */
    public Builder quality(HingnetQuality quality) {
      this.quality = Objects.requireNonNull(quality, "quality == null");
      return this;
    }

    /** Sets the background. For gpt-image-2, and so for direct calls. */
    public Builder background(HingnetBackground background) {
      this.background = Objects.requireNonNull(background, "background == null");
      return this;
    }

    /** Sets the file format: png or jpeg. For gpt-image-2, and so for direct calls. */
    public Builder outputFormat(HingnetOutputFormat outputFormat) {
      this.outputFormat = Objects.requireNonNull(outputFormat, "outputFormat == null");
      return this;
    }

    /** Sets the compression, 0 to 100, of a jpeg. For gpt-image-2, and so for direct calls. */
    public Builder outputCompression(int outputCompression) {
      this.outputCompression = outputCompression;
      return this;
    }

    /**
     * Sets how strictly the prompt is looked at; OpenAI has it for generations alone. For
     * gpt-image-2, and so for direct calls.
     */
    public Builder moderation(HingnetModeration moderation) {
      this.moderation = Objects.requireNonNull(moderation, "moderation == null");
      return this;
    }

    /**
     * Sets the caller's own name for whom it asks for. For gpt-image-2, and so for direct calls.
     */
    public Builder user(String user) {
      this.user = Objects.requireNonNull(user, "user == null");
      return this;
    }

    /**
     * Sets how the answer brings its images. A direct call asks for {@code b64_json} unless this is
     * set; a task brings URLs, and one that is asked for anything else is refused.
     */
    public Builder responseFormat(HingnetResponseFormat responseFormat) {
      this.responseFormat = Objects.requireNonNull(responseFormat, "responseFormat == null");
      return this;
    }

    /**
     * Returns the request.
     *
     * @throws io.github.imagetask.InvalidRequestException with every rule that it breaks
     */
    public HingnetImageRequest build() {
      return check(
          new HingnetImageRequest(this),
          HingnetWire.NAMES,
          HingnetRules::checkSpelling,
          HingnetRules::checkTables);
    }
  }
}
