package io.github.imagetask.spring.boot;

import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** An account at Meitu: two keys, a token, and the environment that they belong to. */
public class MeituAccountProperties extends ApiKeyProperties {
  /** The two environments of Meitu's document. */
  public enum Environment {
    /** 线上, openapi.mtlab.meitu.com. */
    PRODUCTION,
    /** 测试, openapi-pre.mtlab.meitu.com. */
    TEST
  }

  /** The account's secret, beside its key. */
  private @Nullable String apiSecret;

  /** The permission token (权限Token). */
  private @Nullable String token;

  /** Which of the document's environments, unless there is a base-url or an internal-url. */
  private @Nullable Environment environment;

  /** Host and prefix of an internal host; key and secret are optional with it. */
  private @Nullable String internalUrl;

  /** The whole address of direct calls, where the environment has none. */
  private @Nullable String directUrl;

  /** Whether media_info_list is left out of a request without images; not unless set. */
  private @Nullable Boolean omitEmptyMediaInfoList;

  public @Nullable String getApiSecret() {
    return apiSecret;
  }

  public void setApiSecret(@Nullable String apiSecret) {
    this.apiSecret = Property.isBlank(apiSecret) ? null : apiSecret;
  }

  public @Nullable String getToken() {
    return token;
  }

  public void setToken(@Nullable String token) {
    this.token = Property.isBlank(token) ? null : token;
  }

  public @Nullable Environment getEnvironment() {
    return environment;
  }

  public void setEnvironment(@Nullable Environment environment) {
    this.environment = environment;
  }

  public @Nullable String getInternalUrl() {
    return internalUrl;
  }

  public void setInternalUrl(@Nullable String internalUrl) {
    this.internalUrl = Property.isBlank(internalUrl) ? null : internalUrl;
  }

  public @Nullable String getDirectUrl() {
    return directUrl;
  }

  public void setDirectUrl(@Nullable String directUrl) {
    this.directUrl = Property.isBlank(directUrl) ? null : directUrl;
  }

  public @Nullable Boolean getOmitEmptyMediaInfoList() {
    return omitEmptyMediaInfoList;
  }

  public void setOmitEmptyMediaInfoList(@Nullable Boolean omitEmptyMediaInfoList) {
    this.omitEmptyMediaInfoList = omitEmptyMediaInfoList;
  }

  @Override
  Stream<String> secrets() {
    return Stream.of(getApiKey(), apiSecret, token).filter(Objects::nonNull);
  }
}
