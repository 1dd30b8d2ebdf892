/** Clocks that jump, processes that stand still, gateways that come and go. */
package io.github.imagetask.campaign.time;
