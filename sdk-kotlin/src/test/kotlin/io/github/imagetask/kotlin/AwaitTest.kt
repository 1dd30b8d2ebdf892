package io.github.imagetask.kotlin

import io.github.imagetask.GatewayException
import io.github.imagetask.ImageTaskException
import io.github.imagetask.InvalidRequestException
import io.github.imagetask.ReferenceImage
import io.github.imagetask.SubmitOutcomeUnknownException
import io.github.imagetask.TaskFailedException
import io.github.imagetask.TaskStatus
import io.github.imagetask.TaskTimeoutException
import io.github.imagetask.WaitAbortedException
import io.github.imagetask.testing.fake.FakeCall
import io.github.imagetask.testing.fake.Fault
import io.github.imagetask.uniall.UniAllImageRequest
import io.github.imagetask.uniall.UniAllModel
import java.nio.file.Path
import kotlin.io.path.deleteExisting
import kotlin.io.path.writeBytes
import kotlin.time.Duration.Companion.milliseconds
import kotlinx.coroutines.Dispatchers
import kotlinx.coroutines.async
import kotlinx.coroutines.runBlocking
import kotlinx.coroutines.supervisorScope
import kotlinx.coroutines.withContext
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** What suspending calls bring, and what they throw: the exception itself, with its key. */
class AwaitTest : UniAll() {
  @Test
  fun submitBringsTheTaskAndAsksNothing() =
    runBlocking<Unit> {
      val task = client.submitSuspending(request())

      assertThat(task.key().gateway()).isEqualTo("uniall")
      assertThat(task.snapshot().status()).isEqualTo(TaskStatus.QUEUED)
      assertThat(fake.submits()).isEqualTo(1)
      assertThat(fake.queries()).isZero()
    }

  @Test
  fun awaitBringsTheImages() =
    runBlocking<Unit> {
      val task = client.submitSuspending(request(images = 2))

      assertThat(task.await().images()).hasSize(2)
      assertThat(task.await(ONCE).images()).hasSize(2) // known by now
      assertThat(fake.queries()).isEqualTo(2)
    }

  @Test
  fun generateBringsTheImages() =
    runBlocking<Unit> {
      assertThat(client.generateSuspending(request()).images()).hasSize(1)
      assertThat(fake.submits()).isEqualTo(1)
    }

  @Test
  fun refreshAsksOnce() =
    runBlocking<Unit> {
      val task = client.submitSuspending(request())

      assertThat(task.refreshSuspending().status()).isEqualTo(TaskStatus.RUNNING)
      assertThat(fake.queries()).isEqualTo(1)
    }

  @Test
  fun refusedSubmitIsThrownAsItIs() {
    fake.next(FakeCall.SUBMIT, Fault.refusal(401, "invalid_api_key", "no such key"))

    val refused = failure<GatewayException> { client.submitSuspending(request()) }

    assertThat(refused.httpStatus()).isEqualTo(401)
    assertThat(refused.key()).isNull()
  }

  @Test
  fun cutSubmitIsUnknownAndNotSentAgain() {
    fake.next(FakeCall.SUBMIT, Fault.cutAfterRead())

    failure<SubmitOutcomeUnknownException> { client.submitSuspending(request()) }

    assertThat(fake.submits()).isEqualTo(1)
  }

  @Test
  fun uploadThatIsGoneIsThrownAsItIs(@TempDir folder: Path) {
    val upload = folder.resolve("photo.png")
    upload.writeBytes(
      runBlocking { client.generateSuspending(request()).first().bytesSuspending() }
    )
    val edit =
      UniAllImageRequest.builder()
        .model(UniAllModel.NANO_BANANA_2_0_5K)
        .prompt("Put it on the desk")
        .addImage(ReferenceImage.file(upload))
        .build()
    upload.deleteExisting()

    failure<InvalidRequestException> { client.submitSuspending(edit) }

    assertThat(fake.submits()).isEqualTo(1)
  }

  @Test
  fun failedTaskIsThrownAsItIs() {
    fake.failTasks("content_policy", "no spheres")
    val task = client.submit(request())

    val failed = failure<TaskFailedException> { task.await() }

    assertThat(failed.key()).isEqualTo(task.key())
    assertThat(failed.error().message()).isEqualTo("no spheres")
  }

  @Test
  fun failedGenerateHasTheKey() {
    fake.failTasks("content_policy", "no spheres")

    val failed = failure<TaskFailedException> { client.generateSuspending(request()) }

    assertThat(failed.key()).isNotNull()
  }

  @Test
  fun deadlineIsATimeoutWithTheKey() {
    val task = client.submit(request())
    fake.always(FakeCall.QUERY, Fault.status(503))

    val late = failure<TaskTimeoutException> { task.await(30.milliseconds) }

    assertThat(late.key()).isEqualTo(task.key())
  }

  @Test
  fun refusedKeyEndsTheWait() {
    val task = client.submit(request())
    fake.next(FakeCall.QUERY, Fault.refusal(403, "forbidden", "not yours"))

    val refused = failure<GatewayException> { task.await() }

    assertThat(refused.key()).isEqualTo(task.key())
  }

  @Test
  fun closedClientEndsTheWaitWithTheKey() =
    runBlocking<Unit> {
      val task = client.submitSuspending(request())

      supervisorScope {
        val wait = async(Dispatchers.IO) { task.await(ONCE) }
        arrival(FakeCall.QUERY)
        withContext(Dispatchers.IO) { client.close() }

        assertThat(failure<WaitAbortedException> { wait.await() }.key()).isEqualTo(task.key())
      }
      failure<IllegalStateException> { client.submitSuspending(request()) }
      failure<IllegalStateException> { task.await() }
    }

  /** Says that this and nothing around it is thrown. */
  private inline fun <reified E : Throwable> failure(crossinline call: suspend () -> Unit): E {
    val thrown = runCatching { runBlocking(Dispatchers.Default) { call() } }.exceptionOrNull()
    assertThat(thrown).isExactlyInstanceOf(E::class.java)
    if (thrown is ImageTaskException) assertThat(thrown.gateway()).isEqualTo("uniall")
    return thrown as E
  }
}
