package io.github.imagetask.springai;

import java.util.List;
import java.util.Map;
import org.springframework.ai.content.Media;
import org.springframework.ai.content.MediaContent;
import org.springframework.ai.image.ImageMessage;

/** A message with media on Spring AI 1.1, where only a subclass can have them. */
final class IllustratedMessage extends ImageMessage implements MediaContent {
  private final List<Media> media;

  private IllustratedMessage(String text, List<Media> media) {
    super(text);
    this.media = media;
  }

  /** On Spring AI 2 its own message, which this test isn't compiled against. */
  static ImageMessage of(String text, Media... media) throws ReflectiveOperationException {
    if (!MediaContent.class.isAssignableFrom(ImageMessage.class)) {
      return new IllustratedMessage(text, List.of(media));
    }
    return ImageMessage.class
        .getConstructor(String.class, Float.class, java.util.Collection.class, Map.class)
        .newInstance(text, null, List.of(media), Map.of());
  }

  @Override
  public List<Media> getMedia() {
    return media;
  }

  @Override
  public Map<String, Object> getMetadata() {
    return Map.of();
  }
}
