package io.github.imagetask.meitu;

import static io.github.imagetask.meitu.Fixtures.documented;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import okhttp3.HttpUrl;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Where tasks are submitted and queried. */
final class MeituEnvironmentTest {
  private static final String INTERNAL = "http://async-gateway.deepnet.cloud.m.com";

  @Test
  void productionIsThatOfTheDocument() {
    List<String> documented = urls();

    MeituEnvironment production = MeituEnvironment.PRODUCTION;

    assertThat(production.submitUrl())
        .hasToString("https://openapi.mtlab.meitu.com/v1/outsourcing_gateway_submit_async")
        .hasToString(documented.get(2));
    assertThat(production.queryUrl())
        .hasToString("https://openapi.mtlab.meitu.com/v1/query")
        .hasToString(documented.get(3));
  }

  @Test
  void testIsThatOfTheDocumentButForPlainHttp() {
    List<String> documented = urls();

    MeituEnvironment test = MeituEnvironment.TEST;

    assertThat(documented.get(0)).startsWith("http:");
    assertThat(test.submitUrl())
        .hasToString("https://openapi-pre.mtlab.meitu.com/test/outsourcing_gateway_submit_async")
        .hasToString(documented.get(0).replaceFirst("^http:", "https:"));
    assertThat(test.queryUrl())
        .hasToString("https://openapi-pre.mtlab.meitu.com/test/query")
        .hasToString(documented.get(1));
  }

  @ParameterizedTest
  @ValueSource(strings = {"https://gateway.example/relay/v1", "https://gateway.example/relay/v1/"})
  void baseUrlHoldsHostAndPrefix(String baseUrl) {
    MeituEnvironment environment = MeituEnvironment.ofBaseUrl(baseUrl);

    assertThat(environment.submitUrl())
        .hasToString("https://gateway.example/relay/v1/outsourcing_gateway_submit_async");
    assertThat(environment.queryUrl()).hasToString("https://gateway.example/relay/v1/query");
    assertThat(environment.isKeyOptional()).isFalse();
  }

  @Test
  void internalHostsAreAPairOfAddresses() {
    List<String> lines = documented("internal.txt").lines().toList();
    String submit = INTERNAL + lines.get(4).replaceFirst(".*: ", "");
    String query = INTERNAL + lines.get(5).replaceFirst(".*: ", "");

    MeituEnvironment environment = MeituEnvironment.of(submit, query);

    assertThat(lines.get(2)).endsWith(INTERNAL);
    assertThat(environment.submitUrl()).hasToString(INTERNAL + "/outsourcing/gatewa/async/submit");
    assertThat(environment.queryUrl()).hasToString(INTERNAL + "/outsourcing/gatewa/async/query");
    assertThat(environment.isKeyOptional()).isTrue();
  }

  @ParameterizedTest
  @CsvSource({
    "/outsourcing/gatewa,   /outsourcing/gatewa/",
    "/outsourcing/gateway/, /outsourcing/gateway/",
  })
  void internalHostHasThreeAddressesInEitherSpelling(String prefix, String below) {
    MeituEnvironment environment = MeituEnvironment.ofInternalUrl(INTERNAL + prefix);

    assertThat(environment.submitUrl()).hasToString(INTERNAL + below + "async/submit");
    assertThat(environment.queryUrl()).hasToString(INTERNAL + below + "async/query");
    assertThat(environment.directUrl()).hasToString(INTERNAL + below + "sync/request");
    assertThat(environment.isKeyOptional()).isTrue();
  }

  @Test
  void internalPathsAreThoseOfTheDocument() {
    List<String> documented = documented("internal.txt").lines().toList();

    MeituEnvironment environment = MeituEnvironment.ofInternalUrl(INTERNAL + "/outsourcing/gatewa");

    assertThat(documented.get(3)).isEqualTo("同步请求: " + environment.directUrl().encodedPath());
    assertThat(documented.get(4)).isEqualTo("异步提交: " + environment.submitUrl().encodedPath());
    assertThat(documented.get(5)).isEqualTo("异步查询: " + environment.queryUrl().encodedPath());
  }

  @Test
  void threeAddressesMayBeAnywhere() {
    MeituEnvironment environment =
        MeituEnvironment.of("http://a.example/s", "http://b.example/q")
            .withDirectUrl("http://c.example/d");

    assertThat(environment.directUrl()).hasToString("http://c.example/d");
    assertThat(environment.isKeyOptional()).isTrue();
    assertThat(environment.owns(HttpUrl.get("http://c.example/d?api_key=x"))).isTrue();
    assertThat(environment.owns(HttpUrl.get("http://c.example/d/"))).isFalse();
    assertThat(environment.owns(HttpUrl.get("http://c.example/q"))).isFalse();
    assertThat(environment.owns(HttpUrl.get("https://c.example/d"))).isFalse();
    assertThat(environment)
        .hasToString(
            "MeituEnvironment{http://a.example/s, http://b.example/q, http://c.example/d}");
  }

