package io.github.imagetask.testing.fake;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Writes multipart/form-data as curl does. */
final class Form {
  private static final String BOUNDARY = "------------------------d74496d66958873e";

  private final ByteArrayOutputStream body = new ByteArrayOutputStream();

  /** UniAll's own sample, S1 section 5.3, without its image. */
  static Form documented() {
    return new Form()
        .field("model", "gpt-image-2")
        .field("task_type", "image2image")
        .field("prompt", "Keep the subject, make it a clean studio product photo")
        .field("size", "1024x1024")
        .field("quality", "medium")
        .field("output_format", "png")
        .field("n", "1")
        .field("response_format", "url");
  }

  Form field(String name, String value) {
    return part("name=\"" + name + "\"", "", value.getBytes(StandardCharsets.UTF_8));
  }

  Form file(String name, String fileName, String type, byte[] content) {
    String names = "name=\"" + name + "\"; filename=\"" + fileName + "\"";
    return part(names, "Content-Type: " + type + "\r\n", content);
  }

  Form image(String name) {
    return file(name, "input.png", "image/png", new byte[] {(byte) 0x89, 'P', 'N', 'G', 13, 10, 0});
  }

  private Form part(String names, String headers, byte[] content) {
    text("--" + BOUNDARY + "\r\nContent-Disposition: form-data; " + names + "\r\n" + headers);
    text("\r\n");
    body.writeBytes(content);
    text("\r\n");
    return this;
  }

  private void text(String text) {
    body.writeBytes(text.getBytes(StandardCharsets.UTF_8));
  }

  String contentType() {
    return "multipart/form-data; boundary=" + BOUNDARY;
  }

  byte[] bytes() {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    all.writeBytes(body.toByteArray());
    all.writeBytes(("--" + BOUNDARY + "--\r\n").getBytes(StandardCharsets.UTF_8));
    return all.toByteArray();
  }
}
