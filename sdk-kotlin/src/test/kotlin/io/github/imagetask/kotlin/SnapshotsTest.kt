package io.github.imagetask.kotlin

import io.github.imagetask.GatewayException
import io.github.imagetask.ImageTask
import io.github.imagetask.PollPolicy
import io.github.imagetask.TaskFailedException
import io.github.imagetask.TaskSnapshot
import io.github.imagetask.TaskStatus.FAILED
import io.github.imagetask.TaskStatus.QUEUED
import io.github.imagetask.TaskStatus.RUNNING
import io.github.imagetask.TaskStatus.SUCCEEDED
import io.github.imagetask.TaskTimeoutException
import io.github.imagetask.testing.fake.FakeCall
import io.github.imagetask.testing.fake.Fault
import java.time.Duration
import kotlinx.coroutines.flow.catch
import kotlinx.coroutines.flow.last
import kotlinx.coroutines.flow.onEach
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test

/** The readings of a task as a flow. */
class SnapshotsTest : UniAll() {
  private val seen = mutableListOf<TaskSnapshot>()
  private var failure: Throwable? = null

  @Test
  fun readingsComeInOrderAndEndWithTheLast() =
    runBlocking<Unit> {
      val task = client.submitSuspending(request())

      collect(task, ONCE, nudging = true)

      assertThat(failure).isNull()
      assertThat(seen.map { it.status() }).containsExactly(QUEUED, RUNNING, SUCCEEDED)
      assertThat(seen.last().images()).hasSize(1)
      assertThat(fake.queries()).isEqualTo(2)
    }

  @Test
  fun readingThatSaysTheSameIsLeftOut() =
    runBlocking<Unit> {
      fake.finishAfterQueries(30)
      val task = client.submitSuspending(request())

      collect(task)

      assertThat(fake.queries()).isEqualTo(30)
      val told = seen.map { listOf(it.status(), it.rawStatus(), it.progress()) }
      assertThat(told).doesNotHaveDuplicates()
      assertThat(told.first()).contains(QUEUED)
      assertThat(seen.count { it.status().isTerminal }).isEqualTo(1)
      assertThat(seen.last().status()).isEqualTo(SUCCEEDED)
    }

  @Test
  fun taskThatHasEndedIsToldOnceWithoutAQuery() =
    runBlocking<Unit> {
      val task = client.submitSuspending(request())
      task.await()

      collect(task)

      assertThat(seen).containsExactly(task.snapshot())
      assertThat(fake.queries()).isEqualTo(2)
    }

  @Test
  fun taskThatWasNeverReadHasNoReadingYet() =
    runBlocking<Unit> {
      fake.finishAfterQueries(1)
      val key = client.submitSuspending(request()).key()

      collect(client.task(key))

      assertThat(seen.map { it.status() }).containsExactly(SUCCEEDED)
    }

  @Test
  fun failureComesAfterTheReadingThatSaysSo() =
    runBlocking<Unit> {
      fake.failTasks("content_policy", "no spheres")
      val task = client.submitSuspending(request())

      collect(task, ONCE, nudging = true)

      assertThat(seen.map { it.status() }).containsExactly(QUEUED, RUNNING, FAILED)
      assertThat(failure).isExactlyInstanceOf(TaskFailedException::class.java)
      assertThat((failure as TaskFailedException).key()).isEqualTo(task.key())
    }

  @Test
  fun refusedKeyIsThrownAfterWhatWasRead() =
    runBlocking<Unit> {
      val task = client.submitSuspending(request())
      fake.next(FakeCall.QUERY, Fault.refusal(401, "invalid_api_key", "no such key"))

      collect(task)

      assertThat(seen.map { it.status() }).containsExactly(QUEUED)
      assertThat(failure).isExactlyInstanceOf(GatewayException::class.java)
      assertThat((failure as GatewayException).key()).isEqualTo(task.key())
    }

  @Test
  fun deadlineIsThrown() =
    runBlocking<Unit> {
      val task = client.submitSuspending(request())
      fake.always(FakeCall.QUERY, Fault.status(503))

      collect(task, QUICK.newBuilder().deadline(Duration.ofMillis(30)).build())

      assertThat(failure).isExactlyInstanceOf(TaskTimeoutException::class.java)
    }

  @Test
  fun twoCollectorsShareTheQueries() =
    runBlocking<Unit> {
      val task = client.submitSuspending(request())
      val other = task.resultAsync(ONCE)

      val last = task.snapshots(ONCE).onEach { client.nudge(task.key()) }.last()

      assertThat(other.get().snapshot()).isEqualTo(last)
      assertThat(fake.queries()).isEqualTo(2)
    }

  /**
   * Collects all there is.
   *
   * @param nudging whether the query after the first waits until the first was told
   */
  private suspend fun collect(
    task: ImageTask,
    policy: PollPolicy? = null,
    nudging: Boolean = false,
  ) {
    seen +=
      task
        .snapshots(policy)
        .onEach { if (nudging && it.status() == RUNNING) client.nudge(task.key()) }
        .catch { failure = it }
        .toList()
  }
}
