package io.github.imagetask.examples.cli;

import io.github.imagetask.ReferenceImage;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** What a request is made of, in the words of all gateways; each takes of it what it has. */
final class RequestOptions {
  /** Stands where a text or a file would. */
  static final String STANDARD_INPUT = "-";

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
      description = "What the image shows; - reads it from standard input.")
  String prompt = "";

  @Option(
      names = "--image",
      paramLabel = "URL|FILE",
      description =
          "A reference image: what starts with http:// or https:// is fetched by the"
              + " gateway, anything else is a file to upload, - standard input. Repeatable.")
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

  /** What the request's events and its journal call it, or null. */
  @Nullable String tag;

  RequestOptions(Host host) {
    this.host = host;
  }

  /** Reads the prompt from standard input if it is to come from there. */
  void readPrompt() {
    if (!prompt.equals(STANDARD_INPUT)) return;
    if (images.contains(STANDARD_INPUT)) {
      throw new UsageException("--prompt and --image can't both be standard input");
    }
    prompt = host.inputText().strip();
    if (prompt.isEmpty()) throw new UsageException("--prompt: standard input is empty");
  }

  /** The reference images, in order. */
  List<ReferenceImage> references() {
    List<ReferenceImage> references = new ArrayList<>();
    for (String image : images) {
      references.add(reference(image));
    }
    return references;
  }

  private ReferenceImage reference(String image) {
    if (image.equals(STANDARD_INPUT)) return ReferenceImage.bytes(host.input());
    if (isUrl(image)) return ReferenceImage.url(image);
    return ReferenceImage.file(host.path("--image", image));
  }

  static boolean isUrl(String image) {
    return image.regionMatches(true, 0, "http://", 0, 7)
        || image.regionMatches(true, 0, "https://", 0, 8);
  }
}
