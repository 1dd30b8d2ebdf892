/** Many waits at gateways that allow only so many queries: what pacing brings, and costs. */
package io.github.imagetask.studies.pacing;
