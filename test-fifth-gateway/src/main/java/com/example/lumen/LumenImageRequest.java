package com.example.lumen;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.spi.ImageRequest;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A request for images of Lumen's. */
public final class LumenImageRequest extends ImageRequest<LumenModel> {
  private final @Nullable AspectRatio aspectRatio;
  private final @Nullable Integer n;

  private LumenImageRequest(Builder builder) {
    super(builder);
    this.aspectRatio = builder.aspectRatio;
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
    return Arrays.asList(aspectRatio, n);
  }

  /** The aspect ratio, or null for the gateway's default. */
  public @Nullable AspectRatio aspectRatio() {
    return aspectRatio;
  }

  /** The number of images, or null for the gateway's default. */
  public @Nullable Integer n() {
    return n;
  }

  /** Builds a {@link LumenImageRequest}. */
  public static final class Builder extends ImageRequest.Builder<LumenModel, Builder> {
    private @Nullable AspectRatio aspectRatio;
    private @Nullable Integer n;

    private Builder() {}

    private Builder(LumenImageRequest request) {
      super(request);
      this.aspectRatio = request.aspectRatio;
      this.n = request.n;
    }

    @Override
    protected Builder self() {
      return this;
    }

    /** Sets the aspect ratio; lumen-draft takes 1:1 and 16:9. */
    public Builder aspectRatio(AspectRatio aspectRatio) {
      this.aspectRatio = Objects.requireNonNull(aspectRatio, "aspectRatio == null");
      return this;
    }

    /** Sets the number of images, each of them billed: 1 to 4 for lumen-fine. */
    public Builder n(int n) {
      this.n = n;
      return this;
    }

    /**
     * Returns the request.
     *
     * @throws io.github.imagetask.InvalidRequestException with every rule that it breaks
     */
    public LumenImageRequest build() {
      return check(
          new LumenImageRequest(this),
          LumenWire.NAMES,
          LumenRules::checkSpelling,
          LumenRules::checkTables);
    }
  }
}
