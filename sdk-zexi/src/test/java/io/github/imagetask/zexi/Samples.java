package io.github.imagetask.zexi;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ReferenceImage;

/** The requests of section "samples", as a caller writes them. */
enum Samples {
  GPT_IMAGE_2_TEXT_TO_IMAGE("gpt-image-2-text2image.txt") {
    @Override
    ZexiImageRequest request() {
      return ZexiImageRequest.builder()
          .model(ZexiModel.GPT_IMAGE_2)
          .prompt(
              "A clean modern product poster for a single banana, premium studio lighting, white"
                  + " background.")
          .size(ImageSize.of(1024, 1024))
          .quality(ZexiQuality.AUTO)
          .n(1)
          .build();
    }
  },
  NANO_BANANA_PRO_4K("nano-banana-pro-4k.txt") {
    @Override
    ZexiImageRequest request() {
      return ZexiImageRequest.builder()
          .model(ZexiModel.GEMINI_3_PRO_IMAGE_PREVIEW)
          .prompt("A cinematic banana product poster, dramatic lighting, sharp details.")
          .aspectRatio(AspectRatio.of(16, 9))
          .resolution(ZexiResolution.RESOLUTION_4K) // and so quality 2K
          .n(1)
          .build();
    }
  },
  GROK_IMAGINE_PRO_TEXT_TO_IMAGE("grok-imagine-pro-text2image.txt") {
    @Override
    ZexiImageRequest request() {
      return ZexiImageRequest.builder()
          .model(ZexiModel.GROK_IMAGINE_IMAGE_PRO)
          .prompt("A cinematic banana product poster, dramatic lighting, sharp details.")
          .aspectRatio(AspectRatio.of(16, 9))
          .n(1)
          .build();
    }
  },
  IMAGE_TO_IMAGE("image2image.txt") {
    @Override
    ZexiImageRequest request() {
      return ZexiImageRequest.builder()
          .model(ZexiModel.GEMINI_3_1_FLASH_IMAGE_PREVIEW)
          .prompt("Keep the composition, make it watercolor style.")
          .addImage(ReferenceImage.url("https://example.com/input.jpg"))
          .aspectRatio(AspectRatio.of(16, 9))
          .quality(ZexiQuality.QUALITY_2K)
          .n(1)
          .build();
    }
  };

  private final String file;

  Samples(String file) {
    this.file = file;
  }

  abstract ZexiImageRequest request();

  Fixtures.Curl curl() {
    return Fixtures.curl(file);
  }
}
