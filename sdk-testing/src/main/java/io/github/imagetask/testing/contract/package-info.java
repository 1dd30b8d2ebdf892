/**
 * What every gateway's module must do, as abstract JUnit 5 tests: {@link
 * io.github.imagetask.testing.contract.GatewayContract}, and for its request {@link
 * io.github.imagetask.testing.contract.RequestContract}. A new gateway extends them, and what is
 * red is what is left to do.
 *
 * <p>Nothing is null unless it is marked {@code @Nullable}.
 */
package io.github.imagetask.testing.contract;
