package io.github.imagetask.kotlin

import io.github.imagetask.ImageTask
import io.github.imagetask.ImageTaskException
import io.github.imagetask.PollPolicy
import io.github.imagetask.TaskContext
import io.github.imagetask.TaskFailedException
import io.github.imagetask.TaskListener
import io.github.imagetask.TaskSnapshot
import io.github.imagetask.TaskStatus
import kotlinx.coroutines.channels.Channel
import kotlinx.coroutines.channels.SendChannel
import kotlinx.coroutines.flow.Flow
import kotlinx.coroutines.flow.buffer
import kotlinx.coroutines.flow.channelFlow

/**
 * The readings of the task while it is waited for: the last one there is already, if any, then each
 * that brings another status, word or progress, and last the one that ends the task.
 *
 * Cold: each collection is a wait of its own, with its own deadline, and shares the queries of the
 * other waits on this handle. What a slow collector hasn't taken yet is kept for it, some hundred
 * readings at most; `conflate()` leaves it the newest. A reading that the end overtakes, since the
 * client's executor or its listener is busy, is left out.
 *
 * The flow completes once the task has succeeded. It fails with what [await] throws: if the task
 * failed, with [TaskFailedException] after the reading that says so. If its collector is cancelled,
 * or has enough, as with `first { … }`, no further query is sent.
 *
 * @param policy when to ask, and until when; the client's unless given
 */
public fun ImageTask.snapshots(policy: PollPolicy? = null): Flow<TaskSnapshot> =
  channelFlow {
      val readings = Readings(channel)
      val known = snapshot()
      if (known.isReading() && !known.status().isTerminal) readings.add(known)
      // Closed, not thrown: what is thrown would overtake readings that aren't collected yet.
      try {
        val result = awaiting {
          if (policy == null) resultAsync(readings) else resultAsync(policy, readings)
        }
        readings.end(result.snapshot())
      } catch (e: TaskFailedException) {
        readings.end(e.snapshot(), e)
      } catch (e: ImageTaskException) {
        channel.close(e)
      }
    }
    .buffer(Channel.UNLIMITED)

/** Whether anything was read, be it a word that isn't known. */
private fun TaskSnapshot.isReading() = status() != TaskStatus.UNKNOWN || rawStatus() != null

/**
 * The way from the listener's thread to the collector. Events aren't ordered with the end of a
 * wait, so nothing is taken after it.
 */
private class Readings(private val channel: SendChannel<TaskSnapshot>) : TaskListener {
  override fun updated(context: TaskContext, task: TaskSnapshot) = add(task)

  @Synchronized
  fun add(reading: TaskSnapshot) {
    channel.trySend(reading) // fails only after the end
  }

  @Synchronized
  fun end(last: TaskSnapshot?, failure: TaskFailedException? = null) {
    last?.let(channel::trySend)
    channel.close(failure)
  }
}
