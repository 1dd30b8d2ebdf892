/**
 * What every gateway's module must do, as one abstract JUnit 5 test: {@link
 * io.github.imagetask.testing.contract.GatewayContract}. A new gateway extends it, and what is red
 * is what is left to do.
 *
 * <p>Nothing is null unless it is marked {@code @Nullable}.
 */
package io.github.imagetask.testing.contract;
