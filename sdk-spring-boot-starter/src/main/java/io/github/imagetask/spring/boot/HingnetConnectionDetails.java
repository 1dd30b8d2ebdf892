package io.github.imagetask.spring.boot;

/** Where Hingnet is, and the key there. */
public interface HingnetConnectionDetails extends ImageTaskConnectionDetails {}
