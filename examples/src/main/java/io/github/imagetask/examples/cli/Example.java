package io.github.imagetask.examples.cli;

import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.ImageRequest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * One example of a gateway's document, which {@code demo} runs.
 *
 * @param source where it stands in the document, in a word
 * @param name what it does
 * @param references the images that it starts from, for people
 */
record Example<R>(
    String source, String name, String model, String prompt, List<String> references, R request) {

  static <R extends ImageRequest<?>> Example<R> of(String source, String name, R request) {
    List<String> references = new ArrayList<>();
    for (ReferenceImage image : request.images()) {
      references.add(image.url() == null ? "an uploaded file" : image.url());
    }
    return new Example<>(source, name, request.model().id(), request.prompt(), references, request);
  }

  /** Such as {@code uniall-4.1-text-to-image}. */
  String fileName(String gateway) {
    String words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
    return gateway + "-" + source + "-" + words;
  }

  /**
   * The example on the contact sheet.
   *
   * @param key the task's, or what stands in its place
   */
  ContactSheet.Card card(String key, Duration elapsed, List<SavedImage> images) {
    return new ContactSheet.Card(
        prompt, model, source + " · " + name, references, key, elapsed, images);
  }
}
