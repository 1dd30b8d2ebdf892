/** The fake gateways in tests of a Spring Boot application; needs {@code imagetask-testing}. */
@NullMarked
package io.github.imagetask.spring.boot.testing;

import org.jspecify.annotations.NullMarked;
