package io.github.imagetask.examples.recipes;

import io.github.imagetask.GeneratedImage;
import io.github.imagetask.ImageStream;
import io.github.imagetask.ImageTask;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;

/** An image from its gateway into storage of one's own, of S3's kind, without a file in between. */
public final class StoreInS3 {
  private StoreInS3() {}

  /**
   * Runs the recipe, with a client of S3 as the environment sets it up.
   *
   * @param args the bucket
   */
  public static void main(String[] args) throws IOException {
    try (Account account = Account.open();
        UniAllClient client =
            UniAllClient.builder().baseUrl(account.baseUrl()).apiKey(account.apiKey()).build();
        S3Client s3 = S3Client.create()) {
      ImageTask task =
          client.submit(
              UniAllImageRequest.builder()
                  .model(UniAllModel.NANO_BANANA_2_1K)
                  .prompt("A lighthouse in the fog")
                  .build());
      store(task.awaitResult().first(), s3, args[0], task.key().id());
      System.out.println("stored " + task.key().id());
    }
  }

  /** Stores an image; S3 wants to know its length and its type before the first byte. */
  public static void store(GeneratedImage image, S3Client s3, String bucket, String name)
      throws IOException {
    try (ImageStream stream = image.openStream()) {
      PutObjectRequest object =
          PutObjectRequest.builder()
              .bucket(bucket)
              .key(name)
              .contentType(stream.contentType())
              .build();
      if (stream.contentLength() >= 0) { // what fails while it is read is tried again by the caller
        s3.putObject(object, RequestBody.fromInputStream(stream, stream.contentLength()));
        return;
      }
      Path whole = image.saveTo(Files.createTempFile("image", "")); // its server doesn't say
      try {
        s3.putObject(object, RequestBody.fromFile(whole));
      } finally {
        Files.delete(whole);
      }
    }
  }
}
