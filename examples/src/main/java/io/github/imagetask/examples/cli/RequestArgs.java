package io.github.imagetask.examples.cli;

import com.squareup.moshi.JsonWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.ParameterException;

/**
 * A request as the options of a command line, without their dashes: what the history keeps, and
 * what a line of a batch gives. Immutable.
 */
record RequestArgs(Map<String, List<String>> options) {
  /** What was given on the command line; paths of images are absolute. */
  static RequestArgs of(RequestOptions given, Host host) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    put(options, "gateway", given.gateway);
    put(options, "model", given.model);
    put(options, "prompt", given.prompt);
    List<String> images = new ArrayList<>();
    for (String image : given.images) {
      boolean isFile = !RequestOptions.isUrl(image) && !image.equals(RequestOptions.STANDARD_INPUT);
      images.add(
          isFile ? host.path("--image", image).toAbsolutePath().normalize().toString() : image);
    }
    if (!images.isEmpty()) options.put("image", images);
    for (RequestOption<?> option : RequestOption.ALL) {
      put(options, option.flag().substring("--".length()), option.of(given));
    }
    if (!given.extras.isEmpty()) options.put("extra", List.copyOf(given.extras));
    if (given.lenient) put(options, "lenient", true);
    return new RequestArgs(options);
  }

  private static void put(Map<String, List<String>> options, String name, @Nullable Object value) {
    if (value != null && !value.toString().isEmpty()) options.put(name, List.of(value.toString()));
  }

  /** These, and those of the others that aren't given here. */
  RequestArgs over(RequestArgs others) {
    Map<String, List<String>> all = new LinkedHashMap<>(others.options);
    all.putAll(options);
    return new RequestArgs(all);
  }

  /** The first value of an option, or an empty text. */
  String first(String name) {
    List<String> values = values(name);
    return values.isEmpty() ? "" : values.get(0);
  }

  List<String> values(String name) {
    return options.getOrDefault(name, List.of());
  }

  /**
   * The options as a command reads them.
   *
   * @throws UsageException if one is missing, or is none, or has a value that it can't have
   */
  RequestOptions parse(Host host) {
    List<String> args = new ArrayList<>();
    options.forEach(
        (name, values) -> {
          for (String value : values) args.add("--" + name + "=" + value);
        });
    RequestOptions parsed = new RequestOptions(host);
    try {
      new CommandLine(parsed).setExpandAtFiles(false).parseArgs(args.toArray(String[]::new));
    } catch (ParameterException e) {
      throw new UsageException(String.valueOf(e.getMessage()));
    }
    return parsed;
  }

  /**
   * A name made of all of it: the same for the same request.
   *
   * @param number tells requests apart that are meant to be made several times
   */
  String id(int number) {
    String text =
        Report.object(
            json -> {
              write(json.name("request"));
              json.name("number").value(number);
            });
    try {
      MessageDigest digest = MessageDigest.getInstance("SHA-256");
      byte[] hash = digest.digest(text.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(hash, 0, 8);
    } catch (NoSuchAlgorithmException e) {
      throw new AssertionError(e); // every Java has it
    }
  }

  void write(JsonWriter json) throws IOException {
    json.beginObject();
    for (Map.Entry<String, List<String>> option : options.entrySet()) {
      json.name(option.getKey()).beginArray();
      for (String value : option.getValue()) json.value(value);
      json.endArray();
    }
    json.endObject();
  }

  /** Reads what {@link #write} wrote. */
  static RequestArgs read(Map<?, ?> json) {
    Map<String, List<String>> options = new LinkedHashMap<>();
    json.forEach(
        (name, values) -> {
          List<String> texts = new ArrayList<>();
          for (Object value : (List<?>) values) texts.add(String.valueOf(value));
          options.put(String.valueOf(name), texts);
        });
    return new RequestArgs(options);
  }
}
