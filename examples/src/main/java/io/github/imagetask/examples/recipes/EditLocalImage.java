package io.github.imagetask.examples.recipes;

import io.github.imagetask.ImageSize;
import io.github.imagetask.ReferenceImage;
import io.github.imagetask.examples.SampleImage;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import io.github.imagetask.uniall.UniAllOutputFormat;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** An image made from a file on this machine, which is uploaded with the request. */
public final class EditLocalImage {
  private EditLocalImage() {}

  /** Runs the recipe, on the file that is named or on one that it paints. */
  public static void main(String[] args) throws IOException {
    Path folder = Files.createDirectories(Path.of("out"));
    Path input =
        args.length > 0 ? Path.of(args[0]) : SampleImage.write(folder.resolve("input.png"));

    UniAllImageRequest request =
        UniAllImageRequest.builder()
            .model(UniAllModel.GPT_IMAGE_2)
            .prompt("Keep the subject, make it a clean studio product photo")
            // Read at the submit, and streamed: it isn't held in memory. For an image that the
            // gateway can fetch itself: ReferenceImage.url("https://…").
            .addImage(ReferenceImage.file(input))
            .size(ImageSize.of(1024, 1024))
            .outputFormat(UniAllOutputFormat.PNG)
            .build();

    try (Account account = Account.open();
        UniAllClient client =
            UniAllClient.builder().baseUrl(account.baseUrl()).apiKey(account.apiKey()).build()) {
      // The one-call form, for where a lost key is no harm; else submit(), save the key, await.
      Path edited = client.generate(request).first().saveTo(folder.resolve("edited.png"));
      System.out.println(input + " -> " + edited);
    }
  }
}
