/**
 * The command line. {@code Main} and the commands know no gateway: each gateway is one {@link
 * io.github.imagetask.examples.cli.GatewayCli} and one line in {@code Gateways}.
 */
package io.github.imagetask.examples.cli;
