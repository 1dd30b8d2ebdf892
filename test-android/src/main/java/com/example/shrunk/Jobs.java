package com.example.shrunk;

import io.github.imagetask.AspectRatio;
import io.github.imagetask.DirectImages;
import io.github.imagetask.ImageClient;
import io.github.imagetask.ImageResult;
import io.github.imagetask.ImageSize;
import io.github.imagetask.ImageTask;
import io.github.imagetask.TaskKey;
import io.github.imagetask.hingnet.HingnetClient;
import io.github.imagetask.hingnet.HingnetImageRequest;
import io.github.imagetask.hingnet.HingnetModel;
import io.github.imagetask.meitu.MeituClient;
import io.github.imagetask.meitu.MeituImageRequest;
import io.github.imagetask.meitu.MeituModel;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllGeminiModel;
import io.github.imagetask.uniall.UniAllGeminiRequest;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.github.imagetask.zexi.ZexiClient;
import io.github.imagetask.zexi.ZexiImageRequest;
import io.github.imagetask.zexi.ZexiModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** What an app does with a gateway: submit, keep the key, wait, save; and the direct entries. */
public final class Jobs {
  private static final String PROMPT = "A small blue glass sphere on a clean white desk";
  private static final AspectRatio WIDE = AspectRatio.of(16, 9);

  private Jobs() {}

  /** A task of UniAll's. */
  public static void uniall() throws IOException {
    try (UniAllClient client = Clients.uniall().build()) {
      task(client, uniallRequest());
    }
  }

  /** A task of Hingnet's. */
  public static void hingnet() throws IOException {
    try (HingnetClient client = Clients.hingnet().build()) {
      task(client, hingnetRequest());
    }
  }

  /** A task of Zexi's. */
  public static void zexi() throws IOException {
    try (ZexiClient client = Clients.zexi().build()) {
      task(client, zexiRequest());
    }
  }

  /** A task of Meitu's. */
  public static void meitu() throws IOException {
    try (MeituClient client = Clients.meitu().build()) {
      task(client, meituRequest());
    }
  }

  /** Every entry that answers with the image itself. */
  static void direct() {
    try (UniAllClient uniall = Clients.uniall().build();
        HingnetClient hingnet = Clients.hingnet().build();
        MeituClient meitu = Clients.meitu().build()) {
      direct("uniall", uniall.direct(), uniallRequest());
      direct("uniall, Gemini's style", uniall.gemini(), geminiRequest());
      direct(
          "hingnet",
          hingnet.direct(),
          hingnetRequest().newBuilder().model(HingnetModel.GPT_IMAGE_2).build());
      direct("meitu", meitu.direct(), meituRequest());
    }
  }

  private static <R> void task(ImageClient<R> client, R request) throws IOException {
    ImageTask submitted = client.submit(request);
    String saved = submitted.key().toString();
    ImageTask resumed = client.task(TaskKey.parse(saved)); // as another process would
    ImageResult result = resumed.awaitResult();
    Path file = result.first().saveInto(Files.createTempDirectory("shrunk"));
    System.out.println(
        submitted.key().gateway() + ": " + result.snapshot().status() + ", " + kind(file));
    Files.delete(file);
    Files.delete(file.getParent());
  }

  private static <R> void direct(String entry, DirectImages<R> images, R request) {
    byte[] bytes = images.generate(request).first().bytes();
    System.out.println(entry + ": " + (bytes.length > 1000 ? "an image" : "too short"));
  }

  private static String kind(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1);
  }

  static UniAllImageRequest uniallRequest() {
    return UniAllImageRequest.builder()
        .model(UniAllModel.GPT_IMAGE_2)
        .prompt(PROMPT)
        .size(ImageSize.of(1024, 768))
        .build();
  }

  private static UniAllGeminiRequest geminiRequest() {
    return UniAllGeminiRequest.builder()
        .model(UniAllGeminiModel.GEMINI_3_PRO_IMAGE_1K)
        .prompt(PROMPT)
        .aspectRatio(WIDE)
        .build();
  }

  static HingnetImageRequest hingnetRequest() {
    return HingnetImageRequest.builder()
        .model(HingnetModel.GEMINI_2_5_FLASH_IMAGE)
        .prompt(PROMPT)
        .build();
  }

  static ZexiImageRequest zexiRequest() {
    return ZexiImageRequest.builder().model(ZexiModel.NANO_BANANA_PRO).prompt(PROMPT).build();
  }

  static MeituImageRequest meituRequest() {
    return MeituImageRequest.builder().model(MeituModel.NANO).prompt(PROMPT).build();
  }
}
