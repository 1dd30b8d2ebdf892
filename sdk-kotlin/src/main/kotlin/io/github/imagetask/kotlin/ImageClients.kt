package io.github.imagetask.kotlin

import io.github.imagetask.ConnectionException
import io.github.imagetask.GatewayException
import io.github.imagetask.ImageClient
import io.github.imagetask.ImageResult
import io.github.imagetask.ImageTask
import io.github.imagetask.ImageTaskException
import io.github.imagetask.InvalidRequestException
import io.github.imagetask.SubmitOutcomeUnknownException
import io.github.imagetask.TaskJournal
import io.github.imagetask.TaskListener

/**
 * Submits a request and returns its task as soon as the gateway has accepted it; suspends, as
 * [ImageClient.submitAsync] does it without a thread. One call is one POST. Save [ImageTask.key]
 * before you wait.
 *
 * A coroutine that is cancelled before the request is written sends nothing. After that the request
 * is left to finish: the task exists and is paid for, its key goes to the client's [TaskJournal]
 * and to [TaskListener.submitted], and no query follows. Where the key must come back here in any
 * case, take the submit and the storing of its key out of the cancellation:
 * ```
 * val task = withContext(NonCancellable) {
 *   client.submitSuspending(request).also { orders.save(id, it.key().toString()) }
 * }
 * ```
 *
 * @throws GatewayException if the gateway refused it; nothing is billed
 * @throws ConnectionException if nothing could be sent; nothing is billed
 * @throws SubmitOutcomeUnknownException if the task may exist all the same
 * @throws InvalidRequestException if an image to upload can no longer be read, or the request has
 *   what only another entry of the gateway's takes
 * @throws IllegalStateException if the client is closed
 */
public suspend fun <R : Any> ImageClient<R>.submitSuspending(request: R): ImageTask = awaiting {
  submitAsync(request)
}

/**
 * Submits a request and waits for its images, in one call; suspends. The task's key is then seen
 * only by the client's journal and listeners, with the request's tag, and in exceptions: where a
 * restart or a cancelled coroutine must not lose a paid task, save it there, or use
 * [submitSuspending].
 *
 * Cancelled during the submit, it behaves as [submitSuspending] does; cancelled during the wait, no
 * further query is sent. The task itself goes on, and its key resumes it.
 *
 * @throws ImageTaskException whatever [submitSuspending] and [await] throw
 * @throws InvalidRequestException as [submitSuspending] does
 * @throws IllegalStateException if the client is closed
 */
public suspend fun <R : Any> ImageClient<R>.generateSuspending(request: R): ImageResult = awaiting {
  generateAsync(request)
}
