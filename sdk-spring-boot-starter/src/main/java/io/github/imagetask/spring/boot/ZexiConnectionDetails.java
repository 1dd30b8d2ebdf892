package io.github.imagetask.spring.boot;

/** Where Zexi is, and the key there. */
public interface ZexiConnectionDetails extends ImageTaskConnectionDetails {}
