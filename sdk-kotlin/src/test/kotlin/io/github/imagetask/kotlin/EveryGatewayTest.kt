package io.github.imagetask.kotlin

import io.github.imagetask.ImageClient
import io.github.imagetask.PollPolicy
import io.github.imagetask.TaskKey
import io.github.imagetask.hingnet.HingnetClient
import io.github.imagetask.hingnet.HingnetImageRequest
import io.github.imagetask.hingnet.HingnetModel
import io.github.imagetask.meitu.MeituClient
import io.github.imagetask.meitu.MeituEnvironment
import io.github.imagetask.meitu.MeituImageRequest
import io.github.imagetask.meitu.MeituModel
import io.github.imagetask.testing.fake.FakeGateway
import io.github.imagetask.testing.fake.FakeGateways
import io.github.imagetask.uniall.UniAllClient
import io.github.imagetask.uniall.UniAllImageRequest
import io.github.imagetask.uniall.UniAllModel
import io.github.imagetask.zexi.ZexiClient
import io.github.imagetask.zexi.ZexiImageRequest
import io.github.imagetask.zexi.ZexiModel
import java.nio.file.Path
import kotlin.io.path.fileSize
import kotlin.time.Duration.Companion.seconds
import kotlinx.coroutines.async
import kotlinx.coroutines.awaitAll
import kotlinx.coroutines.flow.toList
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.AfterEach
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.io.TempDir

/** A program as a user writes it, over each gateway. */
class EveryGatewayTest {
  private val gateways = FakeGateways.start()

  @AfterEach fun stop() = gateways.close()

  @Test
  fun uniAllSubmitsWaitsAndSaves(@TempDir folder: Path) {
    val fake = gateways.uniall()
    val client =
      UniAllClient.builder().baseUrl(fake.baseUrl()).apiKey(fake.apiKey()).pollPolicy(QUICK).build()
    val request =
      UniAllImageRequest.builder().model(UniAllModel.NANO_BANANA_2_0_5K).prompt(PROMPT).build()

    client.use { program(fake, it, request, folder) }
  }

  @Test
  fun hingnetSubmitsWaitsAndSaves(@TempDir folder: Path) {
    val fake = gateways.hingnet()
    val client =
      HingnetClient.builder()
        .baseUrl(fake.baseUrl())
        .apiKey(fake.apiKey())
        .pollPolicy(QUICK)
        .build()
    val request =
      HingnetImageRequest.builder()
        .model(HingnetModel.GEMINI_3_PRO_IMAGE_PREVIEW)
        .prompt(PROMPT)
        .build()

    client.use { program(fake, it, request, folder) }
  }

  @Test
  fun zexiSubmitsWaitsAndSaves(@TempDir folder: Path) {
    val fake = gateways.zexi()
    val client =
      ZexiClient.builder().baseUrl(fake.baseUrl()).apiKey(fake.apiKey()).pollPolicy(QUICK).build()
    val request = ZexiImageRequest.builder().model(ZexiModel.GPT_IMAGE_2).prompt(PROMPT).build()

    client.use { program(fake, it, request, folder) }
  }

  @Test
  fun meituSubmitsWaitsAndSaves(@TempDir folder: Path) {
    val fake = gateways.meitu()
    val client =
      MeituClient.builder()
        .environment(MeituEnvironment.ofBaseUrl(fake.baseUrl()))
        .apiKey(fake.apiKey())
        .apiSecret(fake.apiSecret())
        .token(fake.token())
        .pollPolicy(QUICK)
        .build()
    val request = MeituImageRequest.builder().model(MeituModel.NANO).prompt(PROMPT).build()

    client.use { program(fake, it, request, folder) }
  }

  private fun <R : Any> program(
    fake: FakeGateway,
    client: ImageClient<R>,
    request: R,
    folder: Path,
  ) = runBlocking {
    val task = client.submitSuspending(request)
    val saved = task.key().toString()
    val file = task.await(20.seconds).first().saveToSuspending(folder.resolve("sphere.png"))

    val resumed = client.task(TaskKey.parse(saved))
    val last = resumed.snapshots().toList().last()
    val others = List(20) { async { client.generateSuspending(request) } }.awaitAll()

    assertThat(file.fileSize()).isEqualTo(last.images().first().bytesSuspending().size.toLong())
    assertThat(others).hasSize(20).doesNotHaveDuplicates() // all on this one thread
    assertThat(fake.submits()).isEqualTo(21)
  }

  private companion object {
    const val PROMPT = "A small blue glass sphere on a clean white desk"

    val QUICK: PollPolicy =
      PollPolicy.builder()
        .firstDelay(java.time.Duration.ofMillis(1))
        .delays(java.time.Duration.ofMillis(1), java.time.Duration.ofMillis(5))
        .build()
  }
}
