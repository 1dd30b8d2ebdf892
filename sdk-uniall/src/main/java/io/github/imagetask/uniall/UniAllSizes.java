package io.github.imagetask.uniall;

import static io.github.imagetask.uniall.UniAllSize.Orientation.LANDSCAPE;
import static io.github.imagetask.uniall.UniAllSize.Orientation.PORTRAIT;
import static io.github.imagetask.uniall.UniAllSize.Orientation.SQUARE;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * The 48 sizes that gpt-image-2 takes, section 5.5 of the document.
 *
 * <pre>{@code
 * ImageSize wide = UniAllSizes.find(AspectRatio.of(16, 9), UniAllTier.TIER_2K).get(0).size();
 * }</pre>
 */
public final class UniAllSizes {
  private static final boolean EXACT = false;
  private static final boolean APPROX = true; // the document writes 近似 behind the ratio

  // UniAll "通用异步图像生成", section 5.5 "gpt-image-2 size 可选值", updated 2026-04-29.
  // The tier is the row's own label: it doesn't follow from the pixels, and neither does the ratio.
  // spotless:off
  private static final List<UniAllSize> TABLE =
      table(
          // width, height, ratio, whether exact, orientation, tier
          row(1024,  768, "4:3",  EXACT,  LANDSCAPE, "1K"),
          row( 768, 1024, "3:4",  EXACT,  PORTRAIT,  "1K"),
          row(1344, 1024, "4:3",  EXACT,  LANDSCAPE, "1K"),
          row(1024, 1344, "3:4",  EXACT,  PORTRAIT,  "1K"),
          row(1280, 1024, "5:4",  EXACT,  LANDSCAPE, "1K"),
          row(1024, 1280, "4:5",  EXACT,  PORTRAIT,  "1K"),
          row(1360,  768, "16:9", EXACT,  LANDSCAPE, "1K"),
          row( 768, 1360, "9:16", EXACT,  PORTRAIT,  "1K"),
          row(1536,  864, "16:9", EXACT,  LANDSCAPE, "1K"),
          row( 864, 1536, "9:16", EXACT,  PORTRAIT,  "1K"),
          row(1024, 1024, "1:1",  EXACT,  SQUARE,    "1K"),
          row(1536, 1024, "3:2",  EXACT,  LANDSCAPE, "1K"),
          row(1024, 1536, "2:3",  EXACT,  PORTRAIT,  "1K"),
          row(2048, 1024, "2:1",  EXACT,  LANDSCAPE, "1K"),
          row(1024, 2048, "1:2",  EXACT,  PORTRAIT,  "1K"),
          row(2016,  864, "21:9", EXACT,  LANDSCAPE, "1K"),
          row( 864, 2016, "9:21", EXACT,  PORTRAIT,  "1K"),
          row(1920, 1080, "16:9", EXACT,  LANDSCAPE, "2K"),
          row(1080, 1920, "9:16", EXACT,  PORTRAIT,  "2K"),
          row(1536, 1536, "1:1",  EXACT,  SQUARE,    "2K"),
          row(2048, 1360, "3:2",  APPROX, LANDSCAPE, "2K"),
          row(1360, 2048, "2:3",  APPROX, PORTRAIT,  "2K"),
          row(2048, 1536, "4:3",  EXACT,  LANDSCAPE, "2K"),
          row(1536, 2048, "3:4",  EXACT,  PORTRAIT,  "2K"),
          row(2160, 1440, "3:2",  EXACT,  LANDSCAPE, "2K"),
          row(1440, 2160, "2:3",  EXACT,  PORTRAIT,  "2K"),
          row(2048, 1152, "16:9", EXACT,  LANDSCAPE, "2K"),
          row(1152, 2048, "9:16", EXACT,  PORTRAIT,  "2K"),
          row(2688, 1344, "2:1",  EXACT,  LANDSCAPE, "2K"),
          row(1344, 2688, "1:2",  EXACT,  PORTRAIT,  "2K"),
          row(2688, 1152, "21:9", EXACT,  LANDSCAPE, "2K"),
          row(1152, 2688, "9:21", EXACT,  PORTRAIT,  "2K"),
          row(2560, 1440, "16:9", EXACT,  LANDSCAPE, "2K"),
          row(1440, 2560, "9:16", EXACT,  PORTRAIT,  "2K"),
          row(2048, 2048, "1:1",  EXACT,  SQUARE,    "4K"),
          row(2560, 2048, "5:4",  EXACT,  LANDSCAPE, "2K"),
          row(2048, 2560, "4:5",  EXACT,  PORTRAIT,  "2K"),
          row(2880, 2880, "1:1",  EXACT,  SQUARE,    "4K"),
          row(3264, 2448, "4:3",  EXACT,  LANDSCAPE, "4K"),
          row(2448, 3264, "3:4",  EXACT,  PORTRAIT,  "4K"),
          row(3504, 2336, "3:2",  EXACT,  LANDSCAPE, "4K"),
          row(2336, 3504, "2:3",  EXACT,  PORTRAIT,  "4K"),
          row(3840, 1920, "2:1",  EXACT,  LANDSCAPE, "4K"),
          row(1920, 3840, "1:2",  EXACT,  PORTRAIT,  "4K"),
          row(3840, 1648, "21:9", APPROX, LANDSCAPE, "4K"),
          row(1648, 3840, "9:21", APPROX, PORTRAIT,  "4K"),
          row(3840, 2160, "16:9", EXACT,  LANDSCAPE, "4K"),
          row(2160, 3840, "9:16", EXACT,  PORTRAIT,  "4K"));
  // spotless:on

  private UniAllSizes() {}

  /** All sizes, in the document's order. */
  public static List<UniAllSize> all() {
    return TABLE;
  }

  /** Returns the document's row for a size, if it has one. */
  public static Optional<UniAllSize> find(ImageSize size) {
    Objects.requireNonNull(size, "size == null");
    for (UniAllSize row : TABLE) {
      if (row.size().equals(size)) return Optional.of(row);
    }
    return Optional.empty();
  }

  /**
   * Returns the sizes that the document labels with this ratio, in its order; those that it marks
   * approximate too.
   *
   * @param ratio as the document writes it: 21:9, not 7:3
   */
  public static List<UniAllSize> find(AspectRatio ratio) {
    Objects.requireNonNull(ratio, "ratio == null");
    List<UniAllSize> found = new ArrayList<>();
    for (UniAllSize row : TABLE) {
      if (row.ratio().equals(ratio)) found.add(row);
    }
    return Collections.unmodifiableList(found);
  }

  /** Returns the sizes of a ratio and a tier, in the document's order; empty if there are none. */
  public static List<UniAllSize> find(AspectRatio ratio, UniAllTier tier) {
    Objects.requireNonNull(tier, "tier == null");
    List<UniAllSize> found = new ArrayList<>(find(ratio));
    found.removeIf(row -> !row.tier().equals(tier));
    return Collections.unmodifiableList(found);
  }

  private static UniAllSize row(
      int width,
      int height,
      String ratio,
      boolean approximate,
      UniAllSize.Orientation orientation,
      String tier) {
    return new UniAllSize(
        ImageSize.of(width, height),
        AspectRatio.parse(ratio),
        approximate,
        orientation,
        UniAllTier.of(tier));
  }

  private static List<UniAllSize> table(UniAllSize... rows) {
    return Collections.unmodifiableList(Arrays.asList(rows));
  }
}
