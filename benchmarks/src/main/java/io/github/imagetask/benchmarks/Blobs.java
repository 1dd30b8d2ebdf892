package io.github.imagetask.benchmarks;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Random;

/** Large answers: a PNG by address, as long as is asked for, and one of 32 MiB in base64. */
final class Blobs {
  private static final int BASE64_BYTES = 32 << 20;

  /** A chunk with its length, type and checksum. */
  private static final int CHUNK = 1 << 16;

  private static final int FRAME = 12;
  private static final int BLOCK = 1 << 20;

  private final byte[] filling = new byte[CHUNK];
  private byte[] text = new byte[0];

  Blobs() {
    new Random(1).nextBytes(filling);
  }

  /** Answers with a PNG of so many bytes. */
  void image(OutputStream out, long length) throws IOException {
    head(out, "image/png", length);
    png(out, length);
  }

  /** Answers a direct call with one image in base64, as UniAll's entry in OpenAI's style. */
  void base64(OutputStream out) throws IOException {
    byte[] text = text();
    byte[] before = ascii("{\"created\":1,\"data\":[{\"b64_json\":\"");
    byte[] after = ascii("\"}]}");
    head(out, "application/json", before.length + text.length + after.length);
    out.write(before);
    for (int at = 0; at < text.length; at += BLOCK) {
      out.write(text, at, Math.min(BLOCK, text.length - at));
    }
    out.write(after);
  }

  private static void head(OutputStream out, String type, long length) throws IOException {
    String lines = "HTTP/1.1 200 OK\r\nContent-Type: " + type + "\r\nContent-Length: " + length;
    out.write(ascii(lines + "\r\n\r\n"));
  }

  private synchronized byte[] text() throws IOException {
    if (text.length == 0) {
      ByteArrayOutputStream image = new ByteArrayOutputStream(BASE64_BYTES);
      png(image, BASE64_BYTES);
      text = Base64.getEncoder().encode(image.toByteArray());
    }
    return text;
  }

  /** Whole by its chunks, which is what a reader can see without decoding it. */
  private void png(OutputStream out, long length) throws IOException {
    out.write(new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'});
    chunk(out, "IHDR", FRAME + 13);
    long left = length - 8 - (FRAME + 13) - FRAME;
    while (left > 0) {
      long size = Math.min(left, CHUNK);
      if (left > size && left - size < FRAME) size -= FRAME; // what is left must make a chunk
      chunk(out, "IDAT", (int) size);
      left -= size;
    }
    out.write(new byte[] {0, 0, 0, 0, 'I', 'E', 'N', 'D', (byte) 0xae, 0x42, 0x60, (byte) 0x82});
  }

  private void chunk(OutputStream out, String type, int size) throws IOException {
    out.write(ByteBuffer.allocate(8).putInt(size - FRAME).put(ascii(type)).array());
    out.write(filling, 0, size - 8);
  }

  private static byte[] ascii(String text) {
    return text.getBytes(StandardCharsets.US_ASCII);
  }
}
