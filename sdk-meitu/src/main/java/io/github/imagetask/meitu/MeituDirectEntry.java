package io.github.imagetask.meitu;

import io.github.imagetask.spi.Answer;
import io.github.imagetask.spi.DirectEntry;
import io.github.imagetask.spi.Reading;
import io.github.imagetask.spi.Submission;
import java.io.IOException;
import okhttp3.HttpUrl;

/**
 * The internal hosts' synchronous request (同步请求), of which the document has host and path. What
 * goes in is assumed to be what a submit takes, without {@code repost_url}.
 */
final class MeituDirectEntry implements DirectEntry<MeituImageRequest> {
  private final MeituWire wire;
  private final HttpUrl url;
  private final MeituDirectReader reader;

  MeituDirectEntry(MeituWire wire, HttpUrl url) {
    this.wire = wire;
    this.url = url;
    this.reader = new MeituDirectReader(url);
  }

  @Override
  public Submission submit(MeituImageRequest request) throws IOException {
    MeituRules.checkDirect(request);
    return wire.submission(url, request);
  }

  @Override
  public Reading read(Answer answer) throws IOException {
    return reader.read(answer);
  }
}
