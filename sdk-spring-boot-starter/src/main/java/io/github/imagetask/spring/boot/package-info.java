/**
 * The gateways' clients as beans of a Spring Boot application: configured by {@code imagetask.*},
 * closed with the context, with health, and without a key in what the actuator shows.
 */
@NullMarked
package io.github.imagetask.spring.boot;

import org.jspecify.annotations.NullMarked;
