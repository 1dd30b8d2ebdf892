package io.github.imagetask.testing.fake;

/**
 * The fake of Hingnet: JSON makes images from text, forms edit images, and each of the two kinds of
 * task is known under its own query path alone. The signed result URLs refuse an Authorization
 * header with 403. Direct calls answer base64, unless {@code response_format} asks for a URL.
 */
public final class FakeHingnet extends FakeGateway {
  private final HingnetDialect dialect;

  FakeHingnet(HingnetDialect dialect, Shared shared) {
    super(dialect, shared);
    this.dialect = dialect;
  }

  /**
   * Says whether the gateway has its object storage, as by default. Without, it refuses every
   * submit that carries the key: HTTP 503, {@code error.code} {@code storage_not_configured}. A
   * direct call that asks for a URL makes its images all the same, and is then told that {@code
   * image_url_not_available}, with HTTP 500; one that takes base64 needs no storage.
   */
  public void storageConfigured(boolean configured) {
    dialect.storageConfigured = configured;
  }
}
