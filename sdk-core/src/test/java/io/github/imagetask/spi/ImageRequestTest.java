package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.InvalidRequestException;
import io.github.imagetask.ReferenceImage;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class ImageRequestTest {
  @TempDir Path folder;

  @Test
  void aRequestHoldsWhatItsBuilderHeld() {
    ReferenceImage image = ReferenceImage.url("https://x.test/a?sig=s3cret");
    TestRequest request =
        valid().n(2).addImage(image).extra("b", 1).extra("a", null).lenient().build();

    assertThat(request.model().id()).isEqualTo("m1");
    assertThat(request.prompt()).isEqualTo("a cube");
    assertThat(request.n()).isEqualTo(2);
    assertThat(request.images()).containsExactly(image);
    assertThat(request.extras()).containsOnlyKeys("b", "a").containsEntry("a", null);
    assertThat(request.extras().keySet()).containsExactly("b", "a");
    assertThat(request.isLenient()).isTrue();
    assertThat(request).hasToString("TestRequest{m1, 1 images}");
    assertThat(image).hasToString("image at a URL");
  }

  @Test
  void aBuilderThatGoesOnLeavesItsRequestsAlone() {
    TestRequest.Builder builder = valid();
    TestRequest first = builder.build();

    TestRequest second =
        builder.prompt("a ball").addImage(ReferenceImage.bytes(new byte[9])).extra("a", 1).build();

    assertThat(first.prompt()).isEqualTo("a cube");
    assertThat(first.images()).isEmpty();
    assertThat(first.extras()).isEmpty();
    assertThat(second.images()).hasSize(1);
    assertThatThrownBy(() -> second.images().clear())
        .isInstanceOf(UnsupportedOperationException.class);
    assertThatThrownBy(() -> second.extras().clear())
        .isInstanceOf(UnsupportedOperationException.class);
  }

  @Test
  void aNewBuilderHoldsWhatTheRequestDoes() {
    ReferenceImage image = ReferenceImage.url("https://x.test/a");
    TestRequest request =
        valid().n(9).addImage(image).extra("b", List.of(1)).extra("a", null).lenient().build();

    TestRequest copy = request.newBuilder().prompt("a ball").build();

    assertThat(copy.prompt()).isEqualTo("a ball");
    assertThat(copy.model()).isEqualTo(request.model());
    assertThat(copy.n()).isEqualTo(9);
    assertThat(copy.images()).containsExactly(image);
    assertThat(copy.extras()).isEqualTo(request.extras());
    assertThat(copy.extras().keySet()).containsExactly("b", "a");
    assertThat(copy.isLenient()).isTrue();
    assertThat(request.prompt()).isEqualTo("a cube");
    assertThat(request.newBuilder().build()).isEqualTo(request).hasSameHashCodeAs(request);
  }

  @Test
  void aNewBuilderLeavesItsRequestAlone() {
    ReferenceImage first = ReferenceImage.url("https://x.test/1");
    ReferenceImage second = ReferenceImage.url("https://x.test/2");
    TestRequest request = valid().addImage(first).extra("a", 1).build();

    TestRequest.Builder builder = request.newBuilder().extra("b", 2);
    TestRequest added = builder.addImage(second).build();
    TestRequest replaced = builder.images(List.of(second)).build();

    assertThat(added.images()).containsExactly(first, second);
    assertThat(replaced.images()).containsExactly(second);
    assertThat(replaced.newBuilder().images(replaced.images()).build()).isEqualTo(replaced);
    assertThat(request.images()).containsExactly(first);
    assertThat(request.extras()).containsOnlyKeys("a");
  }

  @Test
  void lenientCanBeTakenBack() {
    TestRequest request = valid().lenient().build();

    assertThat(request.newBuilder().lenient(false).build().isLenient()).isFalse();
    assertThat(valid().lenient(true).build()).isEqualTo(request);
    assertThatThrownBy(() -> request.newBuilder().n(5).lenient(false).build())
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void requestsAreEqualIfAllThatWasSetIs() {
    TestRequest request = valid().n(2).build();

    assertThat(request)
        .isEqualTo(valid().n(2).build())
        .hasSameHashCodeAs(valid().n(2).build())
        .isNotEqualTo(valid().n(3).build())
        .isNotEqualTo(valid().build())
        .isNotEqualTo(valid().n(2).model(new TestRequest.Model("m2")).build())
        .isNotEqualTo(valid().n(2).prompt("a ball").build())
        .isNotEqualTo(valid().n(2).addImage(ReferenceImage.url("https://x.test/1")).build())
        .isNotEqualTo(valid().n(2).extra("a", 1).build())
        .isNotEqualTo(valid().n(2).lenient().build())
        .isNotEqualTo("TestRequest{m1, 0 images}");
  }

  @Test
  void aTagIsKeptButAsksForNothing() {
    Object order = new Object();
    TestRequest request = valid().tag(order).build();

    assertThat(request.tag()).isSameAs(order);
    assertThat(request.newBuilder().prompt("a ball").build().tag()).isSameAs(order);
    assertThat(request.newBuilder().tag(null).build().tag()).isNull();
    assertThat(request).isEqualTo(valid().build()).hasSameHashCodeAs(valid().build());
    assertThat(request).hasToString("TestRequest{m1, 0 images}");
    assertThat(valid().build().tag()).isNull();
  }

  @Test
  void referenceImagesAreEqualByUrlPathOrContent() {
    ReferenceImage url = ReferenceImage.url("https://x.test/a");
    ReferenceImage file = ReferenceImage.file(folder.resolve("a.png"));
    ReferenceImage bytes = ReferenceImage.bytes(new byte[] {1, 2});

    assertThat(url)
        .isEqualTo(ReferenceImage.url("https://x.test/a"))
        .hasSameHashCodeAs(ReferenceImage.url("https://x.test/a"))
        .isNotEqualTo(ReferenceImage.url("HTTPS://x.test/a"))
        .isNotEqualTo(file);
    assertThat(file)
        .isEqualTo(ReferenceImage.file(folder.resolve("a.png")))
        .hasSameHashCodeAs(ReferenceImage.file(folder.resolve("a.png")))
        .isNotEqualTo(ReferenceImage.file(folder.resolve("b.png")))
        .isNotEqualTo(bytes);
    assertThat(bytes)
        .isEqualTo(ReferenceImage.bytes(new byte[] {1, 2}))
        .hasSameHashCodeAs(ReferenceImage.bytes(new byte[] {1, 2}))
        .isNotEqualTo(ReferenceImage.bytes(new byte[] {1, 3}))
        .isNotEqualTo(url);
  }

  @Test
  void everyViolationIsReportedAtOnce() {
    TestRequest.Builder builder =
        TestRequest.builder()
            .prompt(" \n")
            .addImage(ReferenceImage.bytes(new byte[0]))
            .extra("n", 3);

    assertThatThrownBy(builder::build)
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            """
            the request breaks 4 rules and was not sent:
              engine is missing; set it with model(..)
              text is missing; set it with prompt(..)
              source: 0 bytes; an image is not empty
              n: set by extra(..); the builder writes this field itself""");
  }

  @Test
  void aFieldIsTheBuildersOwnByTheGatewaysName() {
    for (String name : new String[] {"engine", "text", "source", "n"}) {
      assertThatThrownBy(valid().extra(name, 1)::build)
          .hasMessageEndingWith(name + ": set by extra(..); the builder writes this field itself");
    }
    assertThat(valid().extra("model", 1).extra("image", 2).build().extras()).hasSize(2);
  }

  @Test
  void theGatewaysOwnRulesAreAsked() {
    assertThatThrownBy(() -> valid().n(5).build())
        .hasMessage(
            "the request breaks a rule and was not sent:\n"
                + "  n: 5; m1 takes 1 to 4 (the document)");
  }

  @Test
  void lenientLeavesTheTablesUncheckedButNotTheSpelling() {
    assertThat(valid().n(5).lenient().build().n()).isEqualTo(5);
    assertThatThrownBy(() -> valid().n(-1).lenient().build())
        .hasMessage("the request breaks a rule and was not sent:\n  n: -1; it has no sign");
    assertThatThrownBy(() -> valid().n(-1).build())
        .hasMessage(
            """
            the request breaks 2 rules and was not sent:
              n: -1; it has no sign
              n: -1; m1 takes 1 to 4 (the document)""");
  }

  @Test
  void extrasAreKnownByTheirNames() {
    TestRequest request = valid().extra("a", null).build();

    assertThat(request.hasExtra("b", "a")).isTrue();
    assertThat(request.hasExtra("b")).isFalse();
    assertThat(request.hasExtra()).isFalse();
  }

  @Test
  void lenientLetsExtrasReplaceButNotTheModelLack() {
    TestRequest request = valid().n(5).extra("n", 6).lenient().build();

    assertThat(request.extras()).containsEntry("n", 6);
    assertThatThrownBy(() -> TestRequest.builder().prompt("a").lenient().build())
        .isInstanceOf(InvalidRequestException.class);
  }

  @Test
  void aMissingFileIsAViolation() throws Exception {
    Path missing = folder.resolve("a.png");
    Path directory = Files.createDirectory(folder.resolve("d"));
    Path empty = Files.createFile(folder.resolve("empty.png"));

    assertThatThrownBy(
            () ->
                valid()
                    .addImages(
                        Arrays.asList(
                            ReferenceImage.file(missing),
                            ReferenceImage.file(directory),
                            ReferenceImage.file(empty)))
                    .build())
        .isInstanceOf(InvalidRequestException.class)
        .hasMessage(
            "the request breaks 3 rules and was not sent:\n"
                + ("  source: " + missing + "; it can't be read: no such file: " + missing + "\n")
                + ("  source: "
                    + directory
                    + "; it can't be read: no such file: "
                    + directory
                    + "\n")
                + ("  source: " + empty + "; an image is not empty"));
  }

  @Test
  void anExtraIsCopiedAndCheckedWhereItIsGiven() {
    List<Object> list = new ArrayList<>(List.of("a"));
    TestRequest.Builder builder = valid().extra("list", list);
    list.add("b");

    assertThat(builder.build().extras().get("list")).isEqualTo(List.of("a"));
    assertThatThrownBy(() -> builder.extra("t", Double.NaN))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("extra \"t\": JSON has no NaN");
    assertThatThrownBy(() -> builder.extra("t", new Object()))
        .hasMessage(
            "extra \"t\": a value is a String, Number, Boolean, null, List or Map,"
                + " not a java.lang.Object");
    assertThatThrownBy(() -> builder.extra(" ", 1)).hasMessage("an extra has a name");
    assertThatThrownBy(() -> builder.extra(null, 1))
        .isInstanceOf(NullPointerException.class)
        .hasMessage("name == null");
  }

  @Test
  void nullIsRefusedByName() {
    TestRequest.Builder builder = TestRequest.builder();

    assertThatThrownBy(() -> builder.model(null)).hasMessage("model == null");
    assertThatThrownBy(() -> builder.prompt(null)).hasMessage("prompt == null");
    assertThatThrownBy(() -> builder.addImage(null)).hasMessage("image == null");
    assertThatThrownBy(() -> builder.addImages(null)).hasMessage("images == null");
    assertThatThrownBy(() -> builder.images(null)).hasMessage("images == null");
  }

  @Test
  void bytesAreCopiedWhenTheImageIsMade() throws Exception {
    byte[] content = {1, 2, 3};
    ReferenceImage image = ReferenceImage.bytes(content);
    content[0] = 9;

    assertThat(image.open().readAllBytes()).containsExactly(1, 2, 3);
    assertThat(image).hasToString("3 bytes");
  }

  @Test
  void aReferenceUrlIsKeptAsWritten() {
    assertThat(ReferenceImage.url("HTTPS://x/ä b").url()).isEqualTo("HTTPS://x/ä b");

    for (String url : new String[] {"", "ftp://x", "x.png", "/a", "data:image/png;base64,AA"}) {
      assertThatThrownBy(() -> ReferenceImage.url(url))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "a reference image's URL starts with http:// or https://;"
                  + " for a local image use ReferenceImage.file(path) or .bytes(content)");
    }
  }

  private static TestRequest.Builder valid() {
    return TestRequest.builder().model(new TestRequest.Model("m1")).prompt("a cube");
  }
}
