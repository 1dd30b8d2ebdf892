/**
 * LangChain4j's {@code ImageModel} over any client of this SDK: {@link
 * io.github.imagetask.langchain4j.ImageTaskImageModel} submits and waits. It knows no gateway: what
 * it needs of one's requests are methods of their builder, which the user names.
 *
 * <p>One jar for LangChain4j 1.19 and newer.
 */
@NullMarked
package io.github.imagetask.langchain4j;

import org.jspecify.annotations.NullMarked;
