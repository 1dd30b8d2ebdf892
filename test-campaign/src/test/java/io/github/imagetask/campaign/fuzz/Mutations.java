package io.github.imagetask.campaign.fuzz;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import okio.Buffer;

/** Changes inputs by chance, as a seed says: bits, bytes, cuts, words and pieces of others. */
final class Mutations {
  private static final int LONGEST = 1 << 12;

  private static final List<String> WORDS =
      List.of(
          "{",
          "}",
          "[",
          "]",
          ":",
          ",",
          "\"",
          "'",
          "\\",
          "\\u0000",
          "\\ud800",
          "null",
          "true",
          "NaN",
          "1e999",
          "-0",
          "0x1p3",
          "99999999999999999999",
          "\"id\":",
          "\"task_id\":\"\"",
          "\"status\":",
          "\"error\":",
          "\"data\":",
          "\"url\":",
          "http://[::1",
          "data:image/png;base64,",
          "//",
          "..",
          "%2e",
          "%",
          "%ff",
          "\0",
          "\u00ff",
          "\ufeff",
          "\ud83d\ude00",
          "\r\n",
          "\"",
          "=",
          "1,2",
          "Sun, 06 Nov 1994 08:49:37 GMT",
          "IEND",
          "RIFF",
          "ftypavif",
          "\u001f\u008b\b",
          "<svg",
          "sk-fuzz-0123456789");

  private final SplittableRandom random;
  private final List<byte[]> inputs;

  Mutations(long seed, List<byte[]> inputs) {
    this.random = new SplittableRandom(seed);
    this.inputs = inputs;
  }

  byte[] next() {
    byte[] input = any().clone();
    for (int steps = 1 + random.nextInt(6); steps > 0; steps--) input = step(input);
    return input.length <= LONGEST ? input : Arrays.copyOf(input, LONGEST);
  }

  private byte[] any() {
    return inputs.get(random.nextInt(inputs.size()));
  }

  private byte[] step(byte[] in) {
    int from = random.nextInt(in.length + 1);
    int to = from + random.nextInt(in.length - from + 1);
    return switch (random.nextInt(7)) {
      case 0 -> changed(in, (byte) (1 << random.nextInt(8)));
      case 1 -> changed(in, (byte) random.nextInt(256));
      case 2 -> Arrays.copyOf(in, from);
      case 3 -> joined(in, from, new byte[0], to);
      case 4 -> joined(in, from, Arrays.copyOfRange(in, from, to), from); // twice
      case 5 -> {
        byte[] other = any();
        int start = random.nextInt(other.length + 1);
        yield joined(in, from, Arrays.copyOfRange(other, start, other.length), to);
      }
      default -> {
        String word = WORDS.get(random.nextInt(WORDS.size()));
        boolean bytes = random.nextBoolean();
        yield joined(
            in,
            from,
            word.getBytes(bytes ? StandardCharsets.ISO_8859_1 : StandardCharsets.UTF_8),
            random.nextBoolean() ? from : to);
      }
    };
  }

  private byte[] changed(byte[] in, byte bits) {
    if (in.length > 0) in[random.nextInt(in.length)] ^= bits;
    return in;
  }

  private static byte[] joined(byte[] in, int end, byte[] middle, int start) {
    return new Buffer()
        .write(in, 0, end)
        .write(middle)
        .write(in, start, in.length - start)
        .readByteArray();
  }
}
