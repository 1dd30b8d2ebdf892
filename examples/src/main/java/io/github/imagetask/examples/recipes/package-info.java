/**
 * One runnable class for each thing that users do; {@code main} takes no arguments. They run
 * against the gateway of the environment ({@code UNIALL_BASE_URL}, {@code UNIALL_API_KEY}), and
 * without it against a fake one in the same process; those that need a gateway to do something on
 * command always do the latter.
 */
package io.github.imagetask.examples.recipes;
