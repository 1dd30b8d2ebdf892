package io.github.imagetask.testing.fake;

/** The origins that the fakes listen on: one port each. */
enum Origin {
  /** All gateways, each under its own path. */
  API,
  /** The images, as on an object storage. */
  RESULTS,
  /** Where redirects lead to. */
  ELSEWHERE
}
