package io.github.imagetask.testing.fake;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request body, JSON or multipart/form-data, under the same names. A field that is
 * absent or null is null; one of a wrong type is refused; a name that nobody asks for is ignored.
 */
final class Fields {
  private final Map<String, @Nullable Object> values;
  private final List<FakeRequest.Part> files;
  final boolean isForm;

  private Fields(
      Map<String, @Nullable Object> values, List<FakeRequest.Part> files, boolean isForm) {
    this.values = values;
    this.files = files;
    this.isForm = isForm;
  }

  static Fields of(FakeRequest request) throws Refusal {
    String type = String.valueOf(request.header("Content-Type")).toLowerCase(Locale.ROOT);
    if (Multipart.is(type)) {
      return form(request);
    }
    if (!type.split(";", -1)[0].trim().equals("application/json")) {
      throw invalid("Content-Type must be application/json or multipart/form-data, not " + type);
    }
    return json(request);
  }

  private static Fields json(FakeRequest request) throws Refusal {
    try {
      ByteBuffer body = ByteBuffer.wrap(request.body());
      Object json = JsonParser.read(StandardCharsets.UTF_8.newDecoder().decode(body).toString());
      return new Fields(object("the body", json), Collections.emptyList(), false);
    } catch (CharacterCodingException e) {
      throw invalid("the body isn't UTF-8");
    } catch (IllegalArgumentException e) {
      throw invalid("the body is " + e.getMessage());
    }
  }

  private static Fields form(FakeRequest request) throws Refusal {
    if (request.parts().isEmpty()) {
      throw invalid("the body isn't multipart/form-data");
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    List<FakeRequest.Part> files = new ArrayList<>();
    for (FakeRequest.Part part : request.parts()) {
      if (part.fileName() != null) {
        files.add(part);
      } else if (values.putIfAbsent(part.name(), part.bodyText()) != null) {
        throw invalid("part " + part.name() + " is there twice");
      }
    }
    return new Fields(values, files, true);
  }

  private static Map<String, @Nullable Object> object(String name, @Nullable Object value)
      throws Refusal {
    if (!(value instanceof Map)) {
      throw wrongType(name, "an object");
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((key, element) -> object.put(String.valueOf(key), element));
    return object;
  }

  @Nullable Object any(String name) {
    return values.get(name);
  }

  @Nullable String string(String name) throws Refusal {
    Object value = values.get(name);
    if (value != null && !(value instanceof String)) {
      throw wrongType(name, "a string");
    }
    if (value == null && !files(name).isEmpty()) {
      throw wrongType(name, "a string, not a file");
    }
    return (String) value;
  }

  /** A string that has to be there and isn't blank. */
  String required(String name) throws Refusal {
    String value = string(name);
    if (value == null || value.trim().isEmpty()) {
      throw invalid(name + " is required");
    }
    return value;
  }

  /** A string that, if it is there, is one of these. */
  @Nullable String oneOf(String name, List<String> allowed) throws Refusal {
    String value = string(name);
    if (value != null && !allowed.contains(value)) {
      throw invalid(name + " must be one of " + allowed + ", not \"" + value + "\"");
    }
    return value;
  }

  /** An integer from 1 to this many; 1 if it isn't there. In a form it is written in digits. */
  int count(String name, int most) throws Refusal {
    Object value = values.get(name);
    if (value == null) {
      return 1;
    }
    boolean digits = isForm && String.valueOf(value).matches("[0-9]{1,9}");
    if (!(value instanceof Long) && !digits) {
      throw wrongType(name, "an integer");
    }
    long count = Long.parseLong(String.valueOf(value));
    if (count < 1 || count > most) {
      throw invalid(name + " must be from 1 to " + most + ", not " + count);
    }
    return (int) count;
  }

  List<String> strings(String name) throws Refusal {
    Object value = values.get(name);
    List<String> strings = new ArrayList<>();
    if (value == null) {
      return strings;
    }
    if (!(value instanceof List)) {
      throw wrongType(name, "an array of strings");
    }
    for (Object element : (List<?>) value) {
      if (!(element instanceof String)) {
        throw wrongType(name, "an array of strings");
      }
      strings.add((String) element);
    }
    return strings;
  }

  List<FakeRequest.Part> files(String name) {
    List<FakeRequest.Part> named = new ArrayList<>(files);
    named.removeIf(file -> !file.name().equals(name));
    return named;
  }

  static Refusal invalid(String message) {
    return new Refusal(400, "invalid_request", message);
  }

  private static Refusal wrongType(String name, String type) {
    return invalid(name + " must be " + type);
  }
}
