/**
 * For whoever writes a gateway's module: the seam {@link io.github.imagetask.spi.Gateway}, and the
 * reading and writing that gateways share. Callers of a gateway don't need it, except as the types
 * that its own requests and words extend.
 *
 * <p>Nothing is null unless it is marked {@code @Nullable}.
 */
package io.github.imagetask.spi;
