package io.github.imagetask.spring.boot;

import org.springframework.boot.context.properties.ConfigurationProperties;

/** What all gateways share, unless they say otherwise themselves. */
@ConfigurationProperties("imagetask")
public class ImageTaskProperties extends ClientProperties {}
