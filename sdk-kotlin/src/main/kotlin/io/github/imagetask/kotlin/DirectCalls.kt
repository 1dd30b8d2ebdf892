package io.github.imagetask.kotlin

import io.github.imagetask.DirectImages
import io.github.imagetask.DirectResult
import io.github.imagetask.DownloadException
import io.github.imagetask.ImageTaskException
import io.github.imagetask.InvalidRequestException
import io.github.imagetask.NoImageException
import io.github.imagetask.TaskListener
import io.github.imagetask.TaskPendingException
import java.nio.file.Path

/**
 * Asks for images and returns them as they come in the answer; suspends. **A call that is cut off
 * is a paid image that nobody can fetch**: there is no task and no key.
 *
 * A coroutine that is cancelled before the request is written sends nothing. After that the answer
 * is left to come, and its images go to [TaskListener.generated]; from an entry that
 * [closes on cancel][DirectImages.closingOnCancel] nothing more comes, though they may be paid for.
 *
 * @throws NoImageException if the answer has none; it may be billed
 * @throws TaskPendingException if the call became a task (Meitu)
 * @throws ImageTaskException else as [submitSuspending] does
 * @throws InvalidRequestException as [submitSuspending] does
 * @throws IllegalStateException if the client is closed
 */
public suspend fun <R : Any> DirectImages<R>.generateSuspending(request: R): DirectResult =
  awaiting {
    generateAsync(request)
  }

/**
 * Asks for images and streams each into a file of its own, as [DirectImages.generateInto] does;
 * suspends. Cancelled once the request is written, files still appear in the folder, unless the
 * entry [closes on cancel][DirectImages.closingOnCancel].
 *
 * @return the files, in the images' order
 * @throws InvalidRequestException also if no file can be made in the folder; nothing was sent
 * @throws DownloadException if an image that came by URL can't be fetched or saved
 * @throws ImageTaskException else as [generateSuspending] does
 * @throws IllegalStateException if the client is closed
 */
public suspend fun <R : Any> DirectImages<R>.generateIntoSuspending(
  request: R,
  folder: Path,
): List<Path> = awaiting { generateIntoAsync(request, folder) }
