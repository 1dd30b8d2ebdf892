package io.github.imagetask.spi;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ModelInfo;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * A document's table of models, one row each, in its order. A row whose name ends in {@code *} is a
 * family: all models whose names begin like this and that have no row of their own.
 *
 * @param <R> a row, with the columns that the document has
 */
public final class ModelTable<R> {
  private final Map<String, R> rows;
  private final UnaryOperator<String> base;

  private ModelTable(Map<String, R> rows, UnaryOperator<String> base) {
    this.rows = rows;
    this.base = base;
  }

  /**
   * Returns a table of rows.
   *
   * @param name the first column, the model's or the family's name
   * @throws AssertionError if a name is there twice
   */
  @SafeVarargs
  public static <R> ModelTable<R> of(Function<? super R, String> name, R... rows) {
    Map<String, R> table = new LinkedHashMap<>();
    for (R row : rows) {
      if (table.put(name.apply(row), row) != null) {
        throw new AssertionError("twice: " + name.apply(row));
      }
    }
    return new ModelTable<>(table, UnaryOperator.identity());
  }

  /**
   * Returns this table for models that go by several names, such as {@link GeminiNames#base}: one
   * without a row of its own has the row of the first model that comes down to the same.
   *
   * @param base what is the same for all names of a model
   */
  public ModelTable<R> sameBy(UnaryOperator<String> base) {
    return new ModelTable<>(rows, base);
  }

  /** Returns a column's aspect ratios, such as {@code 16:9}. */
  public static List<AspectRatio> ratios(String... texts) {
    List<AspectRatio> ratios = new ArrayList<>();
    for (String text : texts) ratios.add(AspectRatio.parse(text));
    return Collections.unmodifiableList(ratios);
  }

  /**
   * The row of a model, or null if it has none. Then the table says nothing of it, and nothing is
   * to be checked: a new model must not wait for a new version of this SDK.
   */
  public @Nullable R find(OpenValue model) {
    R own = rows.get(model.id());
    if (own != null) return own;
    String wanted = base.apply(model.id());
    for (Map.Entry<String, R> row : rows.entrySet()) {
      if (base.apply(row.getKey()).equals(wanted)) return row.getValue();
    }
    for (Map.Entry<String, R> row : rows.entrySet()) {
      String name = row.getKey();
      boolean isFamily = name.endsWith("*");
      if (isFamily && model.id().startsWith(name.substring(0, name.length() - 1))) {
        return row.getValue();
      }
    }
    return null;
  }

  /** The table as users see it. */
  public List<ModelInfo> models(Function<? super R, ModelInfo> describe) {
    List<ModelInfo> models = new ArrayList<>();
    for (R row : rows.values()) models.add(describe.apply(row));
    return Collections.unmodifiableList(models);
  }
}
