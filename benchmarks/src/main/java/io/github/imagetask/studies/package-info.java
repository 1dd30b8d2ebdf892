/** Simulations behind the schedule of queries and their pace; see docs/decisions. */
package io.github.imagetask.studies;
