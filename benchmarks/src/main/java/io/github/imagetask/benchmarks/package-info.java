/** What the SDK costs, beside a hand-written floor and its peers. */
package io.github.imagetask.benchmarks;
