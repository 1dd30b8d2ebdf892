package io.github.imagetask.hingnet;

import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.DirectEntry;
import io.github.imagetask.spi.Fields;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import java.io.IOException;

/**
 * The entry that answers with the image (section "synchronous routes"): a task's routes without
 * their end, generations in JSON and edits as a form. Pages of other deployments have edits by
 * gpt-image-2 in JSON, too, with {@code images[].image_url}; the form is Hingnet's own and is sent
 * for each model.
 */
final class HingnetDirectEntry implements DirectEntry<HingnetImageRequest> {
  private final HingnetWire wire;
  private final HingnetDirectReader reader;

  HingnetDirectEntry(HingnetWire wire) {
    this.wire = wire;
    this.reader = new HingnetDirectReader(wire.address());
  }

  @Override
  public Submission submit(HingnetImageRequest request) throws IOException {
    HingnetResponseFormat format = request.responseFormat();
    // Base64 needs no storage, and so can't fail for want of one once the image is billed.
    if (format == null) format = HingnetResponseFormat.B64_JSON;
    Fields fields =
        HingnetWire.common(request)
            .add(HingnetWire.QUALITY, request.quality())
            .add(HingnetWire.BACKGROUND, request.background())
            .add(HingnetWire.OUTPUT_FORMAT, request.outputFormat())
            .add(HingnetWire.OUTPUT_COMPRESSION, request.outputCompression())
            .add(HingnetWire.MODERATION, request.moderation())
            .add(HingnetWire.USER, request.user())
            .add(HingnetWire.RESPONSE_FORMAT, format);
    return Submission.of(wire.post(request, fields, null));
  }

  @Override
  public Reading read(Answer answer) throws IOException {
    return reader.read(answer);
  }
}
