/** Processes that are killed in the middle of a batch, and those that take it up again. */
package io.github.imagetask.campaign.crash;
