package io.github.imagetask.springai;

import io.github.imagetask.TaskKey;
import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.image.ImageGenerationMetadata;

/**
 * What is known of one image beside its URL or bytes: {@code generation.getMetadata()} of what an
 * {@link ImageTaskImageModel} returns.
 *
 * @param taskKey the task that the image is of; {@code client.task(taskKey)} takes it up again
 * @param index which image of the task, counted from 0
 * @param expiresAt when the URL stops to work by the gateway's clock; null if the gateway doesn't
 *     say, which doesn't mean never, or if the image has no URL
 */
public record GeneratedImageMetadata(TaskKey taskKey, int index, @Nullable Instant expiresAt)
    implements ImageGenerationMetadata {}
