package io.github.imagetask.langchain4j;

import dev.langchain4j.data.image.Image;
import io.github.imagetask.GeneratedImage;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.ImageFormat;
import io.github.imagetask.spi.Violations;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Base64;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/** Images from LangChain4j's form into this SDK's, and back. */
final class Images {
  private Images() {}

  /** The image to start from; null if it is none, and the violation says why. */
  static @Nullable ReferenceImage reference(Image image, Violations violations) {
    String data = image.base64Data();
    if (data != null) {
      try {
        return ReferenceImage.bytes(Base64.getDecoder().decode(data));
      } catch (IllegalArgumentException e) {
        violations.add("image", "its base64Data", "it is base64", null);
        return null;
      }
    }
    // Never a file: whoever gives an image could have this machine's files sent away.
    if (image.url() != null && HttpUrl.get(image.url()) != null) {
      return ReferenceImage.url(image.url().toString());
    }
    violations.add("image", "without both", "it has base64Data, or an http or https URL", null);
    return null;
  }

  static Image byUrl(String url) {
    return Image.builder().url(uri(url)).build();
  }

  /** As the gateway wrote it, since it may be signed to the letter, if that is a URI. */
  private static URI uri(String url) {
    try {
      return new URI(url);
    } catch (URISyntaxException e) { // as OkHttp would send it: a paid image isn't lost for a bar
      return HttpUrl.get(url).uri();
    }
  }

  static Image inBase64(GeneratedImage image) {
    byte[] bytes = image.bytes();
    ImageFormat format = ImageFormat.of(bytes);
    return Image.builder()
        .base64Data(Base64.getEncoder().encodeToString(bytes))
        .mimeType(format == null ? null : format.mediaType())
        .build();
  }
}
