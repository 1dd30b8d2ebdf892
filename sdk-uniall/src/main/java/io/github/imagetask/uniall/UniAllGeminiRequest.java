package io.github.imagetask.uniall;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.spi.ImageRequest;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A request for an image by {@link UniAllClient#gemini()}, in the style of Google's {@code
 * generateContent}.
 *
 * <pre>{@code
 * UniAllGeminiRequest request = UniAllGeminiRequest.builder()
 *     .model(UniAllGeminiModel.GEMINI_3_PRO_IMAGE_2K)    // the size is in the name
 *     .prompt("Turn the photo into a clean product render")
 *     .addImage(ReferenceImage.file(photo))
 *     .aspectRatio(AspectRatio.of(16, 9))
 *     .build();
 * }</pre>
 *
 * <p>Reference images are files or bytes, any number of them, and go along in the request; no field
 * for a URL is known. One call makes one image. What is not set is not sent, but for {@code
 * responseModalities}: an image alone.
 */
public final class UniAllGeminiRequest extends ImageRequest<UniAllGeminiModel> {
  private final @Nullable AspectRatio aspectRatio;
  private final @Nullable UniAllOutputFormat outputFormat;
  private final @Nullable UniAllGeminiSize imageSize;
  private final List<UniAllModality> responseModalities;

  private UniAllGeminiRequest(Builder builder) {
    super(builder);
    this.aspectRatio = builder.aspectRatio;
    this.outputFormat = builder.outputFormat;
    this.imageSize = builder.imageSize;
    this.responseModalities = builder.responseModalities;
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
    return Arrays.asList(aspectRatio, outputFormat, imageSize, responseModalities);
  }

  /** The aspect ratio, or null. */
  public @Nullable AspectRatio aspectRatio() {
    return aspectRatio;
  }

  /** The file format, or null for the gateway's default. */
  public @Nullable UniAllOutputFormat outputFormat() {
    return outputFormat;
  }

  /** The size, or null for the one in the model's name. */
  public @Nullable UniAllGeminiSize imageSize() {
    return imageSize;
  }

  /** What the answer may hold; empty if nothing was set, and then it is an image alone. */
  public List<UniAllModality> responseModalities() {
    return responseModalities;
  }

  /** Builds a {@link UniAllGeminiRequest}. */
  public static final class Builder extends ImageRequest.Builder<UniAllGeminiModel, Builder> {
    private @Nullable AspectRatio aspectRatio;
    private @Nullable UniAllOutputFormat outputFormat;
    private @Nullable UniAllGeminiSize imageSize;
    private List<UniAllModality> responseModalities = Collections.emptyList();

    private Builder() {}

    private Builder(UniAllGeminiRequest request) {
      super(request);
      this.aspectRatio = request.aspectRatio;
      this.outputFormat = request.outputFormat;
      this.imageSize = request.imageSize;
      this.responseModalities = request.responseModalities;
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

    /** Sets the file format: jpeg or png. */
    public Builder outputFormat(UniAllOutputFormat outputFormat) {
      this.outputFormat = Objects.requireNonNull(outputFormat, "outputFormat == null");
      return this;
    }

    /** Sets the size, for a model whose name has none; of the page's it is the one in the name. */
    public Builder imageSize(UniAllGeminiSize imageSize) {
      this.imageSize = Objects.requireNonNull(imageSize, "imageSize == null");
      return this;
    }

    /**
     * Sets what the answer may hold, an image alone unless set. With a text beside it, the text is
     * in {@link io.github.imagetask.DirectResult#text()}.
     */
    public Builder responseModalities(UniAllModality... responseModalities) {
      List<UniAllModality> copy = new ArrayList<>();
      for (UniAllModality each : responseModalities) {
        copy.add(Objects.requireNonNull(each, "modality == null"));
      }
      this.responseModalities = Collections.unmodifiableList(copy);
      return this;
    }

    /**
     * Returns the request.
     *
     * @throws io.github.imagetask.InvalidRequestException with every rule that it breaks
     */
    public UniAllGeminiRequest build() {
      return check(
          new UniAllGeminiRequest(this),
          UniAllGeminiEntry.NAMES,
          UniAllGeminiRules::checkSpelling,
          UniAllGeminiRules::checkTables);
    }
  }
}
