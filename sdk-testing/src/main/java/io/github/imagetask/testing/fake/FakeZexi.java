package io.github.imagetask.testing.fake;

/**
 * The fake of Zexi: results lie at the API's own origin and want the key as any other call, else
 * the answer is 401. It refuses what the document doesn't allow, which the real one was seen not to
 * do.
 *
 * <p>A redirect of a download, as by {@link Fault#redirectToOtherOrigin()}, leads to a signed URL
 * at another origin, where the key has no business.
 */
public final class FakeZexi extends FakeGateway {
  private final ZexiDialect dialect;

  FakeZexi(ZexiDialect dialect, Shared shared) {
    super(dialect, shared);
    this.dialect = dialect;
  }

  /**
   * Answers queries without the envelope that the document shows: status in lower case, progress a
   * number, {@code success} and {@code pending} beside them. It was seen so.
   */
  public void flatQueries(boolean flat) {
    dialect.flatQueries = flat;
  }

  /**
   * Writes result URLs without scheme and host, from the slash of the path on. What path the
   * gateway is mounted under, here {@code /zexi}, is part of them.
   */
  public void relativeUrls(boolean relative) {
    dialect.relativeUrls = relative;
  }

  /**
   * Says whether answers name result URLs, as by default. Without, a task succeeds and its images
   * are at {@code /v1/images/tasks/{id}/content?index=N} all the same.
   */
  public void resultUrls(boolean named) {
    dialect.resultUrls = named;
  }

  /**
   * Makes it as careless as the real gateway was seen to be: a request needs a key, a model and a
   * prompt. A model that it doesn't know is replaced by gpt-image-2 without a word, a size or
   * quality that isn't allowed is taken, a field of a wrong name or type is ignored, and all of it
   * is billed.
   */
  public void checkNothing(boolean careless) {
    dialect.careless = careless;
  }
}
