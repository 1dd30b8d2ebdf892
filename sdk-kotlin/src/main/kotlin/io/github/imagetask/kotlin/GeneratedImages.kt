package io.github.imagetask.kotlin

import io.github.imagetask.DownloadException
import io.github.imagetask.GeneratedImage
import io.github.imagetask.GeneratedImages
import java.nio.file.Path

/**
 * Saves the image as a file, the whole file or none, as [GeneratedImage.saveTo] does; suspends. A
 * cancelled coroutine stops the download and leaves no file, but one that was whole by then.
 *
 * @return [file]
 * @throws DownloadException if it can't be fetched or saved
 * @throws IllegalStateException if the client is closed
 */
public suspend fun GeneratedImage.saveToSuspending(file: Path): Path = awaiting {
  saveToAsync(file)
}

/**
 * Saves the image into a folder that exists, under a name made of the task's key, its index and the
 * extension that its bytes ask for: `uniall-task_abc-0.png`. Otherwise as [saveToSuspending].
 *
 * @return the file
 * @throws DownloadException if it can't be fetched or saved
 * @throws IllegalStateException if the client is closed
 */
public suspend fun GeneratedImage.saveIntoSuspending(folder: Path): Path = awaiting {
  saveIntoAsync(folder)
}

/**
 * Fetches the image's bytes; suspends. A cancelled coroutine stops the download.
 *
 * @throws DownloadException if it can't be fetched
 * @throws IllegalStateException if the client is closed
 */
public suspend fun GeneratedImage.bytesSuspending(): ByteArray = awaiting { bytesAsync() }

/**
 * Saves all images into a folder that exists, one after another, named as by [saveIntoSuspending];
 * suspends. A cancelled coroutine stops the download under way; what was saved before stays.
 *
 * @return the files, in the images' order
 * @throws DownloadException for the first image that can't be fetched or saved; those before it
 *   stay
 * @throws IllegalStateException if the client is closed
 */
public suspend fun GeneratedImages.saveAllSuspending(folder: Path): List<Path> = awaiting {
  saveAllAsync(folder)
}
