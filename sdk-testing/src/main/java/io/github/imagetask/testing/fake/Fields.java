package io.github.imagetask.testing.fake;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The fields of a request body, JSON or multipart/form-data, under the same names. A field that is
 * absent or null is null; one of a wrong type is refused; a name that nobody asks for is ignored.
 *
 * <p>A refusal has the status 400 and the code {@code invalid_request}; a dialect spells it as its
 * gateway does.
 */
public final class Fields {
  private final Map<String, @Nullable Object> values;
  private final List<FakeRequest.Part> files;
  final boolean isForm;

  /** What stands before a name in messages: {@code parameter.} inside an object of that name. */
  private final String prefix;

  private Fields(
      String prefix,
      Map<String, @Nullable Object> values,
      List<FakeRequest.Part> files,
      boolean isForm) {
    this.prefix = prefix;
    this.values = values;
    this.files = files;
    this.isForm = isForm;
  }

  static Fields ofJson(@Nullable Object json) throws Refusal {
    return ofObject("", json, "the body");
  }

  static Fields ofForm(Map<String, @Nullable Object> values, List<FakeRequest.Part> files) {
    return new Fields("", values, files, true);
  }

  private static Fields ofObject(String prefix, @Nullable Object value, String name)
      throws Refusal {
    if (!(value instanceof Map)) {
      throw wrongType(name, "an object");
    }
    Map<String, @Nullable Object> object = new LinkedHashMap<>();
    ((Map<?, ?>) value).forEach((key, element) -> object.put(String.valueOf(key), element));
    return new Fields(prefix, object, Collections.emptyList(), false);
  }

  /** The names of all fields. */
  public Set<String> names() {
    return values.keySet();
  }

  /** The value of a field as it came: a String, Long, Double, Boolean, List, Map, or null. */
  public @Nullable Object any(String name) {
    return values.get(name);
  }

  /** A string, if it is there. */
  public @Nullable String string(String name) throws Refusal {
    Object value = values.get(name);
    if (value != null && !(value instanceof String)) {
      throw wrongType(prefix + name, "a string");
    }
    if (value == null && !files(name).isEmpty()) {
      throw wrongType(prefix + name, "a string, not a file");
    }
    return (String) value;
  }

  /** A string that has to be there and isn't blank. */
  public String required(String name) throws Refusal {
    String value = string(name);
    if (value == null || value.trim().isEmpty()) {
      throw invalid(prefix + name + " is required");
    }
    return value;
  }

  /** A string that, if it is there, is one of these. */
  public @Nullable String oneOf(String name, List<String> allowed) throws Refusal {
    String value = string(name);
    if (value != null && !allowed.contains(value)) {
      throw invalid(prefix + name + " must be one of " + allowed + ", not \"" + value + "\"");
    }
    return value;
  }

  /** An integer from 1 to this many; 1 if it isn't there. In a form it is written in digits. */
  public int count(String name, int most) throws Refusal {
    Integer count = integer(name, 1, most);
    return count == null ? 1 : count;
  }

  /** An integer in this range, if it is there. In a form it is written in digits. */
  public @Nullable Integer integer(String name, int least, int most) throws Refusal {
    Object value = values.get(name);
    if (value == null) {
      return null;
    }
    boolean digits = isForm && String.valueOf(value).matches("[0-9]{1,9}");
    if (!(value instanceof Long) && !digits) {
      throw wrongType(prefix + name, "an integer");
    }
    long number = Long.parseLong(String.valueOf(value));
    if (number < least || number > most) {
      throw invalid(prefix + name + " must be from " + least + " to " + most + ", not " + number);
    }
    return (int) number;
  }

  /** An array of strings; empty if it isn't there. */
  public List<String> strings(String name) throws Refusal {
    Object value = values.get(name);
    List<String> strings = new ArrayList<>();
    if (value == null) {
      return strings;
    }
    if (!(value instanceof List)) {
      throw wrongType(prefix + name, "an array of strings");
    }
    for (Object element : (List<?>) value) {
      if (!(element instanceof String)) {
        throw wrongType(prefix + name, "an array of strings");
      }
      strings.add((String) element);
    }
    return strings;
  }

  /** The fields of an object that has to be there. */
  public Fields object(String name) throws Refusal {
    return ofObject(prefix + name + '.', values.get(name), prefix + name);
  }

  /** The same, if it is there. */
  public @Nullable Fields optionalObject(String name) throws Refusal {
    return values.get(name) == null ? null : object(name);
  }

  /** The fields of the objects of an array that has to be there, but may be empty. */
  public List<Fields> objects(String name) throws Refusal {
    Object value = values.get(name);
    if (!(value instanceof List)) {
      throw wrongType(prefix + name, "an array");
    }
    List<Fields> objects = new ArrayList<>();
    for (Object element : (List<?>) value) {
      String each = prefix + name + '[' + objects.size() + ']';
      objects.add(ofObject(each + '.', element, each));
    }
    return objects;
  }

  /** A number from 0 to 1, if it is there. */
  public void share(String name) throws Refusal {
    Object value = values.get(name);
    if (value == null) {
      return;
    }
    if (!(value instanceof Number)) {
      throw wrongType(prefix + name, "a number");
    }
    double share = ((Number) value).doubleValue();
    if (share < 0 || share > 1) {
      throw invalid(prefix + name + " must be from 0 to 1, not " + value);
    }
  }

  /** A boolean, if it is there. */
  public void flag(String name) throws Refusal {
    Object value = values.get(name);
    if (value != null && !(value instanceof Boolean)) {
      throw wrongType(prefix + name, "a boolean");
    }
  }

  /** A string that, if it is there, isn't blank. */
  public @Nullable String word(String name) throws Refusal {
    String value = string(name);
    if (value != null && value.trim().isEmpty()) {
      throw invalid(prefix + name + " must not be blank");
    }
    return value;
  }

  /** A URL, if it is there. */
  public @Nullable String url(String name) throws Refusal {
    String value = string(name);
    if (value != null) {
      requireUrl(prefix + name, value);
    }
    return value;
  }

  /** Checks that a value is an http or https URL. */
  public static void requireUrl(String name, String url) throws Refusal {
    if (!url.matches("https?://[^\\s]+")) {
      throw invalid(name + " must be a URL, not \"" + url + "\"");
    }
  }

  /** All files of a form. */
  public List<FakeRequest.Part> files() {
    return files;
  }

  /** The files of a form in the parts of this name. */
  public List<FakeRequest.Part> files(String name) {
    List<FakeRequest.Part> named = new ArrayList<>(files);
    named.removeIf(file -> !file.name().equals(name));
    return named;
  }

  /** Returns the refusal of a request that is wrong. */
  public static Refusal invalid(String message) {
    return new Refusal(400, "invalid_request", message);
  }

  private static Refusal wrongType(String name, String type) {
    return invalid(name + " must be " + type);
  }
}
