package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.Violation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ViolationsTest {
  private final Violations violations = new Violations();

  @Test
  void allAreReportedAtOnce() {
    violations.add("model", null, "set it with model(..)", null);
    violations.range("n", 9, 1, 8, "gpt-image-2", "UniAll, 5.4");

    assertThatThrownBy(violations::throwIfAny)
        .isInstanceOf(InvalidRequestException.class)
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            """
            the request breaks 2 rules and was not sent:
              model is missing; set it with model(..)
              n: 9; gpt-image-2 takes 1 to 8 (UniAll, 5.4)""");
  }

  @Test
  void oneIsARule() {
    violations.add("size", "1x1", "too small", "doc");

    assertThatThrownBy(violations::throwIfAny)
        .hasMessage("the request breaks a rule and was not sent:\n  size: 1x1; too small (doc)");
  }

  @Test
  void noneIsFine() {
    assertThat(violations.isEmpty()).isTrue();
    assertThatCode(violations::throwIfAny).doesNotThrowAnyException();
  }

  @Test
  void oneOfComparesTexts() {
    violations.oneOf("a", null, List.of("x"), "m", null);
    violations.oneOf("a", "x", List.of("x", "y"), "m", null);
    violations.oneOf("a", "4", List.of(4), "m", null);
    assertThat(violations.isEmpty()).isTrue();

    violations.oneOf("a", "X", List.of("x", "y"), "m", "doc");
    violations.oneOf("b", "1", Collections.emptyList(), "m", null);

    assertThat(texts())
        .containsExactly("a: X; m takes x, y (doc)", "b: 1; m doesn't take this field");
  }

  @Test
  void aRangeHoldsBothItsEnds() {
    violations.range("n", null, 1, 4, "m", null);
    violations.range("n", 1, 1, 4, "m", null);
    violations.range("n", 4L, 1, 4, "m", null);
    violations.range("n", 0.5, 0, 1.5, "m", null);
    assertThat(violations.isEmpty()).isTrue();

    violations.range("n", 0, 1, 4, "m", null);
    violations.range("t", 2.01, 0, 2, "m", null);
    violations.range("t", Double.NaN, 0, 1.5, "m", null);

    assertThat(texts())
        .containsExactly(
            "n: 0; m takes 1 to 4", "t: 2.01; m takes 0 to 2", "t: NaN; m takes 0 to 1.5");
  }

  @Test
  void violationsAreEqualIfTheySayTheSame() {
    Violation violation = Violation.of("n", "9", "m takes 1 to 8", "doc");

    assertThat(violation)
        .isEqualTo(Violation.of("n", "9", "m takes 1 to 8", "doc"))
        .hasSameHashCodeAs(Violation.of("n", "9", "m takes 1 to 8", "doc"))
        .isNotEqualTo(Violation.of("m", "9", "m takes 1 to 8", "doc"))
        .isNotEqualTo(Violation.of("n", null, "m takes 1 to 8", "doc"))
        .isNotEqualTo(Violation.of("n", "9", "m takes 1 to 4", "doc"))
        .isNotEqualTo(Violation.of("n", "9", "m takes 1 to 8", null))
        .isNotEqualTo("n");
  }

  @Test
  void anExceptionSurvivesSerialisation() throws Exception {
    violations.add("n", 9, "m takes 1 to 8", "doc");
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ObjectOutputStream out = new ObjectOutputStream(bytes)) {
      out.writeObject(failure());
    }

    InvalidRequestException read;
    try (ObjectInputStream in =
        new ObjectInputStream(new ByteArrayInputStream(bytes.toByteArray()))) {
      read = (InvalidRequestException) in.readObject();
    }

    Violation violation = read.violations().get(0);
    assertThat(violation).isEqualTo(Violation.of("n", "9", "m takes 1 to 8", "doc"));
    assertThat(violation.field()).isEqualTo("n");
    assertThat(violation.value()).isEqualTo("9");
    assertThat(violation.allowed()).isEqualTo("m takes 1 to 8");
    assertThat(violation.source()).isEqualTo("doc");
    assertThatThrownBy(() -> read.violations().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  private List<String> texts() {
    return failure().violations().stream().map(Violation::toString).toList();
  }

  private InvalidRequestException failure() {
    try {
      violations.throwIfAny();
    } catch (InvalidRequestException e) {
      return e;
    }
    throw new AssertionError("no violations");
  }
}
