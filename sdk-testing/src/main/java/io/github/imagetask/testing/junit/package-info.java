/**
 * JUnit 5 with fake gateways.
 *
 * <p>References may not be null unless they are marked {@code @Nullable}.
 */
package io.github.imagetask.testing.junit;
