package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.imagetask.ReferenceImage;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import okhttp3.MultipartBody;
import okhttp3.RequestBody;
import okio.Buffer;
import okio.ByteString;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class UploadsTest {
  @TempDir Path folder;

  @Test
  void uploadsAndUrlsArePartedInTheirOrder() {
    ReferenceImage a = ReferenceImage.url("https://x.test/a.png");
    ReferenceImage b = ReferenceImage.bytes(new byte[] {1});
    ReferenceImage c = ReferenceImage.url("https://x.test/c.png");
    ReferenceImage d = ReferenceImage.file(folder.resolve("d.png"));

    assertThat(Uploads.of(List.of(a, b, c, d))).containsExactly(b, d);
    assertThat(Uploads.first(List.of(a, b, c, d))).isSameAs(b);
    assertThat(Uploads.first(List.of(a, c))).isNull();
    assertThat(Uploads.urls(List.of(a, b, c, d)))
        .containsExactly("https://x.test/a.png", "https://x.test/c.png");
  }

  // spotless:off
  @ParameterizedTest
  @CsvSource({
    "89504e470d0a1a0a00, image.png,  image/png",
    "ffd8ffe0,           image.jpg,  image/jpeg",
    "5249464661626364574542505650, image.webp, image/webp",
    "474946383961,       image.gif,  image/gif",
    "77686f206b6e6f7773, image.bin,  application/octet-stream",
    "78,                 image.bin,  application/octet-stream",
  })
  // spotless:on
  void nameAndTypeComeFromTheBytes(String hex, String name, String type) throws Exception {
    byte[] bytes = ByteString.decodeHex(hex).toByteArray();
    Path file = Files.write(folder.resolve("家 \"a\".dat"), bytes);

    for (ReferenceImage image :
        new ReferenceImage[] {ReferenceImage.file(file), ReferenceImage.bytes(bytes)}) {
      MultipartBody.Part part = part(image);

      assertThat(part.headers().get("Content-Disposition"))
          .isEqualTo("form-data; name=\"image[]\"; filename=\"" + name + "\"");
      assertThat(part.body().contentType()).hasToString(type);
      assertThat(part.body().contentLength()).isEqualTo(bytes.length);
      assertThat(sent(part.body())).isEqualTo(bytes);
    }
  }

  @Test
  void aPartIsReadAnewEachTimeItIsSent() throws Exception {
    RequestBody body = part(ReferenceImage.bytes(new byte[] {1, 2, 3})).body();

    assertThat(sent(body)).containsExactly(1, 2, 3);
    assertThat(sent(body)).containsExactly(1, 2, 3);
  }

  @Test
  void aFileThatGrowsIsSentAtItsAnnouncedLength() throws Exception {
    Path file = Files.write(folder.resolve("a.png"), new byte[] {1, 2, 3});
    RequestBody body = part(ReferenceImage.file(file)).body();
    Files.write(file, new byte[] {4, 5, 6, 7, 8});

    byte[] sent = sent(body);

    assertThat(sent).containsExactly(4, 5, 6);
    assertThat(body.contentLength()).isEqualTo(3);
  }

  @Test
  void aFileThatShrinksFailsBeforeAnythingElseFollows() throws Exception {
    Path file = Files.write(folder.resolve("a.png"), new byte[20_000]);
    MultipartBody.Builder form = new MultipartBody.Builder().setType(MultipartBody.FORM);
    Uploads.add(form, "image", ReferenceImage.file(file));
    MultipartBody whole = form.addFormDataPart("after", "it").build();
    Files.write(file, new byte[10_000]);
    Buffer wire = new Buffer();

    assertThatThrownBy(() -> whole.writeTo(wire))
        .isInstanceOf(IOException.class)
        .hasMessage("the image became shorter while it was sent: " + file);

    assertThat(wire.readUtf8()).doesNotContain("after");
  }

  @Test
  void aFileThatIsGoneFails() throws Exception {
    Path file = Files.write(folder.resolve("a.png"), new byte[] {1, 2, 3});
    RequestBody body = part(ReferenceImage.file(file)).body();
    Files.delete(file);

    assertThatThrownBy(() -> sent(body)).isInstanceOf(IOException.class);
    assertThatThrownBy(() -> part(ReferenceImage.file(file))).isInstanceOf(IOException.class);
  }

  @Test
  void aUrlHasNoContentToSend() {
    assertThatThrownBy(() -> part(ReferenceImage.url("https://x.test/a?sig=s3cret")))
        .isInstanceOf(IOException.class)
        .hasMessage("an image given as URL has no local content");
  }

  private static MultipartBody.Part part(ReferenceImage image) throws IOException {
    MultipartBody.Builder form = new MultipartBody.Builder().setType(MultipartBody.FORM);
    Uploads.add(form, "image[]", image);
    return form.build().part(0);
  }

  private static byte[] sent(RequestBody body) throws IOException {
    Buffer wire = new Buffer();
    body.writeTo(wire);
    return wire.readByteArray();
  }
}
