package com.example.lumen;

import io.github.imagetask.ModelInfo;
import io.github.imagetask.PollPolicy;
import io.github.imagetask.TaskKey;
import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.Credentials;
import io.github.imagetask.spi.Fields;
import io.github.imagetask.spi.Gateway;
import io.github.imagetask.spi.ImageRequest.WireNames;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import io.github.imagetask.spi.Uploads;
import java.io.IOException;
import java.util.List;
import okhttp3.HttpUrl;
import okhttp3.Request;

/** Lumen's bytes: with {@link LumenWireReader}, the only place that spells a field. */
final class LumenWire implements Gateway<LumenImageRequest> {
  static final String NAME = "lumen";

  static final String ENGINE = "engine";
  static final String TEXT = "text";
  static final String SHAPE = "shape";
  static final String PICTURES = "pictures";
  static final String SOURCES = "sources";

  static final WireNames NAMES = WireNames.of(ENGINE, TEXT, SOURCES, SHAPE, PICTURES);

  private static final String ORDER = "order";
  private static final String API = "api";
  private static final String JOBS = "jobs";

  private final HttpUrl baseUrl;
  private final HttpUrl jobs;
  private final Credentials credentials;

  LumenWire(HttpUrl baseUrl, String apiKey) {
    this.baseUrl = baseUrl;
    this.jobs = baseUrl.newBuilder().addPathSegment(API).addPathSegment(JOBS).build();
    this.credentials = Credentials.header("X-Lumen-Key", apiKey, baseUrl, API);
  }

  @Override
  public String name() {
    return NAME;
  }

  @Override
  public HttpUrl address() {
    return baseUrl;
  }

  @Override
  public PollPolicy pollPolicy() {
    return PollPolicy.ofDefaults();
  }

  @Override
  public List<ModelInfo> models() {
    return LumenRules.models();
  }

  @Override
  public Submission submit(LumenImageRequest request) {
    List<String> sources = Uploads.urls(request.images());
    Fields order =
        new Fields()
            .add(ENGINE, request.model())
            .add(TEXT, request.prompt())
            .add(SHAPE, request.aspectRatio())
            .add(PICTURES, request.n())
            .add(SOURCES, sources.isEmpty() ? null : sources)
            .addExtras(request.extras());
    Fields body = new Fields().add(ORDER, order);
    return Submission.of(new Request.Builder().url(jobs).post(body.json()).build());
  }

  @Override
  public Request query(TaskKey key) {
    Gateway.requireNoKind("Lumen", key);
    return new Request.Builder().url(jobs.newBuilder().addPathSegment(key.id()).build()).build();
  }

  @Override
  public Reading readSubmit(Answer answer) throws IOException {
    return LumenWireReader.read(answer);
  }

  @Override
  public Reading readQuery(TaskKey key, Answer answer) throws IOException {
    return LumenWireReader.read(answer);
  }

  @Override
  public Credentials credentials() {
    return credentials;
  }
}
