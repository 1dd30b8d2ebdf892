package io.github.imagetask;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Objects;

/**
 * A request that breaks rules, with every violation at once. It is thrown before anything is sent,
 * so nothing is billed.
 */
public final class InvalidRequestException extends IllegalArgumentException {
  private static final long serialVersionUID = 1;

  private final ArrayList<Violation> violations;

  /**
   * Makes the exception of one or more violations. Public because a gateway's rules stand in
   * another package; they throw it by {@link io.github.imagetask.spi.Violations#throwIfAny}.
   */
  public InvalidRequestException(List<Violation> violations) {
    super(message(Objects.requireNonNull(violations, "violations == null")));
    this.violations = new ArrayList<>(violations);
  }

  /** The broken rules, in the order of the request's fields. */
  public List<Violation> violations() {
    return Collections.unmodifiableList(violations);
  }

  private static String message(List<Violation> violations) {
    StringBuilder out = new StringBuilder("the request breaks ");
    out.append(violations.size() == 1 ? "a rule" : violations.size() + " rules");
    out.append(" and was not sent:");
    for (Violation violation : violations) out.append("\n  ").append(violation);
    return out.toString();
  }
}
