package io.github.imagetask.testing.fake;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a submit or a direct call asks for, whichever gateway's words it was written in. Immutable.
 */
public final class TaskSpec {
  private static final Pattern PIXELS = Pattern.compile("([1-9][0-9]{0,4})x([1-9][0-9]{0,4})");
  private static final Pattern RATIO = Pattern.compile("([1-9][0-9]{0,3}):([1-9][0-9]{0,3})");
  private static final long MOST_PIXELS = 2880L * 2880;
  private static final double MOST_PIXELS_OF_A_SHAPE = 2048.0 * 2048;

  /** The path under which the dialect keeps it, or any other word of its own. */
  final String kind;

  final String model;
  final String prompt;
  final int width;
  final int height;
  final String format;
  final int count;

  /** Whether it has a reference image: then the image gets a frame. */
  final boolean edit;

  /** Where to post when the task has ended; null for nowhere. */
  final @Nullable String callbackUrl;

  private final Map<String, String> notes;

  private TaskSpec(Builder builder) {
    this.kind = builder.kind;
    this.model = builder.model;
    this.prompt = Objects.requireNonNull(builder.prompt, "prompt == null");
    this.width = builder.width;
    this.height = builder.height;
    this.format = builder.format;
    this.count = builder.count;
    this.edit = builder.edit;
    this.callbackUrl = builder.callbackUrl;
    this.notes = Collections.unmodifiableMap(new LinkedHashMap<>(builder.notes));
  }

  /** Returns a builder; a prompt is required. */
  public static Builder builder() {
    return new Builder();
  }

  /** The path under which the dialect keeps it, or any other word of its own; empty unless set. */
  public String kind() {
    return kind;
  }

  /** The model; empty unless set. */
  public String model() {
    return model;
  }

  /** The prompt. */
  public String prompt() {
    return prompt;
  }

  /** How many images are asked for. */
  public int count() {
    return count;
  }

  /** Whether it has a reference image. */
  public boolean isEdit() {
    return edit;
  }

  /** What the dialect has noted under this name, or null. */
  public @Nullable String note(String name) {
    return notes.get(name);
  }

  /** The edge of a square picture of a tier, in pixels: 2048 for {@code 2K}. */
  public static double edge(String tier) {
    return 1024 * Double.parseDouble(tier.replace("K", ""));
  }

  /** Collects what a dialect reads; the defaults are one PNG of 1024 by 1024. */
  public static final class Builder {
    private String kind = "";
    private String model = "";
    private String prompt = "";
    private int width = 1024;
    private int height = 1024;
    private String format = Images.PNG;
    private int count = 1;
    private boolean edit;
    private @Nullable String callbackUrl;
    private final Map<String, String> notes = new LinkedHashMap<>();

    private Builder() {}

    /** Sets a word of the dialect's own. */
    public Builder kind(String kind) {
      this.kind = kind;
      return this;
    }

    /** Sets the model. */
    public Builder model(String model) {
      this.model = model;
      return this;
    }

    /** Sets the prompt. */
    public Builder prompt(String prompt) {
      this.prompt = prompt;
      return this;
    }

    /** Sets the size in pixels. */
    public Builder size(int width, int height) {
      this.width = width;
      this.height = height;
      return this;
    }

    /** Pixels such as {@code 1024x768}; any other word, and anything too large, is 1024 square. */
    public Builder pixels(String word) {
      Matcher pixels = PIXELS.matcher(word);
      if (pixels.matches()) {
        int wide = Integer.parseInt(pixels.group(1));
        int high = Integer.parseInt(pixels.group(2));
        return (long) wide * high <= MOST_PIXELS ? size(wide, high) : this;
      }
      return this;
    }

    /**
     * A ratio such as {@code 16:9} in the area of a square of this edge, but of no more than about
     * 4 megapixels: more would take seconds to paint. A word that is no ratio is a square.
     */
    public Builder shape(String ratio, double edge) {
      Matcher shape = RATIO.matcher(ratio);
      double wide = 1;
      if (shape.matches()) {
        wide = Double.parseDouble(shape.group(1)) / Double.parseDouble(shape.group(2));
      }
      double area = Math.min(edge * edge, MOST_PIXELS_OF_A_SHAPE);
      return size(round(Math.sqrt(area * wide)), round(Math.sqrt(area / wide)));
    }

    private static int round(double edge) {
      return Math.max(8, (int) Math.round(edge / 8) * 8);
    }

    /** The word of the request: {@code jpeg} gives JPEG, any other PNG. */
    public Builder format(String word) {
      this.format = word.equals("jpeg") || word.equals("jpg") ? Images.JPEG : Images.PNG;
      return this;
    }

    /** Sets how many images are asked for. */
    public Builder count(int count) {
      this.count = count;
      return this;
    }

    /** Says whether there is a reference image: then the image gets a frame. */
    public Builder edit(boolean edit) {
      this.edit = edit;
      return this;
    }

    /** Sets where to post when the task has ended; null for nowhere. */
    public Builder callbackUrl(@Nullable String callbackUrl) {
      this.callbackUrl = callbackUrl;
      return this;
    }

    /**
     * Notes a word of the request that the answer depends on or repeats, such as its {@code
     * response_format}; null for none.
     */
    public Builder note(String name, @Nullable String value) {
      if (value == null) {
        notes.remove(name);
      } else {
        notes.put(name, value);
      }
      return this;
    }

    /** Returns what is asked for. */
    public TaskSpec build() {
      return new TaskSpec(this);
    }
  }
}
