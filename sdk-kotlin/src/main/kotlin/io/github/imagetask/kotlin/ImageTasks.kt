package io.github.imagetask.kotlin

import io.github.imagetask.GatewayException
import io.github.imagetask.ImageResult
import io.github.imagetask.ImageTask
import io.github.imagetask.ImageTaskException
import io.github.imagetask.MalformedResponseException
import io.github.imagetask.PollPolicy
import io.github.imagetask.TaskFailedException
import io.github.imagetask.TaskSnapshot
import io.github.imagetask.TaskTimeoutException
import io.github.imagetask.WaitAbortedException
import kotlin.time.Duration
import kotlin.time.toJavaDuration

/**
 * Waits for the images; suspends, as [ImageTask.resultAsync] does it without a thread.
 *
 * A cancelled coroutine sends no further query; other waits on the handle go on. The task isn't
 * cancelled at the gateway, and its key resumes it. Prefer a deadline to `withTimeout`, whose
 * exception doesn't say how far the task was.
 *
 * @param policy when to ask, and until when; the client's unless given
 * @throws TaskFailedException if the task failed
 * @throws TaskTimeoutException if the policy's deadline passed; the task may still finish
 * @throws GatewayException if the gateway refuses the query, say for a wrong key
 * @throws MalformedResponseException if the gateway keeps answering nonsense
 * @throws WaitAbortedException if the client is closed meanwhile
 * @throws IllegalStateException if the client is closed already
 */
public suspend fun ImageTask.await(policy: PollPolicy? = null): ImageResult = awaiting {
  if (policy == null) resultAsync() else resultAsync(policy)
}

/**
 * Waits for the images with the client's policy, but another deadline; otherwise as [await].
 *
 * @param deadline how long to wait at most, 1 ms to 366 days
 * @throws IllegalArgumentException if the deadline is shorter or longer
 */
public suspend fun ImageTask.await(deadline: Duration): ImageResult = awaiting {
  resultAsync(deadline.toJavaDuration())
}

/**
 * Asks the gateway once and returns what it says; suspends. A task that has ended isn't asked
 * again. If the coroutine is cancelled, the query is, too.
 *
 * @throws ImageTaskException if the query fails; nothing is retried
 * @throws IllegalStateException if the client is closed
 */
public suspend fun ImageTask.refreshSuspending(): TaskSnapshot = awaiting { refreshAsync() }
