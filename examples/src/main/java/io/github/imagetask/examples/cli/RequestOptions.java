package io.github.imagetask.examples.cli;

import io.github.imagetask.ReferenceImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a request is made of, in the words of all gateways; each takes of it what it has. */
final class RequestOptions {
  private final Host host;

  @Option(
      names = "--gateway",
      required = true,
      paramLabel = "NAME",
      completionCandidates = Gateways.Names.class,
      description = "One of: ${COMPLETION-CANDIDATES}.")
  String gateway = "";

  @Option(
      names = "--model",
      required = true,
      paramLabel = "MODEL",
      description = "As the gateway writes it; 'imagetask models' lists what is documented.")
  String model = "";

  @Option(
      names = "--prompt",
      required = true,
      paramLabel = "TEXT",
      description = "What the image shows.")
  String prompt = "";

  @Option(
      names = "--image",
      paramLabel = "URL|FILE",
      description =
          "A reference image: what starts with http:// or https:// is fetched by the"
              + " gateway, anything else is a file to upload. Repeatable.")
  List<String> images = new ArrayList<>();

  @Option(names = "--size", paramLabel = "SIZE", description = "WIDTHxHEIGHT, or a word: auto, 1K.")
  @Nullable String size;

  @Option(names = "--aspect-ratio", paramLabel = "W:H", description = "Such as 16:9.")
  @Nullable String aspectRatio;

  @Option(names = "--resolution", paramLabel = "TIER", description = "1K, 2K or 4K.")
  @Nullable String resolution;

  @Option(names = "--quality", paramLabel = "WORD", description = "Such as low, medium, high.")
  @Nullable String quality;

  @Option(names = "--n", paramLabel = "NUMBER", description = "How many images; each is billed.")
  @Nullable Integer n;

  @Option(names = "--output-format", paramLabel = "WORD", description = "Such as png, jpeg, webp.")
  @Nullable String outputFormat;

  @Option(names = "--temperature", paramLabel = "NUMBER", description = "Such as 0.7.")
  @Nullable Double temperature;

  @Option(
      names = "--extra",
      paramLabel = "NAME=JSON",
      description = "A field that has no option, written as it is: --extra seed=42. Repeatable.")
  List<String> extras = new ArrayList<>();

  @Option(
      names = "--lenient",
      description =
          "Send what the gateway's document doesn't list. What can't be written at all"
              + " stays refused.")
  boolean lenient;

  RequestOptions(Host host) {
    this.host = host;
  }

  /** The reference images, in order. */
  List<ReferenceImage> references() {
    List<ReferenceImage> references = new ArrayList<>();
    for (String image : images) {
      references.add(
          isUrl(image)
              ? ReferenceImage.url(image)
              : ReferenceImage.file(host.path("--image", image)));
    }
    return references;
  }

  private static boolean isUrl(String image) {
    return image.regionMatches(true, 0, "http://", 0, 7)
        || image.regionMatches(true, 0, "https://", 0, 8);
  }
}
