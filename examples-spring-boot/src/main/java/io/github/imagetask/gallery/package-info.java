/** A gallery on Spring Boot: one page to submit to all gateways, and what became of it. */
@NullMarked
package io.github.imagetask.gallery;

import org.jspecify.annotations.NullMarked;
