package io.github.imagetask.spi;

import io.github.imagetask.ReferenceImage;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What the requests of all gateways share. Immutable and reusable: two submits of one request are
 * two tasks. Two requests are equal if all that they ask for is; a tag asks for nothing.
 *
 * @param <M> the gateway's model
 */
public abstract class ImageRequest<M extends OpenValue> {
  private final @Nullable M model;
  private final @Nullable String prompt;
  private final List<ReferenceImage> images;
  private final Map<String, @Nullable Object> extras;
  private final boolean lenient;
  private final @Nullable Object tag;

  /** Copies what the builder holds. */
  protected ImageRequest(Builder<M, ?> builder) {
    this.model = builder.model;
    this.prompt = builder.prompt;
    this.images = Collections.unmodifiableList(new ArrayList<>(builder.images));
    this.extras = Collections.unmodifiableMap(new LinkedHashMap<>(builder.extras));
    this.lenient = builder.lenient;
    this.tag = builder.tag;
  }

  /**
   * Returns a builder that holds all that this request does, so that another one can differ in a
   * field. {@link Builder#images} replaces the images that it holds.
   */
  public abstract Builder<M, ?> newBuilder();

  /**
   * The values of the fields that the gateway's own request adds, null where one isn't set, always
   * in the same order. Requests are compared by them.
   */
  protected abstract List<@Nullable Object> options();

  /** The model. */
  public final M model() {
    return Objects.requireNonNull(model, "model == null"); // build() has refused null
  }

  /** The description of the image. */
  public final String prompt() {
    return Objects.requireNonNull(prompt, "prompt == null"); // build() has refused null
  }

  /** The reference images, in order; empty for text-to-image. */
  public final List<ReferenceImage> images() {
    return images;
  }

  /** The user's own fields, in order. */
  public final Map<String, @Nullable Object> extras() {
    return extras;
  }

  /** Whether one of these fields, as the wire spells them, was set by {@code extra(..)}. */
  public final boolean hasExtra(String... names) {
    for (String name : names) {
      if (extras.containsKey(name)) return true;
    }
    return false;
  }

  /** Whether what the gateway's tables allow was left unchecked. */
  public final boolean isLenient() {
    return lenient;
  }

  /** What {@link Builder#tag} was given, or null. */
  public final @Nullable Object tag() {
    return tag;
  }

  @Override
  @SuppressWarnings("EqualsGetClass") // the same words mean something else at another gateway
  public final boolean equals(@Nullable Object other) {
    if (other == null || other.getClass() != getClass()) return false;
    ImageRequest<?> that = (ImageRequest<?>) other;
    return lenient == that.lenient
        && Objects.equals(model, that.model)
        && Objects.equals(prompt, that.prompt)
        && images.equals(that.images)
        && extras.equals(that.extras)
        && options().equals(that.options());
  }

  @Override
  public final int hashCode() {
    return Objects.hash(lenient, model, prompt, images, extras, options());
  }

  /** The request's class and model; no prompt and no tag, which may be private. */
  @Override
  public String toString() {
    return getClass().getSimpleName() + "{" + model + ", " + images.size() + " images}";
  }

  /**
   * Builds a request.
   *
   * @param <M> the gateway's model
   * @param <B> the gateway's builder
   */
  public abstract static class Builder<M extends OpenValue, B extends Builder<M, B>> {
    private @Nullable M model;
    private @Nullable String prompt;
    private final List<ReferenceImage> images = new ArrayList<>();
    private final Map<String, @Nullable Object> extras = new LinkedHashMap<>();
    private boolean lenient;
    private @Nullable Object tag;

    /** Makes an empty builder. */
    protected Builder() {}

    /** Makes a builder that holds what the request does. */
    protected Builder(ImageRequest<M> request) {
      this.model = request.model;
      this.prompt = request.prompt;
      this.images.addAll(request.images);
      this.extras.putAll(request.extras);
      this.lenient = request.lenient;
      this.tag = request.tag;
    }

    /** Returns this builder, as its own type. */
    protected abstract B self();

    /** Sets the model; required. */
    public final B model(M model) {
      this.model = Objects.requireNonNull(model, "model == null");
      return self();
    }

    /** Sets the description of the image; required. */
    public final B prompt(String prompt) {
      this.prompt = Objects.requireNonNull(prompt, "prompt == null");
      return self();
    }

    /** Adds a reference image. */
    public final B addImage(ReferenceImage image) {
      images.add(Objects.requireNonNull(image, "image == null"));
      return self();
    }

