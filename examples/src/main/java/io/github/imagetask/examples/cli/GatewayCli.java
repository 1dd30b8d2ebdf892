package io.github.imagetask.examples.cli;

import io.github.imagetask.ImageClient;
import io.github.imagetask.ModelInfo;
import java.nio.file.Path;
import java.util.List;
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

  /** The gateway's name for people, and the document that its examples come from. */
  Document document();

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

  /** The models that the gateway's document lists; needs no key. */
  List<ModelInfo> models();

  /** The models of an entry with a request of its own, whose options have other names. */
  default List<ModelInfo> directModels() {
    return List.of();
  }

  /**
   * Builds a request.
   *
   * @throws UsageException if the gateway doesn't have one of the options, or can't read its value
   * @throws io.github.imagetask.InvalidRequestException if the request breaks the gateway's rules
   */
  R request(RequestOptions given);

  /** The entries that answer with the image itself; none for a gateway without. */
  default List<DirectCli<R, ?>> direct() {
    return List.of();
  }

  /**
   * The examples of the gateway's document, which {@code demo} runs.
   *
   * @param input an image file, where an example uploads one
   */
  List<Example<R>> examples(Path input);

  /**
   * A document.
   *
   * @param gateway whose it is
   * @param title its title, its date, and whatever else is to be said of its examples
   */
  record Document(String gateway, String title) {}
}
