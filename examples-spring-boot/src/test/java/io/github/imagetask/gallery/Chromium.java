package io.github.imagetask.gallery;

import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assumptions;
import org.openqa.selenium.chrome.ChromeDriver;
import org.openqa.selenium.chrome.ChromeDriverService;
import org.openqa.selenium.chrome.ChromeOptions;

/** The Chromium that is installed, without a window. Nothing is downloaded. */
final class Chromium {
  // Held, lest its level be forgotten: it warns of a newer DevTools protocol, which nobody uses.
  private static final Logger SELENIUM = Logger.getLogger("org.openqa.selenium");

  private Chromium() {}

  /** Starts it; where there is none, leaves the tests out and says so. */
  static ChromeDriver start() {
    Optional<File> browser = program("chromium", "chromium-browser", "google-chrome");
    Optional<File> driver = program("chromedriver");
    if (browser.isEmpty() || driver.isEmpty()) {
      String reason =
          "left out: no Chromium here; Debian has it as chromium, its driver as chromium-driver";
      System.err.println("GalleryInChromiumTest is " + reason);
      Assumptions.abort(reason);
    }
    SELENIUM.setLevel(Level.SEVERE);
    ChromeOptions options = new ChromeOptions();
    options.setBinary(browser.orElseThrow());
    // A container's root may not use the sandbox, and its /dev/shm is small; the pages are our own.
    options.addArguments(
        "--headless=new",
        "--no-sandbox",
        "--disable-dev-shm-usage",
        "--window-size=1280,963",
        "--hide-scrollbars");
    return new ChromeDriver(
        new ChromeDriverService.Builder().usingDriverExecutable(driver.orElseThrow()).build(),
        options);
  }

  private static Optional<File> program(String... names) {
    String path = System.getenv().getOrDefault("PATH", "");
    return Stream.of(names)
        .flatMap(name -> Stream.of(path.split(File.pathSeparator)).map(dir -> Path.of(dir, name)))
        .filter(Files::isExecutable)
        .map(Path::toFile)
        .findFirst();
  }
}
