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
 * gateway's default holds. The answer always brings URLs: asynchronous tasks know no {@code
 * b64_json} (section "synchronous routes").
 */
public final class HingnetImageRequest extends ImageRequest<HingnetModel> {
  private final @Nullable HingnetTaskType taskType;
  private final @Nullable Integer n;
  private final @Nullable HingnetSize size;
  private final @Nullable AspectRatio aspectRatio;

  private HingnetImageRequest(Builder builder) {
    super(builder);
    this.taskType = builder.taskType;
    this.n = builder.n;
    this.size = builder.size;
    this.aspectRatio = builder.aspectRatio;
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
    return Arrays.asList(taskType, n, size, aspectRatio);
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

  /** Builds a {@link HingnetImageRequest}. */
  public static final class Builder extends ImageRequest.Builder<HingnetModel, Builder> {
    private @Nullable HingnetTaskType taskType;
    private @Nullable Integer n;
    private @Nullable HingnetSize size;
    private @Nullable AspectRatio aspectRatio;

    private Builder() {}

    private Builder(HingnetImageRequest request) {
      super(request);
      this.taskType = request.taskType;
      this.n = request.n;
      this.size = request.size;
      this.aspectRatio = request.aspectRatio;
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
