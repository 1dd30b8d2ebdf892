package io.github.imagetask.spring.boot;

/** Where Meitu is, and the keys there. The address is host and prefix. */
public interface MeituConnectionDetails extends ImageTaskConnectionDetails {
  /** The account's secret, beside its key. */
  String apiSecret();

  /** The permission token. */
  String token();
}
