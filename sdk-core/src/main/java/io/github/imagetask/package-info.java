/**
 * Asynchronous image generation, seen by callers: submit a task, wait for it well, get the images.
 *
 * <p>This package and {@link io.github.imagetask.spi} know no gateway; each has a module of its own
 * with a client that extends {@link io.github.imagetask.ImageClient}. What isn't public here is the
 * machinery: {@code Engine} ties it together, {@code Wait} and {@code Pacer} decide when to ask,
 * {@code Poller} drives them, {@code SubmitCall} keeps a submit to one POST, {@code Transport} and
 * {@code WireInterceptor} are all there is of HTTP, {@code Downloads} fetches the images.
 *
 * <p>Nothing is null unless it is marked {@code @Nullable}. The package has no {@code @NullMarked}:
 * that annotation can't be read when compiling for Java 8.
 */
package io.github.imagetask;
