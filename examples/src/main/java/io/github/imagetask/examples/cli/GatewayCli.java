package io.github.imagetask.examples.cli;

import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ModelInfo;
import io.github.imagetask.PollPolicy;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;

/**
 * All that the command line knows of one gateway. A new gateway is a class of this kind, and a line
 * in {@link Gateways}.
 *
 * @param <R> the gateway's request
 */
interface GatewayCli<R> {
  /** The word for {@code --gateway}, and the first part of the gateway's task keys. */
  String name();

  /** The environment variables that hold the keys, to be named when one is refused. */
  List<String> keyVariables();

  /**
   * Builds a client.
   *
   * @param access the address and the keys
   * @param options sets what the command wants of any client
   * @throws IllegalArgumentException if the address or a key is malformed
   */
  ImageClient<R> client(Access access, Consumer<ImageClient.Builder<?>> options);

  /** The schedule that the gateway advises, of which a user may change a part. */
  PollPolicy pollPolicy();

  /** The models that the gateway's document lists; needs no key. */
  List<ModelInfo> models();

  /**
   * Builds a request.
   *
   * @throws UsageException if the gateway doesn't have one of the options, or can't read its value
   * @throws io.github.imagetask.InvalidRequestException if the request breaks the gateway's rules
   */
  R request(RequestOptions given);

  /**
   * The examples of the gateway's document, which {@code demo} runs.
   *
   * @param input an image file, where an example uploads one
   */
  default List<Example<R>> examples(Path input) {
    return List.of();
  }

  /**
   * One example of a document.
   *
   * @param name what it does
   * @param source the document's section
   * @param references the images that it starts from, for people
   */
  record Example<R>(
      String name, String source, String model, String prompt, List<String> references, R request) {

    /** Such as {@code uniall-4.1-text-to-image}. */
    String fileName(String gateway) {
      String words = name.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]+", "-");
      return gateway + "-" + source + "-" + words;
    }

    ContactSheet.Card card(ImageResult result, long nanos, List<SavedImage> images) {
      String heading = source + " " + name;
      String key = result.key().toString();
      return new ContactSheet.Card(prompt, model, heading, references, key, nanos, images);
    }
  }
}
