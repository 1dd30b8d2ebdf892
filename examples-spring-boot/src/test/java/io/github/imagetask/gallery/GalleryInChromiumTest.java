package io.github.imagetask.gallery;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.imagetask.testing.fake.FakeCall;
import io.github.imagetask.testing.fake.FakeGateway;
import io.github.imagetask.testing.fake.Fault;
import io.github.imagetask.testing.junit.FakeGatewaysExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.openqa.selenium.By;
import org.openqa.selenium.StaleElementReferenceException;
import org.openqa.selenium.WebDriver;
import org.openqa.selenium.WebElement;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.support.ui.Select;
import org.openqa.selenium.support.ui.Wait;
import org.openqa.selenium.support.ui.WebDriverWait;

/** The page, as somebody sees and clicks it. */
@Tag("slow")
class GalleryInChromiumTest {
  private static final Duration PATIENCE = Duration.ofSeconds(30);
  private static final String GPT = "gpt-image-2";

  @RegisterExtension static final FakeGatewaysExtension gateways = FakeGatewaysExtension.create();

  private static ChromeDriver browser;

  @TempDir Path folder;
  private FakeGateway uniall;
  private GalleryUnderTest gallery;

  @BeforeAll
  static void open() {
    browser = Chromium.start();
  }

  @AfterAll
  static void quit() {
    if (browser != null) browser.quit();
  }

  @BeforeEach
  void start() throws Exception {
    // As an earlier run has left it, for the estimate.
    Files.writeString(folder.resolve("UniAllClient.durations"), GPT + "=24.100,21.500,26.300\n");
    uniall = gateways.uniall();
    gallery = new GalleryUnderTest(folder, gateways.gateways().all());
    browser.get(gallery.address());
    await(".tabs input");
  }

  @AfterEach
  void stop() {
    gallery.close();
  }

  @Test
  void aTaskIsSeenFromTheFormToTheImage() throws Exception {
    fill("UniAll", GPT, "A paper lantern above a quiet canal", Map.of());
    browser.findElement(By.id("submit")).click();
    await("[data-error=size]:not(:empty)");
    assertThat(text("[data-error=size]")).contains("gpt-image-2 requires");
    assertThat(uniall.submits()).isZero();

    uniall.finishAfterQueries(10);
    option("size", "1024x768");
    browser.findElement(By.id("submit")).click();
    hold(uniall, 4);
    await("article.WAITING progress[value]");
    waiting().until(any -> percent() > 0 && percent() < 100);
    release(uniall);

    WebElement image = await("article.DONE img");
    waiting().until(any -> "1024 768".equals(size(image)));
    assertThat(text("article.DONE .meta")).isEqualTo("UniAll · gpt-image-2");
    assertThat(text("article.DONE .made")).startsWith("1024 × 768 · in ");
    assertThat(uniall.submits()).isEqualTo(1);
  }

  @Test
  void aTaskThatIsUnderWaySurvivesARestartAndIsPaidOnce() throws Exception {
    uniall.finishAfterQueries(10);
    fill("UniAll", "NanoBanana", "A lighthouse in fog", Map.of("aspect_ratio", "16:9"));
    browser.findElement(By.id("submit")).click();
    hold(uniall, 4);
    await("article.WAITING");

    gallery.stop();
    await("#offline:not([hidden])");
    gallery.startAgain();
    await("#offline[hidden]");
    await("article.WAITING");
    release(uniall);

    WebElement image = await("article.DONE img"); // the page was never loaded anew
    waiting().until(any -> !"0 0".equals(size(image)));
    assertThat(uniall.submits()).isEqualTo(1);
  }

