/**
 * Spring AI's {@code ImageModel} over any client of this SDK. {@link
 * io.github.imagetask.springai.ImageTaskImageModel} submits and waits; {@code PromptMapping} makes
 * the gateway's request of a prompt, and knows no gateway: it has what the user names of the
 * gateway's own builder.
 *
 * <p>One jar for Spring AI 1.1 and 2.0.
 */
@NullMarked
package io.github.imagetask.springai;

import org.jspecify.annotations.NullMarked;
