package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.Violation;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.ObjectInputStream;
import java.io.ObjectOutputStream;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;

final class ViolationsTest {
  private static final ReferenceImage URL = ReferenceImage.url("https://x.test/a.png");
  private static final ReferenceImage UPLOAD = ReferenceImage.bytes(new byte[] {1});

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
  void valuesThatTheDocumentLeavesOpenBreakNoRule() {
    violations.oneOf("a", "x", null, "m", null);

    assertThat(violations.isEmpty()).isTrue();
  }

  @Test
  void aNumberOfImagesIsOneOrMore() {
    violations.oneOrMore("n", null);
    violations.oneOrMore("n", 1);
    violations.oneOrMore("n", 99);
    assertThat(violations.isEmpty()).isTrue();

    violations.oneOrMore("n", 0);

    assertThat(texts()).containsExactly("n: 0; it is 1 or more; the document names no maximum");
  }

  @Test
  void aModelTakesSoManyImages() {
    violations.atMost("image", List.of(), 0, "m", null);
    violations.atMost("image", List.of(URL, UPLOAD), 2, "m", null);
    assertThat(violations.isEmpty()).isTrue();

    violations.atMost("image", List.of(URL), 0, "m", "doc");
    violations.atMost("image", List.of(URL, URL), 1, "m", null);

    assertThat(texts())
        .containsExactly(
            "image: 1 image; m takes no reference image (doc)",
            "image: 2 images; m takes at most 1");
  }

  @Test
  void anUploadIsAlone() {
    violations.uploadAlone("image", List.of(), null);
    violations.uploadAlone("image", List.of(UPLOAD), null);
    violations.uploadAlone("image", List.of(URL, URL), null);
    assertThat(violations.isEmpty()).isTrue();

    violations.uploadAlone("image", List.of(UPLOAD, URL), "doc");
    violations.uploadAlone("image", List.of(UPLOAD, UPLOAD), null);

    assertThat(texts())
        .containsExactly(
            "image: 2 images, 1 of them uploads;"
                + " a task takes one upload alone, or any number of URLs (doc)",
            "image: 2 images, 2 of them uploads;"
                + " a task takes one upload alone, or any number of URLs");
  }

  @Test
  void imagesAreSetInOneWay() {
    TestRequest byExtra = request().extra("sources", List.of()).lenient().build();
    TestRequest byBuilder = request().addImage(URL).extra("other", 1).lenient().build();
    TestRequest strict = request().addImage(URL).extra("sources", List.of()).build();
    violations.imagesSetOnce(byExtra, null, "source", "sources");
    violations.imagesSetOnce(byBuilder, null, "source", "sources");
    violations.imagesSetOnce(strict, null, "source", "sources"); // there the extra is refused
    assertThat(violations.isEmpty()).isTrue();

    for (String name : List.of("source", "sources")) {
      TestRequest both = request().addImage(URL).extra(name, "x").lenient().build();
      violations.imagesSetOnce(both, "doc", "source", "sources");
    }

    String text =
        "source: set by addImage(..) and by extra(..);"
            + " the fields for reference images must not be mixed (doc)";
    assertThat(texts()).containsExactly(text, text);
  }

  private static TestRequest.Builder request() {
    return TestRequest.builder().model(new TestRequest.Model("m1")).prompt("a cube");
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
