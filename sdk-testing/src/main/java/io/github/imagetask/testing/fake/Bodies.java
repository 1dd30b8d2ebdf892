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

/** Reads the body of a request into its fields, if it has the Content-Type that is wanted. */
public final class Bodies {
  private static final String JSON = "application/json";
  private static final String FORM = "multipart/form-data";

  private Bodies() {}

  /** The fields of a body that may be JSON or a form. */
  public static Fields any(FakeRequest request) throws Refusal {
    return isForm(request) ? parts(request) : json(request, JSON + " or " + FORM);
  }

  /** The fields of a body that has to be JSON. */
  public static Fields json(FakeRequest request) throws Refusal {
    return json(request, JSON);
  }

  /**
   * The fields of a body that has to be a form. A name that ends in {@code []} may be there more
   * than once: its values are a list.
   */
  public static Fields form(FakeRequest request) throws Refusal {
    if (!isForm(request)) {
      throw Fields.invalid("Content-Type must be " + FORM + ", not " + type(request));
    }
    return parts(request);
  }

  private static boolean isForm(FakeRequest request) {
    return Multipart.is(request.header("Content-Type"));
  }

  private static String type(FakeRequest request) {
    return String.valueOf(request.header("Content-Type")).toLowerCase(Locale.ROOT);
  }

  private static Fields json(FakeRequest request, String allowed) throws Refusal {
    String type = type(request);
    if (!type.split(";", -1)[0].trim().equals(JSON)) {
      throw Fields.invalid("Content-Type must be " + allowed + ", not " + type);
    }
    try {
      ByteBuffer body = ByteBuffer.wrap(request.body());
      Object json = JsonParser.read(StandardCharsets.UTF_8.newDecoder().decode(body).toString());
      return Fields.ofJson(json);
    } catch (CharacterCodingException e) {
      throw Fields.invalid("the body isn't UTF-8");
    } catch (IllegalArgumentException e) {
      throw Fields.invalid("the body is " + e.getMessage());
    }
  }

  private static Fields parts(FakeRequest request) throws Refusal {
    if (request.parts().isEmpty()) {
      throw Fields.invalid("the body isn't " + FORM);
    }
    Map<String, @Nullable Object> values = new LinkedHashMap<>();
    Map<String, List<String>> lists = new LinkedHashMap<>();
    List<FakeRequest.Part> files = new ArrayList<>();
    for (FakeRequest.Part part : request.parts()) {
      if (part.fileName() != null) {
        files.add(part);
      } else if (part.name().endsWith("[]")) {
        lists.computeIfAbsent(part.name(), name -> new ArrayList<>()).add(part.bodyText());
      } else if (values.putIfAbsent(part.name(), part.bodyText()) != null) {
        throw Fields.invalid("part " + part.name() + " is there twice");
      }
    }
    lists.forEach((name, list) -> values.put(name, Collections.unmodifiableList(list)));
    return Fields.ofForm(values, files);
  }
}
