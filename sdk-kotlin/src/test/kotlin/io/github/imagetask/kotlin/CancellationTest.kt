package io.github.imagetask.kotlin

import io.github.imagetask.DirectResult
import io.github.imagetask.ImageTask
import io.github.imagetask.TaskContext
import io.github.imagetask.TaskListener
import io.github.imagetask.TaskSnapshot
import io.github.imagetask.TaskStatus
import io.github.imagetask.testing.fake.FakeCall
import io.github.imagetask.testing.fake.Fault
import java.nio.file.Path
import java.time.Duration
import java.util.concurrent.CompletableFuture
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit.SECONDS
import java.util.concurrent.atomic.AtomicInteger
import kotlin.io.path.listDirectoryEntries
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.CoroutineScope
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.Job
import kotlinx.coroutines.NonCancellable
import kotlinx.coroutines.TimeoutCancellationException
import kotlinx.coroutines.cancel
import kotlinx.coroutines.cancelAndJoin
import kotlinx.coroutines.currentCoroutineContext
import kotlinx.coroutines.flow.collect
import kotlinx.coroutines.flow.first
import kotlinx.coroutines.launch
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.withContext
import kotlinx.coroutines.withTimeout
import okhttp3.EventListener
import okhttp3.OkHttpClient
import org.assertj.core.api.Assertions.assertThat
import org.assertj.core.api.Assertions.assertThatThrownBy
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** What a coroutine that is cancelled stops, and what it leaves to finish. */
class CancellationTest : UniAll() {
  @Test
  fun cancelledWaitAsksNoMore() =
    runBlocking<Unit> {
      val read = CountDownLatch(1)
      val client = client { listener(onUpdate(read::countDown)) }
      val task = client.submitSuspending(request())
      val wait = begin { task.await(ONCE) }
      read.pass() // from here on it asks when nudged

      wait.cancelAndJoin()

      assertNobodyAsks(client, task, queriesSoFar = 1)
    }

  @Test
  fun cancelledWaitStopsItsQuery() =
    runBlocking<Unit> {
      val cancelled = CountDownLatch(1)
      val client = client { okHttpClient(onCancel(cancelled::countDown)) }
      fake.next(FakeCall.QUERY, Fault.slowHeaders(Duration.ofHours(1)))
      val task = client.submitSuspending(request())
      val wait = begin { task.await(ONCE) }
      arrival(FakeCall.QUERY)

      wait.cancelAndJoin()

      cancelled.pass()
      assertNobodyAsks(client, task, queriesSoFar = 1)
    }

  @Test
  fun cancelledWaitLeavesTheOthers() =
    runBlocking<Unit> {
      val task = client.submitSuspending(request())
      val other = task.resultAsync(ONCE)
      val wait = begin { task.await(ONCE) }
      arrival(FakeCall.QUERY)

      wait.cancelAndJoin()
      task.refreshSuspending()
      client.nudge(task.key())

      assertThat(other.get(20, SECONDS).images()).hasSize(1)
    }

  @Test
  fun timeoutEndsAWaitAndItsQueries() =
    runBlocking<Unit> {
      val task = client.submitSuspending(request())
      task.refreshSuspending()

      assertThatThrownBy { runBlocking { withTimeout(50.milliseconds) { task.await(NEVER) } } }
        .isInstanceOf(TimeoutCancellationException::class.java)

      assertNobodyAsks(client, task, queriesSoFar = 1)
    }

  @Test
  fun cancelledCollectorAsksNoMore() =
    runBlocking<Unit> {
      val task = client.submitSuspending(request())
      val read = CountDownLatch(1)
      val collector = begin {
        task.snapshots(ONCE).collect { if (it.status() == TaskStatus.RUNNING) read.countDown() }
      }
      read.pass()

      collector.cancelAndJoin()

      assertNobodyAsks(client, task, queriesSoFar = 1)
    }

  @Test
  fun collectorThatHasEnoughAsksNoMore() =
    runBlocking<Unit> {
      val task = client.submitSuspending(request())

      val running = task.snapshots(ONCE).first { it.status() == TaskStatus.RUNNING }

      assertThat(running.key()).isEqualTo(task.key())
      assertNobodyAsks(client, task, queriesSoFar = 1)
    }

  @Test
  fun cancelledSubmitIsLeftToFinishAndItsKeyIsHeard() =
    runBlocking<Unit> {
      val heard = CompletableFuture<ImageTask>()
      val client = client { listener(onSubmit(heard::complete)) }
      fake.next(FakeCall.SUBMIT, Fault.slowHeaders(Duration.ofSeconds(1)).processed())
      val submit = begin { client.submitSuspending(request()) }
      arrival(FakeCall.SUBMIT)

      submit.cancelAndJoin()

      assertThat(submit.isCancelled).isTrue()
      assertThat(heard.isDone).isFalse() // the caller has left before the answer
      val task = heard.get(20, SECONDS)
      assertThat(fake.submits()).isEqualTo(1)
      assertThat(fake.tasks()).isEqualTo(1)
      assertNobodyAsks(client, task, queriesSoFar = 0)
    }