  @Test
  void onlyInternalEnvironmentsHaveADirectAddressUnlessOneIsAdded() {
    MeituEnvironment pair = MeituEnvironment.of("http://a.example/s", "http://b.example/q");

    assertThat(MeituEnvironment.PRODUCTION.directUrl()).isNull();
    assertThat(MeituEnvironment.TEST.directUrl()).isNull();
    assertThat(MeituEnvironment.ofBaseUrl("https://a.example/v1").directUrl()).isNull();
    assertThat(pair.directUrl()).isNull();
    MeituEnvironment added = MeituEnvironment.PRODUCTION.withDirectUrl("http://c.example/d");
    assertThat(added.submitUrl()).isEqualTo(MeituEnvironment.PRODUCTION.submitUrl());
    assertThat(added.isKeyOptional()).isFalse();
  }

  @Test
  void internalAddressIsRefusedWithoutShowingIt() {
    assertThatThrownBy(() -> MeituEnvironment.ofInternalUrl("http://secret.example/"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "the base URL holds host and prefix, such as"
                + " http://async-gateway.deepnet.cloud.m.com/outsourcing/gatewa");
    assertThatThrownBy(() -> MeituEnvironment.PRODUCTION.withDirectUrl("d:secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("directUrl is an http or https address");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "gateway:secret                        | baseUrl is an http or https address",
        "ftp://gateway.example/secret          | baseUrl is an http or https address",
        "https://me:secret@gateway.example/v1  | baseUrl must not hold a user name or password",
        "https://gateway.example/v1?k=secret   | baseUrl must not have a query string or a fragment; the client adds key and secret",
        "https://gateway.example/v1#secret     | baseUrl must not have a query string or a fragment; the client adds key and secret",
        "https://secret.example                | the base URL holds host and prefix, such as https://openapi.mtlab.meitu.com/v1",
        "https://secret.example/               | the base URL holds host and prefix, such as https://openapi.mtlab.meitu.com/v1",
      })
  void baseUrlThatIsNoneIsRefusedWithoutShowingIt(String baseUrl, String message) {
    assertThatThrownBy(() -> MeituEnvironment.ofBaseUrl(baseUrl))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(message);
  }

  @Test
  void pairOfAddressesIsRefusedByName() {
    String good = "https://gateway.example/submit";

    assertThatThrownBy(() -> MeituEnvironment.of("https://gateway.example/s?api_key=secret", good))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage(
            "submitUrl must not have a query string or a fragment; the client adds key and secret");
    assertThatThrownBy(() -> MeituEnvironment.of(good, "query:secret"))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessage("queryUrl is an http or https address");
  }

  @ParameterizedTest
  @CsvSource({
    "https://gateway.example/a/submit,          true",
    "https://gateway.example:443/a/submit?x=y,  true",
    "https://other.example:8443/b/query,        true",
    "https://other.example:8443/b/./query,      true",
    "https://gateway.example/a/submit/,         false",
    "https://gateway.example/a/submit/x,        false",
    "https://gateway.example/a/,                false",
    "https://gateway.example/b/query,           false",
    "https://gateway.example/a/%73ubmit2,       false",
    "https://other.example:8443/a/submit,       false",
    "https://other.example/b/query,             false",
    "http://gateway.example/a/submit,           false",
    "https://gateway.example/result.png,        false",
  })
  void keyBelongsToTheTwoAddressesAlone(String url, boolean owned) {
    MeituEnvironment environment =
        MeituEnvironment.of(
            "https://gateway.example/a/submit", "https://other.example:8443/b/query");

    assertThat(environment.owns(HttpUrl.get(url))).isEqualTo(owned);
  }

  @Test
  void textShowsTheAddresses() {
    assertThat(MeituEnvironment.PRODUCTION)
        .hasToString(
            "MeituEnvironment{https://openapi.mtlab.meitu.com/v1/outsourcing_gateway_submit_async,"
                + " https://openapi.mtlab.meitu.com/v1/query}");
  }

  /** The document's four addresses without their query strings, in its order. */
  private static List<String> urls() {
    String query = "?api_key={api_key}&api_secret={api_secret}";
    List<String> lines = documented("urls.txt").lines().toList();
    assertThat(lines).hasSize(4).allSatisfy(line -> assertThat(line).endsWith(query));
    return lines.stream()
        .map(line -> line.substring(line.indexOf("http"), line.length() - query.length()))
        .toList();
  }
}