    /** Adds reference images. */
    public final B addImages(Collection<? extends ReferenceImage> images) {
      Objects.requireNonNull(images, "images == null").forEach(this::addImage);
      return self();
    }

    /** Sets the reference images, in place of those that there are. */
    public final B images(Collection<? extends ReferenceImage> images) {
      List<ReferenceImage> others =
          new ArrayList<>(Objects.requireNonNull(images, "images == null"));
      this.images.clear();
      return addImages(others);
    }

    /**
     * Sets a field that this builder doesn't have, written last. {@code build()} refuses a name
     * that the builder writes itself, unless {@link #lenient()}: then the value replaces the
     * builder's.
     *
     * @param value a String, Number, Boolean, null, List or Map, copied here; numbers keep their
     *     digits
     * @throws IllegalArgumentException if JSON can't hold the value
     */
    public final B extra(String name, @Nullable Object value) {
      Objects.requireNonNull(name, "name == null");
      if (name.trim().isEmpty()) throw new IllegalArgumentException("an extra has a name");
      try {
        extras.put(name, Fields.copyOf(value, 0));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException("extra \"" + name + "\": " + e.getMessage(), e);
      }
      return self();
    }

    /**
     * Leaves unchecked what the gateway's tables allow, for a value that its document doesn't list
     * yet. What the wire can't spell stays refused.
     */
    public final B lenient() {
      return lenient(true);
    }

    /** Sets whether {@link #lenient()} holds; not unless set. */
    public final B lenient(boolean lenient) {
      this.lenient = lenient;
      return self();
    }

    /**
     * Sets what the request is to its caller, say the id of an order; nothing unless set, null
     * takes it back. It comes back as {@link io.github.imagetask.ImageTask#tag()} and in every
     * event of a {@link io.github.imagetask.TaskListener}. It is never sent, printed or compared,
     * and the task's handle holds it: keep it small. It lives in this process; a task that another
     * one takes up by its key has none.
     */
    public final B tag(@Nullable Object tag) {
      this.tag = tag;
      return self();
    }

    /**
     * Returns the request if it breaks no rule.
     *
     * @param names the fields that the gateway's wire code writes
     * @param spelling what the wire can't spell, lenient or not
     * @param tables what the gateway's tables allow; not called if the request is lenient. Both are
     *     called only if there is a model
     */
    protected final <R extends ImageRequest<M>> R check(
        R request,
        WireNames names,
        BiConsumer<R, Violations> spelling,
        BiConsumer<R, Violations> tables) {
      Violations violations = new Violations();
      if (model == null) violations.add(names.model, null, "set it with model(..)", null);
      if (prompt == null || prompt.trim().isEmpty()) {
        violations.add(names.prompt, null, "set it with prompt(..)", null);
      }
      if (model != null) {
        spelling.accept(request, violations);
        if (!lenient) tables.accept(request, violations);
      }
      for (ReferenceImage image : images) checkReadable(names.image, image, violations);
      if (!lenient) {
        for (String name : extras.keySet()) {
          if (names.all.contains(name)) {
            violations.add(name, "set by extra(..)", "the builder writes this field itself", null);
          }
        }
      }
      violations.throwIfAny();
      return request;
    }

    private static void checkReadable(String name, ReferenceImage image, Violations violations) {
      if (!image.isUpload()) return;
      try {
        if (image.length() == 0) violations.add(name, image, "an image is not empty", null);
      } catch (IOException e) {
        violations.add(name, image, "it can't be read: " + e.getMessage(), null);
      }
    }
  }

  /** The fields that a gateway's wire code writes, as it spells them. */
  public static final class WireNames {
    private final String model;
    private final String prompt;
    private final String image;
    private final Set<String> all;

    private WireNames(String model, String prompt, String image, Set<String> all) {
      this.model = model;
      this.prompt = prompt;
      this.image = image;
      this.all = Collections.unmodifiableSet(all);
    }

    /**
     * Returns a gateway's names.
     *
     * @param model the field of the model
     * @param prompt the field of the prompt
     * @param image the field of reference images; where there are several, that of uploads
     * @param others all other fields that the wire code writes
     */
    public static WireNames of(String model, String prompt, String image, String... others) {
      Set<String> all = new HashSet<>(Arrays.asList(others));
      Collections.addAll(all, model, prompt, image);
      return new WireNames(model, prompt, image, all);
    }

    /** All of them; an extra of such a name is refused, unless lenient. */
    public Set<String> all() {
      return all;
    }
  }
}
