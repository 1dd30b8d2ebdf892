/**
 * What a client does, for Micrometer: {@link io.github.imagetask.micrometer.ImageTaskMetrics}
 * counts it, {@link io.github.imagetask.micrometer.ImageTaskObservations} traces it. Each is a
 * {@link io.github.imagetask.TaskListener} for a client's builder. Nothing may be null unless it
 * says so.
 */
package io.github.imagetask.micrometer;
