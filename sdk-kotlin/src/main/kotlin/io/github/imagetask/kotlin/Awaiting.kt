package io.github.imagetask.kotlin

import java.util.concurrent.CompletableFuture
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.ensureActive
import kotlinx.coroutines.future.await

/**
 * Starts something and suspends until it is there. It is the future of the SDK itself that is
 * cancelled with the coroutine, since cancelling one that was made of it stops nothing.
 *
 * A coroutine that is cancelled already starts nothing: a submit might be written before its cancel
 * is noticed, and would be paid for.
 */
internal suspend inline fun <T : Any> awaiting(start: () -> CompletableFuture<T>): T {
  currentCoroutineContext().ensureActive()
  return start().await()
}
