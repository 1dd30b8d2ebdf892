package io.github.imagetask.testing.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.github.imagetask.ConnectionException;
import io.github.imagetask.DirectImages;
import io.github.imagetask.DirectResult;
import io.github.imagetask.ErrorKind;
import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageClient;
import io.github.imagetask.NoImageException;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What an entry does that answers with the image itself: one POST, as a submit, and a clear word on
 * whether images may have been made. Skipped where a gateway has none.
 */
abstract class DirectContract<R> extends MoneyContract<R> {
  /** A gateway's direct entry, as its user calls it. */
  protected interface Direct {
    /** Asks for one image. */
    DirectResult generate(String prompt);

    /** Asks for one image, into a folder. */
    List<Path> generateInto(String prompt, Path folder);

    /**
     * Returns an entry that asks for the image of a prompt.
     *
     * @param request makes the prompt's request, for one image
     */
    static <D> Direct of(DirectImages<D> entry, Function<String, D> request) {
      return new Direct() {
        @Override
        public DirectResult generate(String prompt) {
          return entry.generate(request.apply(prompt));
        }

        @Override
        public List<Path> generateInto(String prompt, Path folder) {
          return entry.generateInto(request.apply(prompt), folder);
        }
      };
    }
  }

  /** Returns the direct entry of a client, by {@link Direct#of}; null: the gateway has none. */
  protected @Nullable Direct direct(ImageClient<R> client) {
    return null;
  }

  private Direct direct() {
    Direct direct = direct(client());
    assumeTrue(direct != null, "this gateway has no entry that answers with the image");
    return Objects.requireNonNull(direct);
  }

  private DirectResult generate() {
    return direct().generate("A small red cube on a clean white desk");
  }

  @Test
  final void aDirectCallIsAnsweredWithTheImageItself() throws IOException {
    DirectResult result = generate();

    assertIsImage(result.first().bytes());
    assertThat(gateway().directs()).isEqualTo(1);
    assertThat(gateway().tasks()).isZero();
    assertThat(gateway().credentialsAtOtherOrigins()).isZero();
  }

  @Test
  final void aDirectCallStreamsItsImageIntoAFile(@TempDir Path folder) throws IOException {
    List<Path> files = direct().generateInto("A small red cube", folder);

    assertThat(files).hasSize(1);
    assertIsImage(Files.readAllBytes(files.get(0)));
    try (Stream<Path> all = Files.list(folder)) {
      assertThat(all).containsExactlyElementsOf(files);
    }
  }

  @Test
  final void aDirectCallThatWasCutAfterItWasReadIsUnknownAndNotSentAgain() {
    assertUnknown(Fault.cutAfterRead());
  }

  @Test
  final void aDirectCallWithHalfAnAnswerIsUnknownAndNotSentAgain() {
    assertUnknown(Fault.truncatedJson());
  }

  @Test
  final void aDirectCallWithAPageUnder5xxIsUnknownWhateverItsRetryAfter() {
    assertUnknown(Fault.htmlPage(503).withRetryAfter("0").processed());
  }

  @Test
  final void aDirectCallWithATimeoutBehindTheGatewayIsUnknown() {
    String json = "{\"error\":{\"code\":504,\"message\":\"Deadline expired\"}}";
    assertUnknown(Fault.status(504, "application/json", json).processed());
  }

  @Test
  final void aDirectCallThatIsPutOffIsMadeAgain() {
    Direct direct = direct();
    gateway().next(FakeCall.DIRECT, Fault.status(429).withRetryAfter("0"));

    assertThat(direct.generate("A small red cube").images()).hasSize(1);

    assertThat(gateway().directs()).isEqualTo(2);
    assertThat(gateway().directImages()).isEqualTo(1);
  }

  @Test
  final void aDirectCallUnderA4xxIsRefusedWhoeverWroteIt() {
    Direct direct = direct();
    gateway().next(FakeCall.DIRECT, Fault.htmlPage(404));

    GatewayException refused =
        failure(GatewayException.class, () -> direct.generate("A small red cube"));

    assertThat(refused.getMessage()).endsWith("; nothing is billed");
    assertThat(gateway().directs()).isEqualTo(1);
  }

  @Test
  final void aDirectCallThatTheGatewayNeverReadMakesNoImage() {
    Direct direct = direct();
    gateway().always(FakeCall.DIRECT, Fault.cutBeforeRead());

    RuntimeException failure =
        failure(RuntimeException.class, () -> direct.generate("A small red cube"));

    assertThat(failure)
        .isInstanceOfAny(ConnectionException.class, SubmitOutcomeUnknownException.class);
    assertThat(gateway().directImages()).isZero();
  }

  @Test
  final void anAnswerWithoutAnImageMayBeBilledAndSaysSo() {
    Direct direct = direct();
    gateway().next(FakeCall.DIRECT, Fault.successWithoutImage());

    NoImageException none =
        failure(NoImageException.class, () -> direct.generate("A small red cube"));

    assertThat(none.getMessage()).contains("It may be billed").doesNotContain("nothing is billed");
    assertThat(gateway().directs()).isEqualTo(1);
  }

  @Test
  final void aBlockedPromptIsToldAsSuch() {
    Direct direct = direct();
    gateway().next(FakeCall.DIRECT, Fault.blockedPrompt("SAFETY"));

    RuntimeException blocked =
        failure(RuntimeException.class, () -> direct.generate("A small red cube"));

    ErrorKind kind =
        blocked instanceof NoImageException
            ? ((NoImageException) blocked).error().kind()
            : ((GatewayException) blocked).error().kind();
    assertThat(kind).isEqualTo(ErrorKind.CONTENT_REJECTED);
    assertThat(gateway().directs()).isEqualTo(1);
  }

  private void assertUnknown(Fault fault) {
    Direct direct = direct();
    gateway().next(FakeCall.DIRECT, fault);

    SubmitOutcomeUnknownException unknown =
        failure(SubmitOutcomeUnknownException.class, () -> direct.generate("A small red cube"));

    assertThat(unknown.getMessage()).contains("may have been made and billed");
    assertThat(gateway().directs()).isEqualTo(1);
  }
}