  @Test
  fun cancelledGenerateIsLeftToSubmitAndAsksNothing() =
    runBlocking<Unit> {
      val heard = CompletableFuture<ImageTask>()
      val client = client { listener(onSubmit(heard::complete)) }
      fake.next(FakeCall.SUBMIT, Fault.slowHeaders(Duration.ofSeconds(1)).processed())
      val generate = begin { client.generateSuspending(request()) }
      arrival(FakeCall.SUBMIT)

      generate.cancelAndJoin()

      assertThat(heard.isDone).isFalse()
      assertNobodyAsks(client, heard.get(20, SECONDS), queriesSoFar = 0)
    }

  @Test
  fun submitThatIsNotCancellableBringsItsKeyInAnyCase() =
    runBlocking<Unit> {
      fake.next(FakeCall.SUBMIT, Fault.slowHeaders(Duration.ofMillis(100)).processed())
      val saved = mutableListOf<String>()
      val submit = begin {
        withContext(NonCancellable) {
            client.submitSuspending(request()).also { saved += it.key().toString() }
          }
          .await()
      }
      arrival(FakeCall.SUBMIT)

      submit.cancelAndJoin()

      assertThat(saved).hasSize(1)
      assertThat(fake.queries()).isZero()
    }

  @Test
  fun coroutineThatWasCancelledBeforeBeginsNothing() =
    runBlocking<Unit> {
      val begun = AtomicInteger()
      val client = client {
        listener(
          object : TaskListener {
            override fun submitting(context: TaskContext) {
              begun.incrementAndGet()
            }
          }
        )
      }
      val submit = begin {
        currentCoroutineContext().cancel()
        client.submitSuspending(request())
      }

      submit.join()

      assertThat(begun).hasValue(0)
      assertThat(fake.submits()).isZero()
    }

  @Test
  fun cancelledDirectCallIsLeftToFinishAndItsImagesAreHeard() =
    runBlocking<Unit> {
      val heard = CompletableFuture<DirectResult>()
      val client = client {
        listener(
          object : TaskListener {
            override fun generated(context: TaskContext, result: DirectResult) {
              heard.complete(result)
            }
          }
        )
      }
      fake.next(FakeCall.DIRECT, Fault.slowHeaders(Duration.ofSeconds(1)).processed())
      val call = begin { client.direct().generateSuspending(request()) }
      arrival(FakeCall.DIRECT)

      call.cancelAndJoin()

      assertThat(heard.isDone).isFalse()
      assertThat(heard.get(20, SECONDS).images()).hasSize(1)
      assertThat(fake.directs()).isEqualTo(1)
    }

  @Test
  fun cancelledDownloadStopsAndLeavesNoFile(@TempDir folder: Path) =
    runBlocking<Unit> {
      val cancelled = CountDownLatch(1)
      val client = client { okHttpClient(onCancel(cancelled::countDown)) }
      val image = client.generateSuspending(request()).first()
      fake.next(FakeCall.DOWNLOAD, Fault.slowHeaders(Duration.ofHours(1)))
      val save = begin { image.saveToSuspending(folder.resolve("sphere.png")) }
      arrival(FakeCall.DOWNLOAD)

      save.cancelAndJoin()

      cancelled.pass()
      assertThat(folder.listDirectoryEntries()).isEmpty()
      assertThat(fake.downloads()).isEqualTo(1)
    }

  /** Begins something on a thread of its own: the test's blocks. */
  private fun CoroutineScope.begin(what: suspend () -> Unit): Job =
    launch(Dispatchers.Default) { what() }

  private fun onUpdate(heard: () -> Unit) =
    object : TaskListener {
      override fun updated(context: TaskContext, task: TaskSnapshot) = heard()
    }

  private fun onSubmit(heard: (ImageTask) -> Unit) =
    object : TaskListener {
      override fun submitted(context: TaskContext, task: ImageTask) = heard(task)
    }

  private fun onCancel(heard: () -> Unit): OkHttpClient =
    OkHttpClient.Builder()
      .eventListener(
        object : EventListener() {
          override fun canceled(call: okhttp3.Call) = heard()
        }
      )
      .build()

  private companion object {
    /** Asks when nudged, and not before. */
    val NEVER = ONCE.newBuilder().firstDelay(Duration.ofHours(1)).build()
  }
}
