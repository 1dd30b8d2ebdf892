package io.github.imagetask.campaign.servers;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.GeneratedImage;
import io.github.imagetask.ImageSize;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.examples.recipes.StoreInS3;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.FakeGateways;
import io.github.imagetask.uniall.UniAllClient;
import io.github.imagetask.uniall.UniAllImageRequest;
import io.github.imagetask.uniall.UniAllModel;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/** The recipe for storage of one's own, with AWS' client and a server of S3's kind. */
final class S3RecipeTest {
  @TempDir Path folder;

  @Test
  void anImageIsStoredAsItIsWithItsType() throws Exception {
    try (S3 server = new S3(folder);
        FakeGateways fakes = FakeGateways.start();
        UniAllClient client = client(fakes.uniall());
        S3Client s3 = client(server)) {
      server.makeBucket("/images");
      GeneratedImage image = client.submit(request()).awaitResult().first();

      StoreInS3.store(image, s3, "images", "sphere");

      ResponseBytes<GetObjectResponse> stored =
          s3.getObjectAsBytes(object -> object.bucket("images").key("sphere"));
      assertThat(stored.asByteArray()).isEqualTo(image.bytes());
      assertThat(stored.response().contentType()).isEqualTo("image/png");
    }
  }

  private static UniAllClient client(FakeGateway gateway) {
    return UniAllClient.builder()
        .baseUrl(gateway.baseUrl())
        .apiKey(gateway.apiKey())
        .pollPolicy(
            PollPolicy.builder()
                .firstDelay(Duration.ofMillis(50))
                .delays(Duration.ofMillis(50), Duration.ofSeconds(1))
                .build())
        .build();
  }

  private static S3Client client(S3 server) {
    return S3Client.builder()
        .endpointOverride(URI.create(server.endpoint()))
        .region(Region.US_EAST_1)
        .forcePathStyle(true)
        .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
        .credentialsProvider(
            StaticCredentialsProvider.create(AwsBasicCredentials.create(S3.IDENTITY, S3.SECRET)))
        .build();
  }

  private static UniAllImageRequest request() {
    return UniAllImageRequest.builder()
        .model(UniAllModel.GPT_IMAGE_2)
        .prompt("A sphere")
        .size(ImageSize.of(1024, 768))
        .build();
  }
}
