package io.github.imagetask.uniall;

import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.DirectEntry;
import io.github.imagetask.spi.Fields;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import io.github.imagetask.spi.Uploads;
import java.io.IOException;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.MultipartBody;
import okhttp3.Request;
import okhttp3.RequestBody;

/**
 * The bytes of UniAll's entry in OpenAI's style: with {@link UniAllDirectReader}, which reads the
 * answers, the only place that spells a field. Images by URL stand in the JSON of {@code
 * generations}, files in the form of {@code edits}.
 */
final class UniAllDirectEntry implements DirectEntry<UniAllImageRequest> {
  // The page "gpt-image-2 / openai-generate" has the task's names; these are OpenAI's own.
  static final String MASK = "mask";
  static final String BACKGROUND = "background";
  static final String OUTPUT_COMPRESSION = "output_compression";
  static final String MODERATION = "moderation";
  static final String USER = "user";

  private static final String GENERATIONS = "v1/images/generations";
  private static final String EDITS = "v1/images/edits";

  // OpenAI's clients write several files so.
  private static final String SEVERAL = UniAllWire.IMAGE + "[]";

  private final HttpUrl generations;
  private final HttpUrl edits;
  private final UniAllDirectReader reader;

  UniAllDirectEntry(HttpUrl baseUrl) {
    this.generations = baseUrl.newBuilder().addPathSegments(GENERATIONS).build();
    this.edits = baseUrl.newBuilder().addPathSegments(EDITS).build();
    this.reader = new UniAllDirectReader(baseUrl);
  }

  @Override
  public Submission submit(UniAllImageRequest request) throws IOException {
    UniAllDirectRules.check(request);
    List<ReferenceImage> uploads = Uploads.of(request.images());
    boolean isEdit = !uploads.isEmpty();
    RequestBody body = isEdit ? form(request, uploads) : fields(request).json();
    return Submission.of(
        new Request.Builder().url(isEdit ? edits : generations).post(body).build());
  }

  private static RequestBody form(UniAllImageRequest request, List<ReferenceImage> uploads)
      throws IOException {
    MultipartBody.Builder form = fields(request).multipart();
    String part = uploads.size() == 1 ? UniAllWire.IMAGE : SEVERAL;
    for (ReferenceImage upload : uploads) Uploads.add(form, part, upload);
    ReferenceImage mask = request.mask();
    if (mask != null) Uploads.add(form, MASK, mask);
    return form.build();
  }

  private static Fields fields(UniAllImageRequest request) {
    List<String> urls = Uploads.urls(request.images());
    UniAllResponseFormat format = request.responseFormat();
    return new Fields()
        .add(UniAllWire.MODEL, request.model())
        .add(UniAllWire.PROMPT, request.prompt())
        .add(UniAllWire.IMAGE, urls.size() == 1 ? urls.get(0) : null)
        .add(UniAllWire.IMAGES, urls.size() > 1 ? urls : null)
        .add(UniAllWire.SIZE, UniAllWire.size(request))
        .add(UniAllWire.ASPECT_RATIO, request.aspectRatio())
        .add(UniAllWire.QUALITY, request.quality())
        .add(UniAllWire.OUTPUT_FORMAT, request.outputFormat())
        .add(OUTPUT_COMPRESSION, request.outputCompression())
        .add(BACKGROUND, request.background())
        .add(MODERATION, request.moderation())
        .add(UniAllWire.N, request.n())
        .add(USER, request.user())
        .add(UniAllWire.RESPONSE_FORMAT, format == null ? UniAllResponseFormat.URL : format)
        .addExtras(request.extras());
  }

  @Override
  public Reading read(Answer answer) throws IOException {
    return reader.read(answer);
  }
}
