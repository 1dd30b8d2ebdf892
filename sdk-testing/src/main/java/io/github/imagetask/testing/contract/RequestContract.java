package io.github.imagetask.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.ImageRequest;
import io.github.imagetask.spi.OpenValue;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.UnaryOperator;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.Buffer;
import org.junit.jupiter.api.Test;

/**
 * What every gateway's request must do: {@code newBuilder()} copies each field, and equality sees
 * each. A field that was forgotten in either is red here.
 *
 * @param <M> the gateway's model
 * @param <R> the gateway's request
 * @param <B> the request's builder
 */
public abstract class RequestContract<
    M extends OpenValue, R extends ImageRequest<M>, B extends ImageRequest.Builder<M, B>> {
  /** Makes the contract; JUnit does. */
  protected RequestContract() {}

  /** The gateway's wire code, of any address and key. */
  protected abstract Gateway<R> wire();

  /** A builder with a model, a prompt, and what two submits of one request would differ in. */
  protected abstract B minimal();

  /**
   * For {@code model} and for each field that the gateway's own request has, by its name in the
   * class: sets it to something else than {@link #minimal()} has.
   */
  protected abstract Map<String, UnaryOperator<B>> fields();

  /** Calls the request's {@code newBuilder()}. */
  protected abstract B newBuilder(R request);

  /** Calls the builder's {@code build()}. */
  protected abstract R build(B builder);

  /**
   * What a request becomes: a submit's. Override it where a field of the request is for direct
   * calls alone, so that a submit would refuse it.
   *
   * @throws IOException if an image to be uploaded can't be read
   */
  protected Submission submission(R request) throws IOException {
    return wire().submit(request);
  }

  /** A reference image that such requests take: one at a URL, unless overridden. */
  protected ReferenceImage image() {
    return ReferenceImage.url("https://example.com/a.png");
  }

  @Test
  final void everyFieldIsNamedHere() {
    List<String> names = new ArrayList<>();
    names.add("model");
    for (Field field : build(minimal()).getClass().getDeclaredFields()) {
      if (!Modifier.isStatic(field.getModifiers())) names.add(field.getName());
    }

    assertThat(fields().keySet()).containsExactlyInAnyOrderElementsOf(names);
  }

  @Test
  final void copyIsEqualAndSentAlike() throws IOException {
    for (Map.Entry<String, UnaryOperator<B>> field : all().entrySet()) {
      R request = build(field.getValue().apply(minimal()));

      R copy = build(newBuilder(request));

      assertThat(copy).as(field.getKey()).isNotSameAs(request).isEqualTo(request);
      assertThat(copy).as(field.getKey()).hasSameHashCodeAs(request);
      assertThat(sent(copy)).as(field.getKey()).isEqualTo(sent(request));
    }
  }

  @Test
  final void copyWithAnotherPromptDiffersInNothingElse() throws IOException {
    for (Map.Entry<String, UnaryOperator<B>> field : all().entrySet()) {
      R request = build(field.getValue().apply(minimal()));
      String before = sent(request);

      R copy = build(newBuilder(request).prompt("another cube"));

      R expected = build(field.getValue().apply(minimal()).prompt("another cube"));
      assertThat(sent(copy)).as(field.getKey()).isEqualTo(sent(expected)).isNotEqualTo(before);
      assertThat(copy).as(field.getKey()).isEqualTo(expected).isNotEqualTo(request);
      assertThat(sent(request)).as(field.getKey()).isEqualTo(before);
    }
  }

  @Test
  final void fieldIsChangedInTheCopyAlone() throws IOException {
    R request = build(minimal());
    String before = sent(request);
    for (Map.Entry<String, UnaryOperator<B>> field : all().entrySet()) {
      R copy = build(field.getValue().apply(newBuilder(request)));

      R expected = build(field.getValue().apply(minimal()));
      assertThat(copy).as(field.getKey()).isEqualTo(expected).isNotEqualTo(request);
      assertThat(sent(copy)).as(field.getKey()).isEqualTo(sent(expected));
      assertThat(sent(request)).as(field.getKey()).isEqualTo(before);
    }
  }

  @Test
  final void tagIsKeptAndNeitherSentNorCompared() throws IOException {
    Object tag = new Object();
    R request = build(minimal());

    R tagged = build(minimal().tag(tag));

    assertThat(build(newBuilder(tagged)).tag()).isSameAs(tag);
    assertThat(sent(tagged)).isEqualTo(sent(request));
    assertThat(tagged).isEqualTo(request).hasSameHashCodeAs(request);
  }

  /** The gateway's own fields, and those that all requests have. */
  private Map<String, UnaryOperator<B>> all() {
    Map<String, UnaryOperator<B>> all = new LinkedHashMap<>(fields());
    all.put("prompt", builder -> builder.prompt("a ball"));
    all.put("images", builder -> builder.addImage(image()));
    all.put("extras", builder -> builder.extra("x_more", Collections.singletonList(1)));
    all.put("lenient", builder -> builder.lenient());
    return all;
  }

  /** The body; the boundary of a form is another one each time. */
  private String sent(R request) throws IOException {
    RequestBody body = submission(request).request().body();
    Buffer out = new Buffer();
    Objects.requireNonNull(body, "a submit has a body").writeTo(out);
    MediaType type = Objects.requireNonNull(body.contentType(), "a body has a type");
    String boundary = type.parameter("boundary");
    return boundary == null ? out.readUtf8() : out.readUtf8().replace(boundary, "boundary");
  }
}
