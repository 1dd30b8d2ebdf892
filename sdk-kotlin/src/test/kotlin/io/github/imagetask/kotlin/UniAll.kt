package io.github.imagetask.kotlin

import io.github.imagetask.ImageSize
import io.github.imagetask.ImageTask
import io.github.imagetask.PollPolicy
import io.github.imagetask.testing.fake.FakeCall
import io.github.imagetask.testing.fake.FakeGateway
import io.github.imagetask.testing.fake.FakeGateways
import io.github.imagetask.uniall.UniAllClient
import io.github.imagetask.uniall.UniAllImageRequest
import io.github.imagetask.uniall.UniAllModel
import java.time.Duration
import java.util.concurrent.CountDownLatch
import java.util.concurrent.TimeUnit.SECONDS
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach

/** What the tests of one gateway share: a fake UniAll, and what to ask of it. */
abstract class UniAll {
  private val gateways: FakeGateways = FakeGateways.start()
  private val opened = mutableListOf<AutoCloseable>()

  protected val fake: FakeGateway = gateways.uniall()
  protected val client: UniAllClient by lazy { client {} }

  protected fun client(options: UniAllClient.Builder.() -> Unit): UniAllClient =
    UniAllClient.builder()
      .baseUrl(fake.baseUrl())
      .apiKey(fake.apiKey())
      .pollPolicy(QUICK)
      .apply(options)
      .build()
      .also(opened::add)

  @AfterEach
  fun stop() {
    opened.forEach(AutoCloseable::close)
    gateways.close()
  }

  protected fun request(images: Int = 1): UniAllImageRequest =
    UniAllImageRequest.builder()
      .model(UniAllModel.GPT_IMAGE_2)
      .prompt("A small blue glass sphere on a clean white desk")
      .size(ImageSize.of(1024, 768))
      .n(images)
      .build()

  /** Waits until a call is under way. */
  protected fun arrival(call: FakeCall) {
    assertThat(fake.await(call, 1, Duration.ofSeconds(20))).isTrue()
  }

  /**
   * Says that none of the client's waits asks for the task any more, neither by itself nor when
   * nudged: of so many queries one after another, each of a handle of its own, no more than these
   * are added.
   */
  protected fun assertNobodyAsks(client: UniAllClient, task: ImageTask, queriesSoFar: Int) {
    repeat(ROUND_TRIPS) {
      client.nudge(task.key())
      client.task(task.key()).refresh()
    }
    assertThat(fake.queries()).isEqualTo(queriesSoFar + ROUND_TRIPS)
  }

  companion object {
    private const val ROUND_TRIPS = 20

    /** Asks every few milliseconds. */
    val QUICK: PollPolicy =
      PollPolicy.builder()
        .firstDelay(Duration.ofMillis(1))
        .delays(Duration.ofMillis(1), Duration.ofMillis(5))
        .deadline(Duration.ofSeconds(20))
        .build()

    /** Asks at once, and then only when nudged. */
    val ONCE: PollPolicy =
      PollPolicy.builder()
        .firstDelay(Duration.ZERO)
        .delays(Duration.ofHours(1), Duration.ofHours(1))
        .deadline(Duration.ofDays(1))
        .build()

    fun CountDownLatch.pass() = assertThat(await(20, SECONDS)).isTrue()
  }
}
