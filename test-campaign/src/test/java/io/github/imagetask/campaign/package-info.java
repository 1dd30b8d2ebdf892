/** Faults, crashes and clocks, tried on all gateways through their clients alone. */
package io.github.imagetask.campaign;
