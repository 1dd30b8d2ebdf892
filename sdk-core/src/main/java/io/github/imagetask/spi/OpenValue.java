package io.github.imagetask.spi;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The base of every word that belongs to a gateway: a model, a quality, a format. Each has
 * constants for the words that its document lists and takes any other, so that a new model need not
 * wait for a new version of this SDK. Two values are equal if their class and their text are.
 */
public abstract class OpenValue {
  private final String id;

  /** Makes a value of the gateway's word; surrounding blanks are refused. */
  protected OpenValue(String id) {
    Objects.requireNonNull(id, "id == null");
    if (id.isEmpty() || !id.trim().equals(id)) {
      throw new IllegalArgumentException(
          getClass().getSimpleName() + " must not be blank or have blanks around it");
    }
    this.id = id;
  }

  /** The word as it goes on the wire. */
  public final String id() {
    return id;
  }

  @Override
  @SuppressWarnings("EqualsGetClass") // a model "png" isn't a format "png"
  public final boolean equals(@Nullable Object other) {
    return other != null && other.getClass() == getClass() && ((OpenValue) other).id.equals(id);
  }

  @Override
  public final int hashCode() {
    return id.hashCode();
  }

  /** The word as it goes on the wire. */
  @Override
  public final String toString() {
    return id;
  }
}
