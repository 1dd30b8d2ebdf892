package io.github.imagetask.spi;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Collects the images that an answer names: all of them, in its order, no URL twice. A place may
 * hold a URL, a path from the gateway's root, {@code //host/…}, a {@code data:} URL, bare base64,
 * an object with one of these, or a list of all that. What is no image is left out: gateways write
 * error texts in the place of a URL.
 */
public final class ImageList {
  /** The names under which an object holds an image; the content before an address of it. */
  public static final Set<String> NAMES =
      Collections.unmodifiableSet(
          new LinkedHashSet<>(
              Arrays.asList("b64_json", "media_data", "url", "image_url", "result_url", "image")));

  private final Resolver resolver;
  private final boolean isPlainKept; // a URL stays as it is
  private final @Nullable Instant expiresAt;
  private final List<Reading.Image> images = new ArrayList<>();
  private final Set<String> urls = new HashSet<>();

  private ImageList(Resolver resolver, boolean isPlainKept, @Nullable Instant expiresAt) {
    this.resolver = resolver;
    this.isPlainKept = isPlainKept;
    this.expiresAt = expiresAt;
  }

  /** Makes a URL of what an answer has in the place of one. */
  public interface Resolver {
    /** The URL, or null if the text is none. */
    @Nullable HttpUrl resolve(String text);
  }

  /** Returns an empty list; paths are meant from the root of this gateway. */
  public static ImageList of(HttpUrl gateway) {
    return of(gateway, null);
  }

  /** Returns an empty list of images whose URLs the gateway says expire. */
  public static ImageList of(HttpUrl gateway, @Nullable Instant expiresAt) {
    return new ImageList(text -> resolve(gateway, text), true, expiresAt);
  }

  /** Returns an empty list with URLs of a gateway that has a way of its own with them. */
  public static ImageList of(Resolver resolver) {
    return new ImageList(resolver, false, null);
  }

  /** The URL that a text is, or that it is as a path at a gateway; null if it is neither. */
  public static @Nullable HttpUrl resolve(HttpUrl gateway, String text) {
    return text.startsWith("/") ? gateway.resolve(text) : HttpUrl.parse(text);
  }

  /** Adds all images of a place. */
  public ImageList add(JsonNode place) {
    insert(place, images.size());
    return this;
  }

  /** Puts the images of a place before all others, but those that are among them. */
  public ImageList addFirst(JsonNode place) {
    insert(place, 0);
    return this;
  }

  /** Whether there is no image. */
  public boolean isEmpty() {
    return images.isEmpty();
  }

  /** The images. */
  public List<Reading.Image> toList() {
    return images;
  }

  /** Inserts all images of a place; returns whether there were any. */
  private boolean insert(JsonNode place, int index) {
    boolean isAny = false;
    for (JsonNode each : place.items()) {
      int before = images.size();
      isAny |= insert(each, index);
      index += images.size() - before;
    }
    for (String name : NAMES) { // of an object, one image
      if (!isAny && place.isObject()) isAny = insert(place.at(name), index);
    }
    return isAny || insertValue(place, index);
  }

  private boolean insertValue(JsonNode value, int index) {
    byte[] bytes = value.bytes();
    String text = value.isString() ? value.text() : null;
    if (text != null) {
      text = text.trim();
      if (urls.contains(text)) return true; // gateways name the first twice
      if (isPlainKept && PlainUrl.is(text)) return addUrl(text, index);
      HttpUrl url = resolver.resolve(text);
      // Base64 may begin like a path: /9j/ is how a JPEG does.
      if (url == null || text.startsWith("/")) bytes = image(Base64Text.decode(text));
      // As the gateway wrote it, where that is a URL: it may be signed to the letter.
      if (bytes == null && url != null) {
        boolean isPlain = text.equals(url.toString()) || url.equals(HttpUrl.parse(text));
        return addUrl(isPlain ? text : url.toString(), index);
      }
    }
    Integer streamed = value.streamed();
    if (streamed != null) images.add(index, Reading.Image.streamed(streamed));
    bytes = image(bytes);
    if (bytes == null) return streamed != null;
    images.add(index, Reading.Image.inline(bytes));
    return true;
  }

  private boolean addUrl(String url, int index) {
    if (urls.add(url)) images.add(index, Reading.Image.url(url, expiresAt));
    return true;
  }

  /** Many a word is base64 by chance: what comes of it must look like an image. */
  private static byte @Nullable [] image(byte @Nullable [] bytes) {
    return bytes == null || ImageFormat.of(bytes) == null ? null : bytes;
  }
}