  @Test
  void whatIsDoneUnderWayOrFailedIsTold() throws Exception {
    picture(
        "hingnetClient", "gemini-2.5-flash-image", "Snow on a mountain hut", "aspect_ratio", "4:3");
    picture("zexiClient", "grok-imagine-image-pro", "A desert road at noon", "size", "16:9");
    picture(
        "meituClient",
        "gemini-3-pro-image-preview",
        "Sand dunes before a storm",
        "resolution",
        "2K");
    picture(
        "uniAllClient", GPT, "A paper lantern above a quiet canal at night", "size", "1024x768");
    gateways.zexi().next(FakeCall.SUBMIT, Fault.cutAfterRead());
    failure("zexiClient", "grok-imagine-image-pro", "A street market in the rain");
    uniall.next(FakeCall.SUBMIT, Fault.refusal(403, "insufficient_user_quota", "no credit left"));
    failure("uniAllClient", "NanoBanana2-1K", "A tram climbing a steep hill");
    uniall.finishAfterQueries(9);
    fill(
        "UniAll",
        GPT,
        "A small blue glass sphere on a clean white desk",
        Map.of("size", "1024x1024"));
    browser.findElement(By.id("submit")).click();
    hold(uniall, uniall.queries() + 4);

    waiting().until(any -> text("article.WAITING .state").matches(".*% · about \\d+ s left"));
    assertThat(text("article.FAILED [data-billed=NO] .billed")).isEqualTo("Not billed");
    assertThat(text("article.FAILED [data-billed=PERHAPS] .billed")).isEqualTo("Perhaps billed");
    waiting().until(any -> texts(".made").size() == 4);
    String jpeg =
        (String)
            browser
                .executeCdpCommand(
                    "Page.captureScreenshot", Map.of("format", "jpeg", "quality", 90))
                .get("data");
    Files.write(
        Path.of(System.getProperty("gallery.screenshot", "target/gallery.jpg")),
        Base64.getDecoder().decode(jpeg));
    release(uniall);
  }

  private void picture(String account, String model, String prompt, String option, String value)
      throws Exception {
    String id = UUID.randomUUID().toString();
    gallery.put(id, account, model, prompt, Map.of(option, value));
    gallery.awaitTask(id, task -> task.path("status").asText().equals("DONE"));
  }

  private void failure(String account, String model, String prompt) throws Exception {
    String id = UUID.randomUUID().toString();
    gallery.put(id, account, model, prompt, Map.of());
    gallery.awaitTask(id, task -> task.path("status").asText().equals("FAILED"));
  }

  /** Lets a gateway fail in passing from this query on, so that its task neither ends nor moves. */
  private static void hold(FakeGateway gateway, int queries) throws InterruptedException {
    assertThat(gateway.await(FakeCall.QUERY, queries, PATIENCE)).isTrue();
    gateway.always(FakeCall.QUERY, Fault.status(503));
  }

  private static void release(FakeGateway gateway) {
    gateway.always(FakeCall.QUERY, null);
  }

  private static void fill(
      String account, String model, String prompt, Map<String, String> options) {
    browser.findElement(By.xpath("//*[@id='accounts']//span[.='" + account + "']")).click();
    new Select(browser.findElement(By.id("model"))).selectByValue(model);
    browser.findElement(By.id("prompt")).sendKeys(prompt);
    options.forEach(GalleryInChromiumTest::option);
  }

  private static void option(String name, String value) {
    new Select(browser.findElement(By.cssSelector("#options [name=" + name + "]")))
        .selectByValue(value);
  }

  private static int percent() {
    return Integer.parseInt(
        browser.findElement(By.cssSelector("article progress")).getDomProperty("value"));
  }

  private static String size(WebElement image) {
    return image.getDomProperty("naturalWidth") + " " + image.getDomProperty("naturalHeight");
  }

  private static String text(String selector) {
    return browser.findElement(By.cssSelector(selector)).getText();
  }

  /** The texts that aren't empty. */
  private static List<String> texts(String selector) {
    return browser.findElements(By.cssSelector(selector)).stream()
        .map(WebElement::getText)
        .filter(text -> !text.isEmpty())
        .toList();
  }

  private static WebElement await(String selector) {
    return waiting().until(any -> browser.findElement(By.cssSelector(selector)));
  }

  /** Looks again where a card was replaced meanwhile. */
  private static Wait<WebDriver> waiting() {
    return new WebDriverWait(browser, PATIENCE, Duration.ofMillis(50))
        .ignoring(StaleElementReferenceException.class);
  }
}
