package io.github.imagetask.kotlin

import io.github.imagetask.DownloadException
import io.github.imagetask.NoImageException
import io.github.imagetask.testing.fake.FakeCall
import io.github.imagetask.testing.fake.Fault
import io.github.imagetask.uniall.UniAllGeminiModel
import io.github.imagetask.uniall.UniAllGeminiRequest
import java.nio.file.Path
import kotlin.io.path.listDirectoryEntries
import kotlin.io.path.name
import kotlin.io.path.readBytes
import kotlinx.coroutines.runBlocking
import org.assertj.core.api.Assertions.assertThat
import org.junit.jupiter.api.Test
import org.junit.jupiter.api.assertThrows
import org.junit.jupiter.api.io.TempDir

/** Images of tasks and of direct calls, fetched and saved. */
class ImagesTest : UniAll() {
  @Test
  fun imageIsSavedWhole(@TempDir folder: Path) =
    runBlocking<Unit> {
      val image = client.generateSuspending(request()).first()

      val file = image.saveToSuspending(folder.resolve("sphere.png"))

      assertThat(file).isEqualTo(folder.resolve("sphere.png"))
      assertThat(file.readBytes()).isEqualTo(image.bytesSuspending())
      assertThat(folder.listDirectoryEntries()).containsExactly(file)
    }

  @Test
  fun imageIsSavedUnderANameOfItsOwn(@TempDir folder: Path) =
    runBlocking<Unit> {
      val result = client.generateSuspending(request())

      val file = result.first().saveIntoSuspending(folder)

      assertThat(file.name).isEqualTo("uniall-${result.key().id()}-0.png")
      assertThat(folder.listDirectoryEntries()).containsExactly(file)
    }

  @Test
  fun allImagesAreSavedInTheirOrder(@TempDir folder: Path) =
    runBlocking<Unit> {
      val result = client.generateSuspending(request(images = 3))

      val files = result.saveAllSuspending(folder)

      assertThat(files.map { it.name.substringAfterLast('-') })
        .containsExactly("0.png", "1.png", "2.png")
      assertThat(folder.listDirectoryEntries()).containsExactlyInAnyOrderElementsOf(files)
    }

  @Test
  fun imageThatIsAPageIsRefusedAsItIs(@TempDir folder: Path) =
    runBlocking<Unit> {
      val image = client.generateSuspending(request()).first()
      fake.always(FakeCall.DOWNLOAD, Fault.htmlPage())

      assertThrows<DownloadException> { image.saveToSuspending(folder.resolve("sphere.png")) }

      assertThat(folder.listDirectoryEntries()).isEmpty()
    }

  @Test
  fun directCallBringsItsImages() =
    runBlocking<Unit> {
      val result = client.direct().generateSuspending(request(images = 2))

      assertThat(result.images()).hasSize(2)
      assertThat(fake.directs()).isEqualTo(1)
      assertThat(fake.submits()).isZero()
    }

  @Test
  fun directCallStreamsIntoAFolder(@TempDir folder: Path) =
    runBlocking<Unit> {
      val files = client.direct().generateIntoSuspending(request(images = 2), folder)

      assertThat(folder.listDirectoryEntries()).containsExactlyInAnyOrderElementsOf(files)
      assertThat(files).hasSize(2)
    }

  @Test
  fun directCallWithoutAnImageIsThrownAsItIs() =
    runBlocking<Unit> {
      fake.next(FakeCall.DIRECT, Fault.blockedPrompt("SAFETY"))
      val blocked =
        UniAllGeminiRequest.builder()
          .model(UniAllGeminiModel.GEMINI_3_PRO_IMAGE_2K)
          .prompt("A small blue glass sphere on a clean white desk")
          .build()

      assertThrows<NoImageException> { client.gemini().generateSuspending(blocked) }
    }
}
