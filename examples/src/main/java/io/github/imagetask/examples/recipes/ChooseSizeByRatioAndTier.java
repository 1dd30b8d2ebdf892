package io.github.imagetask.examples.recipes;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.github.imagetask.uniall.UniAllSize;
import io.github.imagetask.uniall.UniAllSizes;
import io.github.imagetask.uniall.UniAllTier;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;

/** The pixels that gpt-image-2 wants, from what people ask for: a shape and how fine. */
public final class ChooseSizeByRatioAndTier {
  private ChooseSizeByRatioAndTier() {}

  /** Runs the recipe. */
  public static void main(String[] args) throws IOException {
    ImageSize size = largest(AspectRatio.of(16, 9), UniAllTier.TIER_2K);
    UniAllImageRequest request =
        UniAllImageRequest.builder()
            .model(UniAllModel.GPT_IMAGE_2)
            .prompt("A lighthouse above a stormy sea")
            .size(size)
            .build();
    Path folder = Files.createDirectories(Path.of("out"));

    try (Account account = Account.open();
        UniAllClient client =
            UniAllClient.builder().baseUrl(account.baseUrl()).apiKey(account.apiKey()).build()) {
      Path file = client.generate(request).first().saveTo(folder.resolve("wide.png"));
      System.out.println(size + " -> " + file);
    }
  }

  private static ImageSize largest(AspectRatio ratio, UniAllTier tier) {
    // The rows of the document's table. A tier is a label of its row and can't be reckoned from the
    // pixels: 2048x2048 is 4K, the larger 2560x2048 is 2K. So look it up.
    List<UniAllSize> rows = UniAllSizes.find(ratio, tier);
    System.out.println(ratio + " in " + tier + ": " + rows);
    return rows.stream()
        .map(UniAllSize::size)
        .max(Comparator.comparingInt(ImageSize::width))
        // Not every ratio has a row in every tier: there is no 5:4 in 4K.
        .orElseThrow(() -> new IllegalArgumentException("no size of " + ratio + " in " + tier));
  }
}
