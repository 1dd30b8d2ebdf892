package io.github.imagetask.testing.fake;

/** The addresses of the three origins, such as {@code http://127.0.0.1:8080}. */
final class Origins {
  final String api;
  final String results;
  final String elsewhere;

  Origins(String api, String results, String elsewhere) {
    this.api = api;
    this.results = results;
    this.elsewhere = elsewhere;
  }
}
