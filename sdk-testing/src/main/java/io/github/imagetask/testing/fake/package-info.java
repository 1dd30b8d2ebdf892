/**
 * Gateways for tests: they answer as the real ones are documented to, fail on command, and run
 * inside the test.
 *
 * <p>{@link io.github.imagetask.testing.fake.FakeGateways#start} is the way in. Nothing here uses
 * the SDK, nor any library: the answers are written from the gateways' own documents, so that a
 * mistake in one shows against the other.
 *
 * <p>The four gateways of this SDK are there at once. One of your own is served beside them once
 * its document is written down as a {@link io.github.imagetask.testing.fake.Dialect}: it gets
 * tasks, images, faults and counters like the others.
 *
 * <p>From the outside there are three origins, all on 127.0.0.1: the API (each gateway under a path
 * of its own), the results (images), and an elsewhere that only redirects lead to. Behind them
 * stands one {@code com.sun.net.httpserver.HttpServer}; in front of it a small TCP relay, which
 * counts and cuts connections.
 *
 * <p>References may not be null unless they are marked {@code @Nullable}.
 */
package io.github.imagetask.testing.fake;
