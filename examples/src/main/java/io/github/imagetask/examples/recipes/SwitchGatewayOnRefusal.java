package io.github.imagetask.examples.recipes;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.ConnectionException;
import io.github.imagetask.GatewayException;
import io.github.imagetask.ImageTask;
import io.github.imagetask.SubmitOutcomeUnknownException;
import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.testing.fake.Fault;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.github.imagetask.zexi.ZexiClient;
import io.github.imagetask.zexi.ZexiImageRequest;
import io.github.imagetask.zexi.ZexiModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A second gateway where the first one refuses, and never two bills for one image. */
public final class SwitchGatewayOnRefusal {
  private SwitchGatewayOnRefusal() {}

  /** Runs the recipe, in any case against fake gateways: they refuse on command. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of("out"));
    try (FakeGateways gateways = FakeGateways.start();
        UniAllClient uniall = uniall(gateways.uniall());
        ZexiClient zexi = zexi(gateways.zexi())) {
      gateways.zexi().finishAfterQueries(1); // the first query comes after 5 s
      FakeGateway first = gateways.uniall();

      first.next(FakeCall.SUBMIT, Fault.refusal(403, "insufficient_user_quota", "no money left"));
      ImageTask task = submit("A kite above the dunes", uniall, zexi);
      System.out.println("submitted " + task.key());
      System.out.println("saved " + task.awaitResult().first().saveTo(folder.resolve("kite.png")));

      first.next(FakeCall.SUBMIT, Fault.cutAfterRead());
      try {
        submit("A kite above the sea", uniall, zexi);
      } catch (SubmitOutcomeUnknownException e) {
        System.out.println("not switched: " + e.getMessage());
      }
      System.out.println(
          "tasks made: UniAll " + first.tasks() + ", Zexi " + gateways.zexi().tasks());
    }
  }

  private static ImageTask submit(String prompt, UniAllClient uniall, ZexiClient zexi) {
    // Both are built before anything is sent: a mistake in the second shows at once, not in need.
    UniAllImageRequest first =
        UniAllImageRequest.builder()
            .model(UniAllModel.NANO_BANANA_2_1K)
            .prompt(prompt)
            .aspectRatio(AspectRatio.of(16, 9))
            .build();
    ZexiImageRequest second =
        ZexiImageRequest.builder()
            .model(ZexiModel.GEMINI_3_1_FLASH_IMAGE_PREVIEW)
            .prompt(prompt)
            .aspectRatio(AspectRatio.of(16, 9))
            .build();
    try {
      return uniall.submit(first);
    } catch (GatewayException | ConnectionException e) {
      // The gateway said no, or nothing reached it: no task there, nothing billed. These two say
      // so only of a submit: around a wait they would leave a task behind that is paid for.
      //
      // SubmitOutcomeUnknownException isn't here: the submit went out and its answer got lost, so
      // a task may be under way and billed. Another gateway would be paid for the same image.
      System.out.println("switched: " + e.getMessage());
      return zexi.submit(second);
    }
  }

  private static UniAllClient uniall(FakeGateway account) {
    return UniAllClient.builder().baseUrl(account.baseUrl()).apiKey(account.apiKey()).build();
  }

  private static ZexiClient zexi(FakeGateway account) {
    return ZexiClient.builder().baseUrl(account.baseUrl()).apiKey(account.apiKey()).build();
  }
}
