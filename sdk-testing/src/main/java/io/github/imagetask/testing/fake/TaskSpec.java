package io.github.imagetask.testing.fake;

import java.util.Objects;

/** What a submit asks for, whichever gateway's words it was written in. Immutable. */
final class TaskSpec {
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

  private TaskSpec(Builder builder) {
    this.kind = builder.kind;
    this.model = builder.model;
    this.prompt = Objects.requireNonNull(builder.prompt, "prompt == null");
    this.width = builder.width;
    this.height = builder.height;
    this.format = builder.format;
    this.count = builder.count;
    this.edit = builder.edit;
  }

  /** Collects what a dialect reads; the defaults are one PNG of 1024 by 1024. */
  static final class Builder {
    private String kind = "";
    private String model = "";
    private String prompt = "";
    private int width = 1024;
    private int height = 1024;
    private String format = Images.PNG;
    private int count = 1;
    private boolean edit;

    Builder kind(String kind) {
      this.kind = kind;
      return this;
    }

    Builder model(String model) {
      this.model = model;
      return this;
    }

    Builder prompt(String prompt) {
      this.prompt = prompt;
      return this;
    }

    Builder size(int width, int height) {
      this.width = width;
      this.height = height;
      return this;
    }

    /** The word of the request: {@code jpeg} gives JPEG, any other PNG. */
    Builder format(String word) {
      this.format = word.equals("jpeg") || word.equals("jpg") ? Images.JPEG : Images.PNG;
      return this;
    }

    Builder count(int count) {
      this.count = count;
      return this;
    }

    Builder edit(boolean edit) {
      this.edit = edit;
      return this;
    }

    TaskSpec build() {
      return new TaskSpec(this);
    }
  }
}
