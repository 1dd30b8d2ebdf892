package io.github.imagetask.spring.boot;

/** Where UniAll is, and the key there. */
public interface UniAllConnectionDetails extends ImageTaskConnectionDetails {}
