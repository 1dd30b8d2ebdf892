package io.github.imagetask.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Collections;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class SettingsTest {
  @ParameterizedTest
  @CsvSource({
    "https://gateway.example.com,        https://gateway.example.com/",
    "https://gateway.example.com/,       https://gateway.example.com/",
    "https://gateway.example.com//,      https://gateway.example.com/",
    "http://localhost:8080/a/b,          http://localhost:8080/a/b",
    "http://localhost:8080/a/b///,       http://localhost:8080/a/b",
    "https://h.example/a//b/,            https://h.example/a//b",
    "https://h.example/v1/x,             https://h.example/v1/x",
    "https://h.example/v10,              https://h.example/v10",
    "HTTPS://H.Example:443,              https://h.example/"
  })
  void aBaseUrlKeepsItsPathAndLosesItsSlashes(String text, String url) {
    assertThat(Settings.baseUrl(text)).hasToString(url);
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://h.example/v1", "https://h.example/v1/", "http://h/a/v1//"})
  void aTrailingV1IsRefused(String text) {
    assertThatThrownBy(() -> Settings.baseUrl(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the base URL is everything before /v1; leave the trailing /v1 out");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ftp://h.example", "h.example", "", "file:///x", "https://", "http://a b"})
  void whatIsNoHttpAddressIsRefused(String text) {
    assertThatThrownBy(() -> Settings.baseUrl(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the base URL is an http or https address such as https://gateway.example.com");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://u:s3cret@h.example", "https://u@h.example", "https://:s3cret@h"})
  void aUserOrPasswordIsRefusedUnseen(String text) {
    assertThatThrownBy(() -> Settings.baseUrl(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the base URL must not hold a user name or password");
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://h.example/?key=s3cret", "https://h.example/?", "https://h/#x"})
  void aQueryOrFragmentIsRefusedUnseen(String text) {
    assertThatThrownBy(() -> Settings.baseUrl(text))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("the base URL must not have a query or a fragment");
  }

  @Test
  void aKeyIsReturnedAsGiven() {
    String printable = "!\"#$%&'()*+,-./09:;<=>?@AZ[\\]^_`az{|}~";

    assertThat(Settings.secret("apiKey", printable)).isEqualTo(printable);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "s3cret\n",
        "s3\r\ncret",
        "s3 cret",
        " s3cret",
        "s3cret\t",
        "s3\u0000cret",
        "s3cret\u007f",
        "s3crét",
        "s3cret\u200b",
        "s3\u00a0cret",
        "密钥"
      })
  void aKeyWithACharacterThatNoKeyHasIsRefusedUnseen(String key) {
    assertThatThrownBy(() -> Settings.secret("apiKey", key))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("apiKey holds a blank, a line break or another character that no key has");
  }

  @Test
  void aBlankKeyIsMissing() {
    for (String none : new String[] {null, "", " ", "\n"}) {
      assertThatThrownBy(() -> Settings.secret("apiKey", none))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage("apiKey is missing");
    }
  }

  @Test
  void aVariableIsTrimmedAndRequired() {
    assertThat(Settings.variable(Map.of("K", " v\n"), "K")).isEqualTo("v");

    assertThatThrownBy(() -> Settings.variable(Map.of("K", " "), "K"))
        .isInstanceOf(IllegalStateException.class)
        .hasMessage("the environment variable K is not set");
    assertThatThrownBy(() -> Settings.variable(Collections.emptyMap(), "K"))
        .isInstanceOf(IllegalStateException.class);
  }

  @Test
  void anOptionalVariableIsTrimmedOrNull() {
    assertThat(Settings.optionalVariable(Map.of("K", " v\n"), "K")).isEqualTo("v");
    assertThat(Settings.optionalVariable(Map.of("K", " "), "K")).isNull();
    assertThat(Settings.optionalVariable(Collections.emptyMap(), "K")).isNull();
  }
}
