package io.github.imagetask.spi;

import java.util.Collections;
import java.util.List;

/**
 * The smallest request that a gateway can have: a field {@code n} of 1 to 4, which the wire can't
 * spell if it is negative.
 */
public final class TestRequest extends ImageRequest<TestRequest.Model> {
  /** Names of its own, so that a name of core's would show. */
  private static final WireNames NAMES = WireNames.of("engine", "text", "source", "n");

  private final Integer n;

  private TestRequest(Builder builder) {
    super(builder);
    this.n = builder.n;
  }

  public static Builder builder() {
    return new Builder();
  }

  @Override
  public Builder newBuilder() {
    return new Builder(this);
  }

  @Override
  protected List<Object> options() {
    return Collections.singletonList(n);
  }

  public Integer n() {
    return n;
  }

  /** A model. */
  public static final class Model extends OpenValue {
    public Model(String id) {
      super(id);
    }
  }

  /** A word of another kind. */
  public static final class Quality extends OpenValue {
    public Quality(String id) {
      super(id);
    }
  }

  /** Builds a request. */
  public static final class Builder extends ImageRequest.Builder<Model, Builder> {
    private Integer n;

    private Builder() {}

    private Builder(TestRequest request) {
      super(request);
      this.n = request.n;
    }

    public Builder n(int n) {
      this.n = n;
      return this;
    }

    public TestRequest build() {
      return check(
          new TestRequest(this),
          NAMES,
          (request, violations) -> {
            if (request.n() != null && request.n() < 0) {
              violations.add("n", request.n(), "it has no sign", null);
            }
          },
          (request, violations) ->
              violations.range("n", request.n(), 1, 4, request.model().id(), "the document"));
    }

    @Override
    protected Builder self() {
      return this;
    }
  }
}
