package io.github.imagetask.uniall;

import io.github.imagetask.ReferenceImage;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.DirectEntry;
import io.github.imagetask.spi.Fields;
import io.github.imagetask.spi.ImageFormat;
import io.github.imagetask.spi.ImageRequest.WireNames;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import io.github.imagetask.spi.Uploads;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.UUID;
import okhttp3.HttpUrl;
import okhttp3.Request;

/**
 * The bytes of UniAll's entry in Google's style: with {@link UniAllGeminiReader}, which reads the
 * answers, the only place that spells a field.
 */
final class UniAllGeminiEntry implements DirectEntry<UniAllGeminiRequest> {
  static final String MODEL = "model"; // stands in the path
  static final String CONTENTS = "contents";
  static final String TEXT = "text";
  static final String INLINE_DATA = "inlineData";
  static final String GENERATION_CONFIG = "generationConfig";
  static final String RESPONSE_MODALITIES = "responseModalities";
  static final String ASPECT_RATIO = "aspectRatio";
  static final String OUTPUT_FORMAT = "outputFormat";
  static final String IMAGE_SIZE = "imageSize";

  // An extra is a field at the top; what is below these two is written by the builder.
  static final WireNames NAMES =
      WireNames.of(MODEL, TEXT, INLINE_DATA, CONTENTS, GENERATION_CONFIG);

  private static final String PATH = "v1beta/models";

  // As the page's sample has it.
  private static final List<UniAllModality> IMAGES_ALONE =
      Collections.singletonList(UniAllModality.IMAGE);

  private final HttpUrl models;
  private final UniAllGeminiReader reader;

  UniAllGeminiEntry(HttpUrl baseUrl) {
    this.models = baseUrl.newBuilder().addPathSegments(PATH).build();
    this.reader = new UniAllGeminiReader(baseUrl);
  }

  @Override
  public Submission submit(UniAllGeminiRequest request) throws IOException {
    List<ReferenceImage> images = request.images();
    String place = UUID.randomUUID().toString(); // no prompt has it
    Fields fields =
        new Fields()
            .add(CONTENTS, Collections.singletonList(content(request, place)))
            .add(GENERATION_CONFIG, config(request))
            .addExtras(request.extras());
    HttpUrl url = models.newBuilder().addPathSegment(request.model() + ":generateContent").build();
    Request call =
        new Request.Builder().url(url).post(InlineImages.body(fields, place, images)).build();
    return Submission.of(call);
  }

  private static Fields content(UniAllGeminiRequest request, String place) throws IOException {
    List<Fields> parts = new ArrayList<>();
    parts.add(new Fields().add(TEXT, request.prompt()));
    for (ReferenceImage image : request.images()) {
      ImageFormat format = Uploads.format(image);
      Fields data =
          new Fields()
              .add("mimeType", format == null ? InlineImages.UNKNOWN : format.mediaType())
              .add("data", place);
      parts.add(new Fields().add(INLINE_DATA, data));
    }
    return new Fields().add("role", "user").add("parts", parts);
  }

  private static Fields config(UniAllGeminiRequest request) {
    List<UniAllModality> modalities = request.responseModalities();
    boolean isPlain =
        request.aspectRatio() == null
            && request.outputFormat() == null
            && request.imageSize() == null;
    Fields image =
        new Fields()
            .add(ASPECT_RATIO, request.aspectRatio())
            .add(OUTPUT_FORMAT, request.outputFormat())
            .add(IMAGE_SIZE, request.imageSize());
    return new Fields()
        .add(RESPONSE_MODALITIES, modalities.isEmpty() ? IMAGES_ALONE : modalities)
        .add("imageConfig", isPlain ? null : image);
  }

  @Override
  public Reading read(Answer answer) throws IOException {
    return reader.read(answer);
  }
}
