package io.github.imagetask.uniall;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One size of gpt-image-2 with what section 5.5 says of it; {@link UniAllSizes} has them all. */
public final class UniAllSize {
  /** How a size lies. */
  public enum Orientation {
    /** Wider than high; 横向 in the document. */
    LANDSCAPE,
    /** Higher than wide; 竖向 in the document. */
    PORTRAIT,
    /** As wide as high; 正方形 in the document. */
    SQUARE
  }

  private final ImageSize size;
  private final AspectRatio ratio;
  private final boolean approximate;
  private final Orientation orientation;
  private final UniAllTier tier;

  UniAllSize(
      ImageSize size,
      AspectRatio ratio,
      boolean approximate,
      Orientation orientation,
      UniAllTier tier) {
    this.size = size;
    this.ratio = ratio;
    this.approximate = approximate;
    this.orientation = orientation;
    this.tier = tier;
  }

  /** The size in pixels, as a request takes it. */
  public ImageSize size() {
    return size;
  }

  /**
   * The ratio as the document labels it. A label, not a quotient: 1344x1024 is labelled 4:3. Where
   * the exact ratio matters, compute it from {@link #size()}.
   */
  public AspectRatio ratio() {
    return ratio;
  }

  /**
   * Whether the document marks the ratio 近似, approximate. Some that it doesn't mark are approximate
   * too: 1344x1024, 1360x768 and their portrait twins.
   */
  public boolean isApproximate() {
    return approximate;
  }

  /** How it lies. */
  public Orientation orientation() {
    return orientation;
  }

  /** The tier that the document notes for it. */
  public UniAllTier tier() {
    return tier;
  }

  @Override
  public boolean equals(@Nullable Object other) {
    if (!(other instanceof UniAllSize)) return false;
    UniAllSize that = (UniAllSize) other;
    return size.equals(that.size)
        && ratio.equals(that.ratio)
        && approximate == that.approximate
        && orientation == that.orientation
        && tier.equals(that.tier);
  }

  @Override
  public int hashCode() {
    return Objects.hash(size, ratio, approximate, orientation, tier);
  }

  /** Such as {@code 2048x1360 (3:2 approximately, LANDSCAPE, 2K)}. */
  @Override
  public String toString() {
    String label = approximate ? ratio + " approximately" : ratio.toString();
    return size + " (" + label + ", " + orientation + ", " + tier + ")";
  }
}
